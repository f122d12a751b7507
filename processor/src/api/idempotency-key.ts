import type { Request } from 'express';
import { invalidInput } from '../errors.ts';
import { toIdempotencyKey, type IdempotencyKey } from '../identifiers.ts';

const FORM = /^[A-Za-z0-9_-]{1,64}$/;

/** The caller's `Idempotency-Key`. @throws Fault 400 when it is not of its documented form */
export const idempotencyKeyOf = (request: Request): IdempotencyKey | undefined => {
  const key = request.get('idempotency-key');
  if (key === undefined) return undefined;
  if (FORM.test(key)) return toIdempotencyKey(key);
  throw invalidInput('Idempotency-Key must be 1 to 64 characters of A-Z, a-z, 0-9, _ and -.', {
    field: 'Idempotency-Key',
  });
};
