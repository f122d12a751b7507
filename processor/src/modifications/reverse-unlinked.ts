import type { Payment } from '@commercetools/platform-sdk';
import type { CartWithPayments } from '../commercetools/carts.ts';
import { paymentIdOf } from '../identifiers.ts';
import { cartOfAttempt } from '../ledger/attempt-state.ts';
import { isCapturedOnRequest } from '../ledger/charge-at-once.ts';
import { heldInTheEnd, isCovered } from '../ledger/duplicates.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { limitsOf } from './method-limits.ts';
import { finishTry, reverseOne, type Repeats, type Reversed } from './reverse-duplicate.ts';
import { isInCharge, reverseDuplicate } from './reverse-duplicates.ts';

// A shop may take a Payment off its cart, or delete the cart, while its shopper is at the bank, and the shopper pays all the
// same. Adyen then holds money that no cart counts. Where the cart is paid without it, it is a double payment and is reversed.
// Otherwise the shop decides: it may want the sale (and list the Payment again) or the reversal. That is a finding. So is a
// Payment that somebody has captured: a shop without orders may have delivered, and taken it off to use its cart again.

/** Whether money is in a Payment of this deployment's, so that it matters whether a cart counts it. */
export const holdsMoney = (deps: Pick<PaymentDependencies, 'config'>, payment: Payment): boolean =>
  isInCharge(deps, payment) && heldInTheEnd(payment) > 0;

/**
 * Goes on after an authorisation whose Payment no cart was found for.
 * @throws what kept a reversal from being made
 */
export const reverseUnlinked = async (deps: PaymentDependencies, payment: Payment): Promise<void> => {
  if (!holdsMoney(deps, payment)) return;
  const found = await cartOf(deps, payment);
  // A search may not know yet what was written just now; a read does.
  if (found && lists(found, payment)) return reverseDuplicate(deps, found.cart, found.payments);
  const id = paymentIdOf(payment);
  if ((await deps.carts.listed([id])).has(id)) return;
  const reversed = await reverseBeside(deps, { payment, found, repeats: 'never' });
  if (reversed.state === 'failed') throw reversed.error;
};

/**
 * What a review makes of a Payment that neither a cart nor an order lists.
 * @returns `undefined` where its own cart lists it after all
 */
export const reviewUnlinkedPayment = async (
  deps: PaymentDependencies,
  payment: Payment,
): Promise<Reversed | undefined> => {
  const found = await cartOf(deps, payment);
  return found && lists(found, payment)
    ? undefined
    : reverseBeside(deps, { payment, found, repeats: 'afterPause' });
};

const cartOf = async (
  { carts }: PaymentDependencies,
  payment: Payment,
): Promise<CartWithPayments | undefined> => {
  const cartId = cartOfAttempt(payment);
  return cartId === undefined ? undefined : carts.get(cartId);
};

const lists = ({ payments }: CartWithPayments, payment: Payment): boolean =>
  payments.some(({ id }) => id === payment.id);

interface Unlinked {
  readonly payment: Payment;
  /** The cart that it was to pay, with the payments that it lists. */
  readonly found: CartWithPayments | undefined;
  readonly repeats: Repeats;
}

const reverseBeside = async (
  deps: PaymentDependencies,
  { payment: given, found, repeats }: Unlinked,
): Promise<Reversed> => {
  const isReported = deps.config.duplicatePayments === 'flag';
  const finished = isReported ? undefined : await finishTry(deps, given);
  if (finished?.state === 'reversing' || finished?.state === 'failed') return finished;
  const payment = finished ? ((await deps.payments.get(paymentIdOf(given))) ?? given) : given;
  const reason = whyOpen(deps, payment, found) ?? (isReported ? 'CartPaid' : undefined);
  const reversed: Reversed =
    reason === undefined ? await reverseOne(deps, payment, repeats) : { payment, state: 'open', reason };
  report(deps, found, reversed);
  return reversed;
};

/** Why it is not for the connector to reverse; `undefined` where it is. */
const whyOpen = (
  { config }: PaymentDependencies,
  payment: Payment,
  found: CartWithPayments | undefined,
): string | undefined => {
  if (!found) return cartOfAttempt(payment) === undefined ? 'CartUnknown' : 'CartGone';
  if (!isCovered(found.cart, found.payments)) return 'CartOwes';
  if (isCapturedOnRequest(payment)) return 'Captured';
  return limitsOf(payment, config).refunds === 'none' ? 'NotReturnable' : undefined;
};

const report = (
  { logger }: PaymentDependencies,
  found: CartWithPayments | undefined,
  { payment, ...outcome }: Reversed,
): void => {
  const fields = { cartId: found?.cart.id, paymentId: payment.id, pspReference: payment.interfaceId };
  if (outcome.state === 'reversing') {
    const code = 'DuplicatePaymentReversed';
    logger.warn('A payment was made beside its cart, which is paid: it is being reversed.', {
      code,
      ...fields,
    });
  } else if (outcome.state !== 'failed') {
    const { reason } = outcome;
    logger.error('A payment was made that neither a cart nor an order lists.', {
      code: 'UnlinkedPayment',
      reason,
      ...fields,
    });
  }
};
