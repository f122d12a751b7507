import { CtError } from './errors.ts';
import type { Answer } from './exchange.ts';

/** Turns what a handler throws into an answer; anything but a `CtError` is a fault of the sandbox itself. */
export function toAnswer(error: unknown): Answer {
  if (error instanceof CtError) return { status: error.statusCode, body: error.body() };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`embedded commercetools: ${message}\n`);
  return { status: 500, body: { statusCode: 500, message, errors: [{ code: 'General', message }] } };
}
