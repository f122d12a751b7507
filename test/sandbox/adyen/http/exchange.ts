import type { IncomingHttpHeaders } from 'node:http';

/** A request, read wholly. `body` is the parsed JSON or form; undefined when there is none or it is neither. */
export interface Exchange {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  rawBody: string;
  body: unknown;
  /** Named segments of the route's pattern. */
  params: Record<string, string>;
  /** How long the operation is to take, in milliseconds, when a fault slows it. */
  processingMs: number;
}

/** An answer. A string or Buffer body is sent as it is, with the content type given; anything else as JSON. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export type Handler = (exchange: Exchange) => Reply | Promise<Reply>;

/** One route: `METHOD /path/{param}`, a trailing `*` matching the rest (as `params.rest`). */
export type Routes = Record<string, Handler>;

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Reply => ({
  status,
  headers,
  body,
});

export const html = (markup: string, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: markup,
});

export const redirectTo = (location: string): Reply => ({ status: 303, headers: { location } });

/** The field of a parsed body, when the body is an object and the field is text. */
export const textOf = (body: unknown, field: string): string | undefined => {
  if (typeof body !== 'object' || body === null) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(body, field)?.value;
  return typeof value === 'string' ? value : undefined;
};
