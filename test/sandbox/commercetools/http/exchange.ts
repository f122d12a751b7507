import type { IncomingHttpHeaders } from 'node:http';
import { invalidJsonInput } from './errors.ts';

/** A request as the embedded commercetools reads it. */
export interface HttpRequest {
  readonly method: string;
  /** Without the query, as sent: not decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Answer {
  readonly status: number;
  /** JSON, unless it is a string; nothing is sent when absent. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Ends the connection instead of answering. */
export const DROPPED = Symbol('dropped');

export type Handler = (request: HttpRequest) => Promise<Answer | typeof DROPPED>;

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });

/**
 * The body. To commercetools a field that is null is one that is absent.
 *
 * @throws CtError 400 `InvalidJsonInput`
 */
export function jsonOf(request: Pick<HttpRequest, 'text'>): unknown {
  try {
    return JSON.parse(request.text, (_name, value: unknown) => (value === null ? undefined : value));
  } catch (error) {
    throw invalidJsonInput(error instanceof Error ? error.message : 'Unreadable');
  }
}

/** The value as an object with unknown fields. @throws CtError 400 `InvalidJsonInput` */
export function objectOf(value: unknown, what = 'the body'): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidJsonInput(`Expected an object as ${what}.`);
  return value as Record<string, unknown>;
}
