import type { RequestHandler } from 'express';
import { fault } from '../../errors.ts';

/** A bank's redirect result is a few kilobytes; no other request comes near. */
const maximumLength = 8192;

/** 414 for what is too long to be a request of ours; headers are limited where the server is made. */
export const urlLimit: RequestHandler = (request, _response, next) => {
  if (request.url.length > maximumLength) {
    throw fault('UriTooLong', { values: { maximumLength } });
  }
  next();
};
