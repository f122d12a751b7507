import type { Payment } from '@commercetools/platform-sdk';
import { blamesCaller } from '../errors.ts';
import { paymentIdOf, type IdempotencyKey } from '../identifiers.ts';
import { isPartlyCaptured } from '../ledger/duplicates.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { withDueCharges } from './due-charges.ts';
import { nextTryAt, triesOf, type Tries } from './duplicate-tries.ts';
import { modifyPayment } from './modify-payment.ts';
import { outstandingReversal, type Reversal } from './reverse-payment.ts';

/** What became of a payment that is too much. */
export type Reversed =
  /** Adyen has accepted it; its confirmation is still to come. */
  | { readonly payment: Payment; readonly state: 'reversing' }
  /** All or a part of it stays with the merchant. */
  | { readonly payment: Payment; readonly state: 'open'; readonly reason: string | undefined }
  /** It has changed, or Adyen has refused: what is to be done is decided anew. */
  | { readonly payment: Payment; readonly state: 'changed'; readonly reason: string }
  /** It could not be found out; what was begun goes on with the next notification or review. */
  | { readonly payment: Payment; readonly state: 'failed'; readonly error: unknown };

/**
 * Whether a try that failed may be followed by one of the same kind. Notifications make none, or a redelivery would ask Adyen
 * again and again; a review does after a pause that doubles. A refund after a refused cancellation is another kind.
 */
export type Repeats = 'never' | 'afterPause';

/** Makes one step of a payment's reversal. Never two reversals of the same money at once: the guards see to it. */
export const reverseStep = async (
  deps: PaymentDependencies,
  given: Payment,
  repeats: Repeats,
): Promise<Reversed> => {
  let payment = given;
  try {
    // What Adyen has captured automatically by now can no longer be cancelled.
    payment = await withDueCharges(deps, given);
    const tries = await triesOf(deps, payment);
    const request = tries.unanswered ?? outstandingReversal(payment);
    if (!request) return restOf(payment);
    const isDue = tries.unanswered !== undefined || mayTry(deps, tries, request.kind, repeats);
    if (!isDue) return { payment, state: 'open', reason: reasonOf(tries) };
    if (await send(deps, payment, request, tries.nextKey)) return restOf(payment);
    const current = (await deps.payments.get(paymentIdOf(payment))) ?? payment;
    return { payment: current, state: 'changed', reason: reasonOf(await triesOf(deps, current)) };
  } catch (error) {
    return { payment, state: 'failed', error };
  }
};

/** Each round meets another state of the Payment: a cancellation is refused, and what was captured is refunded. */
export const MAX_ROUNDS = 3;

/** Reverses one payment, as far as that can be done now. */
export const reverseOne = async (
  deps: PaymentDependencies,
  payment: Payment,
  repeats: Repeats,
): Promise<Reversed> => {
  let reversed = await reverseStep(deps, payment, repeats);
  for (let round = 1; reversed.state === 'changed' && round < MAX_ROUNDS; round += 1) {
    reversed = await reverseStep(deps, reversed.payment, repeats);
  }
  return reversed;
};

/**
 * Goes on with a try whose answer was lost, whatever else has become of the cart: Adyen may have carried it out.
 * @returns `undefined` when there is none
 */
export const finishTry = async (
  deps: PaymentDependencies,
  payment: Payment,
): Promise<Reversed | undefined> => {
  try {
    const { unanswered, nextKey } = await triesOf(deps, payment);
    if (!unanswered) return undefined;
    const isAccepted = await send(deps, payment, unanswered, nextKey);
    return isAccepted ? restOf(payment) : { payment, state: 'open', reason: 'Refused' };
  } catch (error) {
    return { payment, state: 'failed', error };
  }
};

/** What was captured in part is refunded; the rest of its authorisation cannot be cancelled any more. */
const restOf = (payment: Payment): Reversed =>
  isPartlyCaptured(payment)
    ? { payment, state: 'open', reason: 'PartlyCaptured' }
    : { payment, state: 'reversing' };

const mayTry = (
  { now }: PaymentDependencies,
  { failed }: Tries,
  kind: Reversal['kind'],
  repeats: Repeats,
): boolean =>
  failed.every((made) => made.kind !== kind) ||
  (repeats === 'afterPause' && now().getTime() >= nextTryAt(failed, kind));

/** @returns whether Adyen has accepted it; a guard that refuses says that the Payment has changed since it was read */
const send = async (
  deps: PaymentDependencies,
  payment: Payment,
  { kind, amount }: Reversal,
  idempotencyKey: IdempotencyKey,
): Promise<boolean> => {
  const caller = { idempotencyKey, left: new Promise<void>(() => undefined) };
  try {
    return (await modifyPayment(deps, payment, { kind, amount }, caller)) !== 'rejected';
  } catch (error) {
    if (blamesCaller(error)) return false;
    throw error;
  }
};

const reasonOf = ({ failed }: Tries): string => failed.at(-1)?.view.fields.reason ?? 'Refused';
