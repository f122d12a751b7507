import type { Cart, TaxRate } from '@commercetools/platform-sdk';
import { describe, expect, it } from 'vitest';
import { cart, cents, lineItem, shippingInfo } from '../adyen/requests/test-cart.ts';
import { faultOf } from '../test-support/fault-of.ts';
import { taxesBrought } from './paypal-order-parts.ts';

const eur = (centAmount: number) => ({ centAmount, currencyCode: 'EUR' });

const rate = (amount: number, includedInPrice: boolean): TaxRate => ({
  name: 'Tax',
  amount,
  includedInPrice,
  country: 'US',
  subRates: [],
});

/** A cart of 100.00 without taxes, which the address has brought. */
const taxed = (gross: number, parts: Partial<Cart> = {}): Cart =>
  cart({
    lineItems: [lineItem({ gross, net: 10_000 }, { taxRate: rate(0.08, false) })],
    taxedPrice: { totalNet: cents(10_000), totalGross: cents(gross), taxPortions: [] },
    ...parts,
  });

type Given = readonly [due: number, delivery: number | undefined, cart: Cart, original?: number];

const brought = ([due, delivery, given, original = 10_000]: Given): number =>
  taxesBrought(
    {
      originalAmount: { value: original, currency: 'EUR' },
      deliveryMethods:
        delivery === undefined ? [] : [{ amount: { value: delivery, currency: 'EUR' }, selected: true }],
    },
    { started: eur(10_000), planned: eur(10_490), due: eur(due), cart: given },
  );

describe('taxes that the address has brought', () => {
  it.each<[string, number, Given]>([
    ['are none where goods and delivery make up the total', 0, [10_490, 490, cart()]],
    ['are what is above them', 800, [11_290, 490, taxed(10_800)]],
    ['are less where a discount came with them', 300, [10_790, 490, taxed(10_800)]],
    ['are none of a discount', 0, [9_490, 490, cart()]],
    ['are none where the window was opened again', 0, [10_490, 490, cart(), 10_490]],
    ['are none of a discount that takes more than taxes add', 0, [10_000, 490, taxed(10_800)]],
    ['are none where the delivery is discounted', 0, [10_000, 490, cart()]],
    ['are those of several rates', 900, [10_900, undefined, taxed(10_900, several(10_900))]],
    ['are those of the delivery alone', 40, [10_530, 490, deliveryTaxed()]],
  ])('%s', (_what, taxes, given) => {
    expect(brought(given)).toBe(taxes);
  });

  it.each<[string, Given]>([
    ['more than the cart’s taxes explain', [10_900, undefined, taxed(10_800), 10_000]],
    ['a delivery that does not make up the total', [10_490, 400, cart(), 10_000]],
    ['a delivery that costs more than all', [400, 490, cart(), 10_000]],
    ['another original amount', [10_000, undefined, cart(), 9_999]],
  ])('%s is a mismatch', (_what, given) => {
    expect(faultOf(() => brought(given)).code).toBe('AmountMismatch');
  });
});

function several(gross: number): Partial<Cart> {
  return {
    lineItems: [
      lineItem({ gross: 5000, net: 5000 }, { taxRate: rate(0, true) }),
      lineItem({ gross: gross - 5000, net: 5000 }, { taxRate: rate(0.18, false) }),
    ],
  };
}

function deliveryTaxed(): Cart {
  return cart({
    lineItems: [lineItem({ gross: 10_000, net: 10_000 })],
    shippingInfo: { ...shippingInfo({ gross: 530, net: 490 }), taxRate: rate(0.08, false) },
    taxedPrice: { totalNet: cents(10_490), totalGross: cents(10_530), taxPortions: [] },
  });
}
