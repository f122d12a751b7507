import * as z from 'zod';
import { toAdyenFault } from '../../adyen/errors.ts';
import { toCommercetoolsFault } from '../../commercetools/errors.ts';
import { fault, Fault, invalidOperation } from '../../errors.ts';
import type { PaymentId } from '../../identifiers.ts';
import { UnrepresentableAmount } from '../../ledger/money.ts';
import { currentContext } from '../../logging/request-context.ts';

interface Context {
  /** Lets the caller ask for an outcome that is unknown. */
  readonly paymentReference?: PaymentId | undefined;
}

type Convert = (thrown: unknown, context: Context) => Fault | undefined;

const fromLedger: Convert = (thrown) =>
  thrown instanceof UnrepresentableAmount ? invalidOperation(thrown.message) : undefined;

/**
 * Express' own errors are known by `expose`; a path that cannot be decoded is a URIError. They are known by what they say, not
 * by their class: that of Node's own modules is another one in a test runner's realm.
 */
const httpError = z
  .object({ status: z.int().min(400).max(499), type: z.string().default('') })
  .and(z.union([z.object({ expose: z.boolean() }), z.object({ name: z.literal('URIError') })]));

/** Their messages repeat what was sent. */
const fromHttp: Convert = (thrown) => {
  const { data } = httpError.safeParse(thrown);
  if (!data) return undefined;
  return fault('InvalidInput', {
    status: data.status === 408 || data.status === 431 ? data.status : 400,
    values: { message: 'The request is malformed.' },
    privateMessage: data.type,
  });
};

/** Whatever else is thrown is a bug of ours, a failed parse of something internal included. */
const bug = (cause: unknown): Fault =>
  fault('General', { cause, fields: { correlationId: currentContext()?.correlationId } });

const conversions: readonly Convert[] = [toAdyenFault, toCommercetoolsFault, fromLedger, fromHttp];

/**
 * The error of the API for whatever was thrown. Each upstream's errors are recognised by the class that its adapter gives
 * them, so that the upstream that is named is the one that failed.
 */
export const toFault = (thrown: unknown, context: Context = {}): Fault => {
  if (thrown instanceof Fault) return thrown;
  for (const convert of conversions) {
    const converted = convert(thrown, context);
    if (converted) return converted;
  }
  return bug(thrown);
};
