import type { Payment } from '@commercetools/platform-sdk';
import * as z from 'zod';
import type { CartWithPayments } from '../commercetools/carts.ts';
import { invalidOperation } from '../errors.ts';
import { balanceOf } from '../ledger/balance.ts';
import { viewsOf } from '../ledger/transaction-view.ts';
import type { PaymentDependencies } from '../payments/dependencies.ts';

const ORDERS_CONTAINER = 'adyen-gift-card-orders';

const schema = z.object({
  pspReference: z.string(),
  /** Adyen's, opaque. */
  orderData: z.string(),
  /** ISO 8601: Adyen gives the parts back afterwards. */
  expiresAt: z.string(),
  /** What the cart owed when the order was opened, in minor units by ISO 4217. */
  amount: z.object({ centAmount: z.int(), currencyCode: z.string() }),
  isCancelled: z.boolean(),
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
  readonly isExpired: boolean;
}

/** @throws Fault 400 where the merchant has partial payments off */
export const assertPartialPayments = ({ config }: Pick<PaymentDependencies, 'config'>): void => {
  if (!config.partialPayments.isEnabled) throw invalidOperation('Partial payments are not enabled.');
};

export const readOrder = async (
  { customObjects }: Pick<PaymentDependencies, 'customObjects'>,
  cartId: string,
): Promise<GiftCardOrder | undefined> =>
  schema.safeParse(await customObjects.get(ORDERS_CONTAINER, cartId)).data;

export const keepOrder = (
  { customObjects }: Pick<PaymentDependencies, 'customObjects'>,
  cartId: string,
  order: GiftCardOrder,
): Promise<void> => customObjects.put(ORDERS_CONTAINER, cartId, order);

/** Whether a Payment is a part of the order: the attempt says so from its start. */
const isPartOf =
  ({ pspReference }: GiftCardOrder) =>
  (payment: Payment): boolean =>
    viewsOf(payment).some(({ fields }) => fields.order === pspReference);

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
  return {
    parts,
    held: balances.reduce((total, { held }) => total + held, 0),
    remaining: Math.max(0, order.amount.centAmount - paid),
    isComplete: paid >= order.amount.centAmount,
    isExpired: now.getTime() >= Date.parse(order.expiresAt),
  };
};
