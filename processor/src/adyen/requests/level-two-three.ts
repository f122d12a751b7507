import type { LevelTwoThree } from '@adyen/api-library/lib/src/typings/checkout/levelTwoThree';
import type { Cart } from '@commercetools/platform-sdk';
import { shippingAddressOf } from '../../cart-addresses.ts';
import type { Config } from '../../config/config.ts';
import { grossTotal } from '../../ledger/cart-owed.ts';
import { toAdyenAmount, UnrepresentableAmount, type Money } from '../../ledger/money.ts';
import { sameMoney } from '../../ledger/transaction-view.ts';
import { catalogue, type Catalogue } from '../../payment-methods/catalogue.ts';
import { compact, type Wire } from '../wire.ts';
import { nonBlank } from './addresses.ts';
import { cartLines, type CartLine } from './cart-lines.ts';
import { distribute } from './distribute.ts';
import { stateCodeOf } from './state-codes.ts';

/** The largest amount that Adyen takes in any of the fields. */
const MAX_VALUE = 10_000_000_000;

/**
 * What businesses' cards want to know of an order, and card schemes reward: taxes, shipping and the lines, without taxes. Only
 * for a payment of the whole cart, since of a part nobody can say what it bought.
 * Source: https://docs.adyen.com/payment-methods/cards/enhanced-scheme-data/l2-l3
 * None where lines, shipping and taxes do not add up to the amount, or Adyen cannot express one of them: an extra is no reason
 * for a payment to fail.
 */
export const levelTwoThreeOf = (
  method: string,
  cart: Cart,
  amount: Money,
  methods: Catalogue = catalogue,
): Wire<LevelTwoThree> | undefined => {
  if (!methods.of(method).isCard || !sameMoney(grossTotal(cart), amount)) return undefined;
  try {
    return wholeCart(cart, amount);
  } catch (error) {
    if (error instanceof UnrepresentableAmount) return undefined;
    throw error;
  }
};

/**
 * Level 2 and 3 data of a payment or a capture, where the merchant has them sent. Adyen takes them with the payment where it is
 * captured automatically, and else with the capture.
 */
export const enhancedSchemeDataOf = (
  config: Pick<Config, 'adyen'>,
  { method, cart, amount }: { readonly method: string; readonly cart: Cart; readonly amount: Money },
  methods: Catalogue = catalogue,
): { levelTwoThree: Wire<LevelTwoThree> } | undefined => {
  if (!config.adyen.sendsLevelTwoThreeData) return undefined;
  const levelTwoThree = levelTwoThreeOf(method, cart, amount, methods);
  return levelTwoThree && { levelTwoThree };
};

const wholeCart = (cart: Cart, amount: Money): Wire<LevelTwoThree> | undefined => {
  const units = (centAmount: number): number =>
    toAdyenAmount({ centAmount, currencyCode: amount.currencyCode }).value;
  const shipping = new Set(['shipping', ...shippingsOf(cart).map(({ shippingKey }) => shippingKey)]);
  const lines = cartLines(cart, cart.locale);
  const items = itemsOf(lines.filter(({ id }) => !shipping.has(id)));
  const freight = sum(lines.filter(({ id }) => shipping.has(id)).map(netOf));
  const taxes = amount.centAmount - freight - sum(items.map(({ total }) => total));
  const addsUp = sum(lines.map(({ gross }) => gross)) === amount.centAmount && taxes >= 0;
  const isWhole = items.length > 0 && items.every(({ total }) => total > 0);
  if (!addsUp || !isWhole || units(amount.centAmount) > MAX_VALUE) return undefined;
  return compact({
    customerReferenceNumber: ascii(cart.id.replaceAll('-', ''), 25),
    orderDate: cart.createdAt.slice(0, 10),
    totalTaxAmount: units(taxes),
    freightAmount: units(freight),
    destination: destinationOf(cart),
    itemDetailLines: items.map((item) => detailLine(item, units)),
  });
};

/** An item without taxes, in minor units by ISO 4217. */
interface Item {
  readonly line: CartLine;
  /** What is paid for it: its price less its part of the discounts on the whole cart. */
  readonly total: number;
  readonly discount: number;
}

/** What costs something; a discount on the whole, which has no line at Adyen, is spread over it. */
const itemsOf = (lines: readonly CartLine[]): Item[] => {
  const sold = lines.filter((line) => netOf(line) > 0);
  const discount = -sum(lines.filter(({ gross }) => gross < 0).map(netOf));
  const nets = sold.map(netOf);
  if (sold.length === 0 || discount > sum(nets)) return [];
  const discounts = distribute(discount, nets);
  return sold.map((line, index) => ({
    line,
    total: netOf(line) - (discounts[index] ?? 0),
    discount: discounts[index] ?? 0,
  }));
};

const detailLine = ({ line, total, discount }: Item, units: (centAmount: number) => number) => {
  const price = total + discount;
  const quantity = Math.min(9999, Math.max(1, line.quantity));
  const unitPrice = Math.round(price / quantity);
  return compact({
    description: descriptionOf(line),
    productCode: ascii(line.sku ?? line.id, 12),
    unitOfMeasure: 'EA',
    // A unit that costs less than half of a minor unit is none.
    ...(unitPrice > 0 ? { quantity, unitPrice: units(unitPrice) } : { quantity: 1, unitPrice: units(price) }),
    discountAmount: discount > 0 ? units(discount) : undefined,
    totalAmount: units(total),
  });
};

/** Adyen takes no single character, and nothing without a letter. */
const descriptionOf = ({ description, sku }: CartLine): string | undefined =>
  [description, sku ?? '']
    .map((text) => ascii(text, 26))
    .find((text) => text !== undefined && text.length > 1 && /[A-Za-z]/.test(text));

/** Only carts with several addresses have several. */
const shippingsOf = ({ shipping = [] }: Partial<Pick<Cart, 'shipping'>>) => shipping;

const netOf = ({ gross, taxRate }: CartLine): number => Math.round(gross / (1 + taxRate));

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

const destinationOf = (cart: Cart) => {
  const address = shippingAddressOf(cart);
  return (
    address &&
    compact({
      countryCode: address.country,
      postalCode: ascii(address.postalCode ?? '', 10),
      stateOrProvince: stateCodeOf(nonBlank(address.state) ?? address.region, address.country),
    })
  );
};

/** Letters without their accents; what is of other scripts is omitted. */
const ascii = (text: string, max: number): string | undefined => {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/[^\x20-\x7e]/g, '')
    .trim()
    .slice(0, max)
    .trim();
  return plain === '' ? undefined : plain;
};
