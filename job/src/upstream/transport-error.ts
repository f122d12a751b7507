/**
 * No response came. `mayHaveArrived` is false only when no byte of the request was written: sending it again cannot do
 * anything twice.
 */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  /** Node's or undici's code, `TIMEOUT` when the time limit ended the exchange, `ABORTED` when the caller did. */
  readonly code: string;
  readonly mayHaveArrived: boolean;

  constructor(code: string, mayHaveArrived: boolean, cause?: unknown) {
    super(`No response: ${code}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.mayHaveArrived = mayHaveArrived;
  }
}

/** The code of an error from any realm; that of an AggregateError without one is its first error's. */
export const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return 'UNKNOWN';
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  if (typeof code === 'string') return code;
  return Array.isArray(errors) ? codeOf(errors[0]) : 'UNKNOWN';
};
