import type { Handler } from './exchange.ts';

/**
 * Refuses long URLs on demand. How long one may be is not documented, and neither is the answer; this one is what a
 * gateway in front of an API says.
 */
export class UrlLimit {
  /** Characters of the path and the query; none unless set. */
  characters = Number.POSITIVE_INFINITY;

  around(handle: Handler): Handler {
    return async (request) =>
      request.path.length + request.query.toString().length > this.characters
        ? { status: 414, body: 'URI Too Long', headers: { 'content-type': 'text/plain' } }
        : handle(request);
  }
}
