import type { LevelTwoThree } from '@adyen/api-library/lib/src/typings/checkout/levelTwoThree';
import type { Cart } from '@commercetools/platform-sdk';
import { grossTotal } from '../../ledger/cart-owed.ts';
import { toAdyenAmount, UnrepresentableAmount, type Money } from '../../ledger/money.ts';
import { sameMoney } from '../../ledger/transaction-view.ts';
import { catalogue, type Catalogue } from '../../payment-methods/catalogue.ts';
import { compact, type Wire } from '../wire.ts';
import { cartLines, type CartLine } from './cart-lines.ts';
import { stateCodeOf } from './state-codes.ts';

/**
 * What businesses' cards want to know of an order, and card schemes reward: taxes, shipping and the lines, without taxes. Only
 * for a payment of the whole cart, since of a part nobody can say what it bought.
 * Source: https://docs.adyen.com/payment-methods/cards/enhanced-scheme-data/l2-l3
 * None where Adyen cannot express a tax or a net price: an extra is no reason for a payment to fail.
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

const wholeCart = (cart: Cart, amount: Money): Wire<LevelTwoThree> => {
  const units = (centAmount: number): number =>
    toAdyenAmount({ centAmount, currencyCode: amount.currencyCode }).value;
  const shipping = new Set(['shipping', ...shippingsOf(cart).map(({ shippingKey }) => shippingKey)]);
  const lines = cartLines(cart, cart.locale).filter(({ gross }) => gross >= 0);
  const isShipping = ({ id }: CartLine): boolean => shipping.has(id);
  const taxes = sum(lines.map(({ gross, taxRate }) => gross - net(gross, taxRate)));
  return compact({
    customerReferenceNumber: ascii(cart.id.replaceAll('-', ''), 25),
    orderDate: cart.createdAt.slice(0, 10),
    totalTaxAmount: units(taxes),
    freightAmount: units(sum(lines.filter(isShipping).map(({ gross, taxRate }) => net(gross, taxRate)))),
    destination: destinationOf(cart),
    itemDetailLines: lines
      .filter((line) => !isShipping(line))
      .map((line) => {
        const total = net(line.gross, line.taxRate);
        const quantity = Math.min(9999, Math.max(1, line.quantity));
        return compact({
          description: ascii(line.description, 26),
          productCode: ascii(line.sku ?? line.id, 12),
          quantity,
          unitOfMeasure: 'EA',
          unitPrice: units(Math.round(total / quantity)),
          totalAmount: units(total),
        });
      }),
  });
};

/** Only carts with several addresses have several. */
const shippingsOf = ({ shipping = [] }: Partial<Pick<Cart, 'shipping'>>) => shipping;

const net = (gross: number, taxRate: number): number => Math.round(gross / (1 + taxRate));

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

const destinationOf = ({ shippingAddress }: Cart) =>
  shippingAddress &&
  compact({
    countryCode: shippingAddress.country,
    postalCode: ascii(shippingAddress.postalCode ?? '', 10),
    stateOrProvince: stateCodeOf(shippingAddress.state, shippingAddress.country),
  });

/** Letters without their accents; what is left over of other scripts is left away. */
const ascii = (text: string, max: number): string | undefined => {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/[^\x20-\x7e]/g, '')
    .trim()
    .slice(0, max)
    .trim();
  return plain === '' ? undefined : plain;
};
