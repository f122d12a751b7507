import type { Payment } from '@commercetools/platform-sdk';
import { assertRepresentable } from '../adyen/assert-representable.ts';
import { invalidInput, notFound } from '../errors.ts';
import type { IdempotencyKey, PaymentId } from '../identifiers.ts';
import { formatMoney } from '../ledger/money.ts';
import type { RequestIdentity } from '../ledger/request-identity.ts';
import type { TransactionView } from '../ledger/transaction-view.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { withDueCharges } from './due-charges.ts';
import { storeIntent } from './intent-store.ts';
import { identityOfKey } from './key-identity.ts';
import type { ModificationRequest } from './rules.ts';
import { answeredNotes, sendIntent, type ModificationOutcome } from './send-intent.ts';

/** Who asks for a modification. */
export interface Caller {
  readonly idempotencyKey: IdempotencyKey | undefined;
  /** Resolves when the caller is gone without its answer; never for the connector's own modifications. */
  readonly left: Promise<void>;
}

/**
 * Captures, refunds or cancels. The intent is written first; its id is Adyen's idempotency key, so that a repeat of a
 * request whose answer was lost never moves money a second time.
 * @throws Fault 400 of a guard (names the remaining amount), 404, 409, 502, 503, 504 when the outcome is unknown
 */
export const modifyPayment = (
  deps: PaymentDependencies,
  payment: Payment,
  request: ModificationRequest,
  { idempotencyKey, left }: Caller,
): Promise<ModificationOutcome> => {
  assertAmount(payment, request);
  const run = (identity: RequestIdentity) => runModification(deps, payment, request, identity);
  return idempotencyKey === undefined ? deps.callers.wait(left, run) : run(identityOfKey(idempotencyKey));
};

/**
 * Sends an intent again whose outcome never became known: under the same key, so that Adyen carries it out once. Only within
 * the days that Adyen remembers a key.
 * @throws Fault 502, 503, or 504 when the outcome is still unknown
 */
export const resumeModification = (
  deps: PaymentDependencies,
  payment: Payment,
  kind: ModificationRequest['kind'],
  intent: TransactionView,
): Promise<ModificationOutcome> =>
  sendIntent(deps, payment, { kind, amount: intent.amount, identity: intent.identity }, intent);

/** The Payment of an intent, as it is by now. @throws Fault 404, and what `withDueCharges` throws */
export const paymentToModify = async (deps: PaymentDependencies, paymentId: PaymentId): Promise<Payment> => {
  const payment = await deps.payments.get(paymentId);
  if (!payment) throw notFound(`The payment ${paymentId}`);
  return withDueCharges(deps, payment);
};

const runModification = async (
  deps: PaymentDependencies,
  given: Payment,
  request: ModificationRequest,
  identity: RequestIdentity,
): Promise<ModificationOutcome> => {
  const identified = { ...request, identity };
  const { payment, intent } = await storeIntent(deps, given, identified);
  const known = knownOutcome(intent);
  if (known !== undefined) {
    await deps.payments.settle(payment, answeredNotes(deps.callers, identity, intent.id));
  }
  const outcome = known ?? (await sendIntent(deps, payment, identified, intent));
  if (intent.identity?.kind === 'unkeyed') deps.callers.markAnswered(intent.identity);
  return outcome;
};

/** The response to a repeat where the outcome is known: there is no second call. */
const knownOutcome = ({ state, interactionId }: TransactionView): ModificationOutcome | undefined => {
  if (state === 'Initial') return interactionId === undefined ? undefined : 'received';
  return state === 'Failure' ? 'rejected' : 'received';
};

const assertAmount = (payment: Payment, { amount }: ModificationRequest): void => {
  const { currencyCode } = payment.amountPlanned;
  if (amount.currencyCode !== currencyCode) {
    throw invalidInput(`The payment is in ${currencyCode}, not in ${amount.currencyCode}.`, {
      field: 'amount.currencyCode',
    });
  }
  if (!Number.isSafeInteger(amount.centAmount) || amount.centAmount <= 0) {
    throw invalidInput(`The amount must be a positive integer, not ${formatMoney(amount)}.`, {
      field: 'amount.centAmount',
    });
  }
  assertRepresentable(amount);
};
