import { TransportError } from '../upstream/transport.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const errorsOf = (body: unknown): Record<string, unknown>[] => {
  const errors: unknown = isObject(body) ? body['errors'] : undefined;
  return Array.isArray(errors) ? errors.filter(isObject) : [];
};

/** A call to commercetools that failed, whichever way it was made. Its message holds none of commercetools' own words. */
export class CommercetoolsError extends Error {
  override readonly name = 'CommercetoolsError';
  /** 0 when no response came. */
  readonly statusCode: number;
  /** commercetools' response, for operators. */
  readonly body: unknown;
  readonly transport: TransportError | undefined;

  constructor(statusCode: number, body: unknown, transport?: TransportError) {
    super(
      transport ? `commercetools did not respond: ${transport.code}` : `commercetools answered ${statusCode}`,
      transport && { cause: transport },
    );
    this.statusCode = statusCode;
    this.body = body;
    this.transport = transport;
  }

  /** commercetools' own errors, the first being the most telling. */
  get errors(): readonly Record<string, unknown>[] {
    return errorsOf(this.body);
  }

  /** The codes of its own errors. */
  get codes(): readonly string[] {
    return this.errors.map(({ code }) => code).filter((code) => typeof code === 'string');
  }
}

/** A response of commercetools that is not the one asked for. */
export const commercetoolsFailure = (statusCode: number, body?: unknown): CommercetoolsError =>
  new CommercetoolsError(statusCode, body);

/** Makes a call to commercetools: where no response comes, the error says whose. @throws CommercetoolsError */
export const askCommercetools = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw error instanceof TransportError ? new CommercetoolsError(0, undefined, error) : error;
  }
};
