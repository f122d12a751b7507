import type { Cart, Payment } from '@commercetools/platform-sdk';
import { paymentIdOf, type PaymentId } from '../identifiers.ts';
import { mayStillSucceed } from './attempt-state.ts';
import { balanceOf } from './balance.ts';
import { grossTotal } from './cart-owed.ts';
import { compare } from './compare.ts';
import { isOurs } from './ownership.ts';
import { viewsOf } from './transaction-view.ts';

/** What the choice depends on beside the cart and its payments. */
export interface SurplusRules {
  /** Whether Adyen can return money that was paid with the payment's method. */
  readonly isReturnable: (payment: Payment) => boolean;
  /** The payments that the cart's order references, where it is known. */
  readonly orderedIds?: ReadonlySet<PaymentId>;
}

/** The payments of a cart that are too many: without all of them the others still cover its total. */
export interface Surplus {
  /** To be reversed. */
  readonly reversible: readonly Payment[];
  /** To be reported: another provider's, or of a method that Adyen cannot return. */
  readonly stuck: readonly Payment[];
}

/**
 * The surplus among the payments of a cart. A pure function of the set: every instance that sees the same payments names
 * the same ones, in whatever order they are listed. What is being reversed no longer counts. What stays is what cannot be
 * returned, else what can be returned only in part, else what the order references, else the earliest. A part that was
 * refunded or charged back of a payment that stays is no reason to keep a second one beside it. A cart that only other
 * providers' payments have paid has no surplus: that is their business. Nothing is decided while a capture is known before its
 * authorisation.
 */
export const surplusOf = (
  cart: Pick<Cart, 'taxedPrice' | 'totalPrice'>,
  payments: readonly Payment[],
  rules: SurplusRules,
): Surplus => {
  const { centAmount: total, currencyCode } = grossTotal(cart);
  const holding = payments
    .filter(({ amountPlanned }) => amountPlanned.currencyCode === currencyCode)
    .map((payment) => ({
      payment,
      held: heldInTheEnd(payment),
      paid: paidInTheEnd(payment),
      rank: rankOf(payment, rules),
    }))
    .filter(({ held }) => held > 0)
    .map((one) => ({ ...one, key: `${authorisedAt(one.payment)} ${one.payment.id}` }))
    .sort((a, b) => a.rank - b.rank || compare(a.key, b.key));
  const reversible: Payment[] = [];
  const stuck: Payment[] = [];
  if (total <= 0 || !holding.some(({ payment }) => isOurs(payment))) return { reversible, stuck };
  // How much of it can be returned is known with its authorisation, which brings the decision.
  if (holding.some(({ payment }) => isCapturedFirst(payment))) return { reversible, stuck };
  let sum = holding.reduce((all, { held }) => all + held, 0);
  let paidSum = holding.reduce((all, { paid }) => all + paid, 0);
  // One pass is enough: what cannot be spared now can be spared even less once others are gone.
  for (const { payment, held, paid, rank } of holding.reverse()) {
    const isWhole = rank === RANK.ordered || rank === RANK.other;
    // Without it less would be missing than is too much with it.
    const isBesidePart = isWhole && paidSum - paid >= total && held < 2 * (sum - total);
    if (sum - held < total && !isBesidePart) continue;
    sum -= held;
    paidSum -= paid;
    (rank === RANK.stuck ? stuck : reversible).push(payment);
  }
  return { reversible, stuck };
};

/** In the order in which payments stay. */
const RANK = { stuck: 0, partlyReturnable: 1, ordered: 2, other: 3 } as const;

const rankOf = (payment: Payment, { isReturnable, orderedIds }: SurplusRules): number => {
  if (!isOurs(payment) || !isReturnable(payment)) return RANK.stuck;
  if (isPartlyCaptured(payment)) return RANK.partlyReturnable;
  return orderedIds?.has(paymentIdOf(payment)) === true ? RANK.ordered : RANK.other;
};

/** Whether the rest of its authorisation can neither be refunded nor cancelled: Adyen cancels only what was never captured. */
export const isPartlyCaptured = (payment: Payment): boolean => {
  const { captured, capturePending, capturable } = balanceOf(payment);
  return captured + capturePending > 0 && capturable > 0;
};

/**
 * Whether a capture is known and what was authorised is not: the notifications came in another order. Another provider may
 * leave its authorisations as they are for ever.
 */
const isCapturedFirst = (payment: Payment): boolean => {
  const { captured, capturePending } = balanceOf(payment);
  return isOurs(payment) && captured + capturePending > 0 && mayStillSucceed(payment);
};

/** Whether the payments that a cart lists pay it by themselves, so that whatever was paid beside them is too much. */
export const isCovered = (
  cart: Pick<Cart, 'taxedPrice' | 'totalPrice'>,
  payments: readonly Payment[],
): boolean => {
  const { centAmount: total, currencyCode } = grossTotal(cart);
  const held = payments
    .filter(({ amountPlanned }) => amountPlanned.currencyCode === currencyCode)
    .reduce((sum, payment) => sum + heldInTheEnd(payment), 0);
  return total > 0 && held >= total;
};

/** What the payment holds once every cancellation and refund in flight has succeeded. */
export const heldInTheEnd = (payment: Payment): number => {
  const isCancelling = viewsOf(payment).some(
    ({ type, state }) => type === 'CancelAuthorization' && (state === 'Initial' || state === 'Pending'),
  );
  const { held, refundPending } = balanceOf(payment);
  return isCancelling ? 0 : Math.max(0, held - refundPending);
};

/** What was paid, where only a part was captured and it stays with the merchant: its rest cannot be cancelled. */
const paidInTheEnd = (payment: Payment): number => {
  const { authorised, captured, capturePending, refunded, refundPending, chargedBack } = balanceOf(payment);
  const keeps = captured + capturePending > refunded + refundPending + chargedBack;
  return isPartlyCaptured(payment) && keeps ? authorised : heldInTheEnd(payment);
};

/** When the authorisation succeeded, as far as commercetools knows; ISO 8601. */
const authorisedAt = (payment: Payment): string =>
  viewsOf(payment).find(({ type, state }) => type === 'Authorization' && state === 'Success')?.timestamp ??
  payment.createdAt;
