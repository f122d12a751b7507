import type { Payment } from '@commercetools/platform-sdk';
import * as z from 'zod';
import { concurrentModification, notFound } from '../errors.ts';
import type { TransactionView } from '../ledger/transaction-view.ts';
import { withoutCustomFields } from '../ledger/update-actions.ts';
import type { PaymentDependencies } from '../use-case.ts';
import {
  assertSame,
  findIntent,
  intentActions,
  viewsOfKind,
  type IntentRequest,
  type WrittenIntent,
} from './modification-intent.ts';

const CONTAINER = 'adyen-connector-intents';

const schema = z.object({ transactionId: z.string() });

/** What makes an intent that of a key. */
type Identity = Pick<IntentRequest, 'kind' | 'digest'>;

/** Collisions with other writers end soon. */
const MAX_TRIES = 12;

/** Somebody wrote first: what was read before does not hold. */
class WrittenMeanwhile extends Error {
  override readonly name = 'WrittenMeanwhile';
  readonly current: Payment;

  constructor(current: Payment) {
    super();
    this.current = current;
  }
}

const keyOf = (paymentId: string, { kind, digest }: Identity): string => `${paymentId}-${kind}-${digest}`;

/**
 * The id of the transaction that a key stands for, where transactions could not remember it.
 * @throws Fault 502 or 503 when commercetools cannot be used
 */
export const findKeptIntent = async (
  { customObjects }: PaymentDependencies,
  paymentId: string,
  identity: Identity,
): Promise<string | undefined> => {
  const kept = schema.safeParse(await customObjects.get(CONTAINER, keyOf(paymentId, identity)));
  return kept.success ? kept.data.transactionId : undefined;
};

/**
 * Writes the intent of a request with a key where its transaction cannot hold custom fields. Until Adyen has answered, the
 * transaction is marked with the key; the mark then gives way to Adyen's reference, so a custom object keeps the key before
 * anything is sent.
 * @throws Fault 400 of the guard, 409 when the key was used for another request, 502, 503
 */
export const writeKeptIntent = async (
  deps: PaymentDependencies,
  given: Payment,
  request: IntentRequest,
): Promise<WrittenIntent> => {
  let payment = given;
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    // Read after the Payment: an intent that was answered since, and so is not marked any more, is found by its object.
    const transactionId = await findKeptIntent(deps, payment.id, request);
    if (transactionId !== undefined) return keptIntentOf(deps, payment, request, transactionId);
    try {
      const written = await writeMarked(deps, payment, request);
      await deps.customObjects.put(CONTAINER, keyOf(payment.id, request), {
        transactionId: written.intent.id,
      });
      return written;
    } catch (error) {
      if (!(error instanceof WrittenMeanwhile)) throw error;
      payment = error.current;
    }
  }
  throw concurrentModification();
};

const keptIntentOf = async (
  deps: PaymentDependencies,
  given: Payment,
  request: IntentRequest,
  transactionId: string,
): Promise<WrittenIntent> => {
  const find = (payment: Payment): TransactionView | undefined =>
    viewsOfKind(payment, request.kind).find(({ id }) => id === transactionId);
  const payment = find(given) ? given : await deps.payments.get(given.id);
  const intent = payment && find(payment);
  if (!intent) throw notFound(`The payment ${given.id}`);
  assertSame(intent, request);
  return { payment, intent };
};

/** @throws WrittenMeanwhile */
const writeMarked = async (
  deps: PaymentDependencies,
  payment: Payment,
  request: IntentRequest,
): Promise<WrittenIntent> => {
  const find = (current: Payment): TransactionView | undefined => findIntent(current, request, () => true);
  const written = await deps.payments.update(payment, (current) => {
    if (current !== payment) throw new WrittenMeanwhile(current);
    if (find(current)) return [];
    const actions = intentActions(current, request, deps.now(), deps.config.paymentMethodsConfig);
    return withoutCustomFields(current.id, actions) ?? actions;
  });
  const intent = find(written);
  if (!intent) throw new Error('The intent that was just written is not there.');
  return { payment: written, intent };
};
