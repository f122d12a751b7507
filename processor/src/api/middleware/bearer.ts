import type { Request } from 'express';
import { unauthenticated } from '../../errors.ts';

const form = /^Bearer ([\w\-.~+/]{1,8192}={0,2})$/i;

const challenge = { headers: { 'WWW-Authenticate': 'Bearer' } };

/** The token of `Authorization: Bearer`. Throws 401 when there is none of that form. */
export const bearerToken = (request: Request): string => {
  const token = form.exec(request.get('authorization') ?? '')?.[1];
  if (token === undefined)
    throw unauthenticated('The header Authorization: Bearer <token> is missing or malformed.', challenge);
  return token;
};
