import { cartLines, type CartLine, type LineItemSource } from '../adyen/requests/cart-lines.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { notFound } from '../errors.ts';
import { owed } from '../ledger/cart-owed.ts';
import { isoDigits } from '../ledger/money.ts';
import type { PaymentDependencies } from '../use-case.ts';

/** Minor units by ISO 4217. */
interface DisplayAmount {
  readonly centAmount: number;
  readonly currencyCode: string;
  readonly fractionDigits: number;
}

/** What a wallet's sheet shows. */
export interface ExpressPaymentData {
  readonly totalPrice: DisplayAmount;
  readonly lineItems: readonly {
    readonly name: string;
    readonly amount: DisplayAmount;
    readonly type: string;
  }[];
  readonly currencyCode: string;
}

/**
 * The amount that the session's cart owes and the lines that add up to it.
 * @throws Fault 404 without a cart
 */
export const expressPaymentData = async (
  deps: PaymentDependencies,
  { cartId, giftCardPlannedAmount }: CheckoutSession,
): Promise<ExpressPaymentData> => {
  const found = await deps.carts.get(cartId);
  if (!found) throw notFound("The session's cart");
  const { centAmount, currencyCode } = owed(found.cart, found.payments, giftCardPlannedAmount);
  const total = Math.max(0, centAmount);
  const fractionDigits = isoDigits(currencyCode);
  const line = (name: string, amount: number, type: string) => ({
    name,
    amount: { centAmount: amount, currencyCode, fractionDigits },
    type,
  });
  const ofCart = cartLines(found.cart, found.cart.locale);
  const shipping = new Set<string>([
    'shipping',
    ...shippingsOf(found.cart).map(({ shippingKey }) => shippingKey),
  ]);
  const lines = ofCart.map((each) => line(each.description, each.gross, typeOf(each, shipping)));
  const difference = total - ofCart.reduce((sum, { gross }) => sum + gross, 0);
  return {
    totalPrice: { centAmount: total, currencyCode, fractionDigits },
    lineItems: difference === 0 ? lines : [...lines, restOf(difference, line)],
    currencyCode,
  };
};

/** Only carts with several addresses have several. */
const shippingsOf = ({ shipping = [] }: LineItemSource) => shipping;

const typeOf = ({ id, gross }: CartLine, shipping: ReadonlySet<string>): string => {
  if (gross < 0) return 'DISCOUNT';
  return shipping.has(id) ? 'SHIPPING' : 'LINE_ITEM';
};

/** What another payment or a gift card covers; or, above the lines, taxes that no line holds. */
const restOf = <Line>(
  difference: number,
  line: (name: string, amount: number, type: string) => Line,
): Line => (difference < 0 ? line('Other payments', difference, 'DISCOUNT') : line('Tax', difference, 'TAX'));
