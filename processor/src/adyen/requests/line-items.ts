import type { LineItem as LibraryLineItem } from '@adyen/api-library/lib/src/typings/checkout/lineItem';
import { cutText } from '../../cut-text.ts';
import { type Money, toAdyenAmount } from '../../ledger/money.ts';
import { catalogue, methodOf, type Catalogue } from '../../payment-methods/catalogue.ts';
import { compact, type Wire } from '../wire.ts';
import { type CartLine, cartLines, type LineItemSource } from './cart-lines.ts';
import { distribute } from './distribute.ts';

/** Amounts are per unit, in minor units by Adyen's table. */
export type LineItem = Pick<
  Wire<LibraryLineItem>,
  'id' | 'sku' | 'description' | 'imageUrl' | 'taxPercentage'
> & {
  quantity: number;
  amountIncludingTax: number;
  amountExcludingTax: number;
  taxAmount: number;
};

interface LineItemsInput {
  /** The cart or order; without it there is one line for everything. */
  cart: LineItemSource | undefined;
  /** What the lines sum to: the cart's total or a part of it, in minor units by ISO 4217. */
  amount: Money;
  locale?: string | undefined;
}

/** Whether requests for this method carry line items. */
export const needsLineItems = (method: string | undefined): boolean =>
  methodOf(method).lineItems !== undefined;

/**
 * The line items that a payment, capture or refund with this method must carry.
 * @param method Adyen's type of the method, e.g. `klarna`
 * @returns undefined for methods that want none, and for an amount of zero
 * @throws UnrepresentableAmount where Adyen cannot express the amount
 */
export const lineItemsFor = (
  method: string | undefined,
  input: LineItemsInput,
  methods: Catalogue = catalogue,
): LineItem[] | undefined => {
  const { lineItems } = methods.of(method);
  if (lineItems === undefined || input.amount.centAmount === 0) return undefined;
  return buildLineItems(input, lineItems.takesNegativeLines);
};

/**
 * The line items of a payment: as the method requires them, with every other method wherever they can be written. With those
 * the part of an order has none, since nobody can say what it buys.
 * @throws UnrepresentableAmount where Adyen cannot express the amount
 */
export const paymentLineItems = (
  method: string,
  input: LineItemsInput & { readonly isPart: boolean },
  methods: Catalogue = catalogue,
): LineItem[] | undefined => {
  if (methods.of(method).lineItems !== undefined) return lineItemsFor(method, input, methods);
  return input.isPart || input.amount.centAmount === 0 ? undefined : cartLineItems(input, false);
};

/**
 * The cart as line items whose `quantity * amountIncludingTax` sum to the amount exactly. Where the amount is not the
 * cart's total (a part, or rounding), every line is scaled, and what rounding leaves goes to the largest remainders.
 * Where no such lines can be written there is one line for everything.
 */
export const buildLineItems = (input: LineItemsInput, takesNegativeLines: boolean): LineItem[] =>
  cartLineItems(input, takesNegativeLines) ?? units(wholeOrder, toAdyenAmount(input.amount).value);

/** Without a line for everything: `undefined` where no lines can be written. */
const cartLineItems = (input: LineItemsInput, takesNegativeLines: boolean): LineItem[] | undefined => {
  const { value } = toAdyenAmount(input.amount);
  const all = input.cart ? cartLines(input.cart, input.locale) : [];
  const lines = takesNegativeLines ? all : all.filter((line) => line.gross >= 0);
  const total = lines.reduce((sum, line) => sum + line.gross, 0);
  if (total <= 0 || !isExact(value, total, lines)) return undefined;
  const shares = distribute(
    value,
    lines.map((line) => line.gross),
  );
  return lines.flatMap((line, index) => units(line, shares[index] ?? 0));
};

/**
 * Whether the scaled lines and their sums are exact numbers, rounding included. A discount that leaves almost nothing of its
 * cart can make them too large.
 */
const isExact = (value: number, total: number, lines: readonly CartLine[]): boolean => {
  const absolute = lines.reduce((sum, line) => sum + Math.abs(line.gross), 0);
  return (absolute / total) * value < Number.MAX_SAFE_INTEGER / 2;
};

const wholeOrder: CartLine = { id: 'order', description: 'Order', quantity: 1, gross: 0, taxRate: 0 };

/** A line as units of equal price: two items where the price cannot be divided by the quantity. */
const units = (line: CartLine, price: number): LineItem[] => {
  const quantity = Math.max(line.quantity, 1);
  const lower = Math.floor(price / quantity);
  const dearer = price - lower * quantity;
  const cheaper = quantity - dearer;
  return [
    ...(cheaper > 0 ? [toLineItem(line, line.id, cheaper, lower)] : []),
    ...(dearer > 0 ? [toLineItem(line, cheaper > 0 ? `${line.id}-2` : line.id, dearer, lower + 1)] : []),
  ];
};

const toLineItem = (line: CartLine, id: string, quantity: number, unitPrice: number): LineItem => {
  const taxAmount = Math.round((unitPrice * line.taxRate) / (1 + line.taxRate));
  return compact({
    id,
    sku: line.sku,
    description: cutText(line.description, 127),
    imageUrl: line.imageUrl?.startsWith('https://') ? line.imageUrl : undefined,
    quantity,
    amountIncludingTax: unitPrice,
    amountExcludingTax: unitPrice - taxAmount,
    taxAmount,
    taxPercentage: Math.round(line.taxRate * 10_000),
  });
};
