import type { Payment } from '@commercetools/platform-sdk';
import * as z from 'zod';
import type { OrderAnswer } from '../adyen/responses.ts';
import type { CartWithPayments } from '../commercetools/carts.ts';
import { isUuid } from '../commercetools/ids.ts';
import { invalidOperation } from '../errors.ts';
import { paymentIdOf, type CartId, type PaymentId, type PspReference } from '../identifiers.ts';
import { balanceOf } from '../ledger/balance.ts';
import { isOpen, isUnanswered, viewsOf } from '../ledger/transaction-view.ts';
import { methodOf, methodsByKind } from '../payment-methods/catalogue.ts';
import type { PaymentDependencies } from '../use-case.ts';

const ORDERS_CONTAINER = 'adyen-gift-card-orders';

const schema = z.object({
  pspReference: z.string().brand<'PspReference'>(),
  /** Adyen's, opaque. */
  orderData: z.string(),
  /** ISO 8601: Adyen gives the parts back afterwards. */
  expiresAt: z.string(),
  /** What the cart owed when the order was opened, in minor units by ISO 4217. */
  amount: z.object({ centAmount: z.int(), currencyCode: z.string() }),
  isCancelled: z.boolean(),
  /** The ids of the Payments that are parts of it. */
  parts: z.array(z.string().brand<'PaymentId'>()).default([]),
  /** What Adyen's latest answer left to be paid, in Adyen's minor units. */
  remainingValue: z.int().optional(),
});

/** Adyen's order that a cart is paid in parts in: one per cart, kept as a custom object under the cart's id. */
export type GiftCardOrder = z.output<typeof schema>;

/** How an order stands, by the cart's payments alone. */
export interface OrderStanding {
  readonly parts: readonly Payment[];
  /** What its parts hold now; less than `paid` once they were given back. */
  readonly held: number;
  /** What is still to be paid in the order. */
  readonly remaining: number;
  readonly isComplete: boolean;
  /** Whether it will be complete without the shopper: a bank transfer or a voucher is awaited. */
  readonly isAwaited: boolean;
  readonly isExpired: boolean;
}

/** @throws Fault 400 where the merchant has partial payments off */
export const assertPartialPayments = ({ config }: Pick<PaymentDependencies, 'config'>): void => {
  if (!config.partialPayments.isEnabled) throw invalidOperation('Partial payments are not enabled.');
};

export const readOrder = async (
  { customObjects }: Pick<PaymentDependencies, 'customObjects'>,
  cartId: CartId,
): Promise<GiftCardOrder | undefined> =>
  schema.safeParse(await customObjects.get(ORDERS_CONTAINER, cartId)).data;

export const keepOrder = (
  { customObjects }: Pick<PaymentDependencies, 'customObjects'>,
  cartId: CartId,
  order: GiftCardOrder,
): Promise<void> => customObjects.put(ORDERS_CONTAINER, cartId, order);

/** Changes the cart's order as long as it is this one. */
const changeOrder = (
  { customObjects }: Pick<PaymentDependencies, 'customObjects'>,
  cartId: CartId,
  pspReference: PspReference,
  change: (order: GiftCardOrder) => GiftCardOrder | undefined,
): Promise<void> =>
  customObjects.change(ORDERS_CONTAINER, cartId, (value) => {
    const order = schema.safeParse(value).data;
    return order?.pspReference === pspReference ? change(order) : undefined;
  });

/** Whether this is Adyen's reference of the order that a cart of ours was paid in. */
export const isOrderOf = async (
  deps: Pick<PaymentDependencies, 'customObjects'>,
  cartId: CartId,
  pspReference: PspReference,
): Promise<boolean> => isUuid(cartId) && (await readOrder(deps, cartId))?.pspReference === pspReference;

/** Writes down that the order was cancelled. */
export const keepCancelled = (
  deps: Pick<PaymentDependencies, 'customObjects'>,
  cartId: CartId,
  pspReference: PspReference,
): Promise<void> => changeOrder(deps, cartId, pspReference, (order) => ({ ...order, isCancelled: true }));

/** Writes down that a Payment is a part of the order, before Adyen hears of it. */
export const keepPart = (
  deps: Pick<PaymentDependencies, 'customObjects'>,
  cartId: CartId,
  pspReference: PspReference,
  paymentId: PaymentId,
): Promise<void> =>
  changeOrder(deps, cartId, pspReference, (order) =>
    order.parts.includes(paymentId) ? undefined : { ...order, parts: [...order.parts, paymentId] },
  );

/**
 * Keeps the order's latest data: each part's answer may carry new ones, and the order goes on with those. What is left of it
 * only ever shrinks, so that an answer that is given again changes nothing.
 */
export const keepOrderData = async (
  deps: Pick<PaymentDependencies, 'customObjects'>,
  cartId: CartId,
  { pspReference, orderData, remainingAmount }: OrderAnswer,
): Promise<void> => {
  if (orderData === undefined || remainingAmount === undefined) return;
  const remainingValue = remainingAmount.value;
  await changeOrder(deps, cartId, pspReference, (order) =>
    remainingValue < (order.remainingValue ?? Infinity) ? { ...order, orderData, remainingValue } : undefined,
  );
};

/** Whether a Payment is a part of the order: both say so from its start, the Payment where it has our custom type. */
export const isPartOf =
  ({ pspReference, parts }: GiftCardOrder) =>
  (payment: Payment): boolean =>
    parts.includes(paymentIdOf(payment)) ||
    viewsOf(payment).some(({ fields }) => fields.order === pspReference);

/** Whether the shopper is done, and the money is still to come: accepted by Adyen, or a voucher that is paid elsewhere. */
const isAwaitedPart = (payment: Payment): boolean => {
  const isVoucher = methodsByKind.vouchers.includes(methodOf(payment.paymentMethodInfo.method));
  return viewsOf(payment).some(
    (view) =>
      view.type === 'Authorization' &&
      (view.state === 'Pending' || (isVoucher && isOpen(view) && !isUnanswered(view))),
  );
};

export const standingOf = (
  order: GiftCardOrder,
  payments: CartWithPayments['payments'],
  now: Date,
): OrderStanding => {
  const parts = payments.filter(isPartOf(order));
  const balances = parts.map(balanceOf);
  const paid = balances.reduce(
    (total, { authorised, captured }) => total + Math.max(authorised, captured),
    0,
  );
  const awaited = parts
    .filter(isAwaitedPart)
    .reduce((total, { amountPlanned }) => total + amountPlanned.centAmount, 0);
  return {
    parts,
    held: balances.reduce((total, { held }) => total + held, 0),
    remaining: Math.max(0, order.amount.centAmount - paid),
    isComplete: paid >= order.amount.centAmount,
    isAwaited: awaited > 0 && paid + awaited >= order.amount.centAmount,
    isExpired: now.getTime() >= Date.parse(order.expiresAt),
  };
};
