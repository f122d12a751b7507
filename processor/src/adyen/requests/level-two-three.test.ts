import type { Cart } from '@commercetools/platform-sdk';
import { describe, expect, it } from 'vitest';
import { fc } from '../../test-support/properties.ts';
import { cartLines } from './cart-lines.ts';
import { levelTwoThreeOf } from './level-two-three.ts';
import { cart, cents, customLineItem, lineItem, shippingInfo } from './test-cart.ts';

const whole = { centAmount: 2500, currencyCode: 'EUR' };

describe('level 2 and 3 data', () => {
  it('tell taxes, shipping and lines without taxes, which add up to the amount', () => {
    const data = levelTwoThreeOf('scheme', cart(), whole);
    expect(data).toEqual({
      customerReferenceNumber: '0a6c1b5e11114222833344445',
      orderDate: '2026-01-01',
      totalTaxAmount: 434,
      freightAmount: 413,
      destination: { countryCode: 'NL', postalCode: '3511' },
      itemDetailLines: [
        {
          description: 'Shirt',
          productCode: 'SHIRT-1',
          quantity: 2,
          unitOfMeasure: 'EA',
          unitPrice: 827,
          totalAmount: 1653,
        },
      ],
    });
    expect(434 + 413 + 1653).toBe(whole.centAmount);
  });

  it('name one destination of a cart that is delivered to several', () => {
    const { shippingAddress: _, ...rest } = cart();
    const addresses = [
      { country: 'US', postalCode: '94105', state: ' ', region: 'California' },
      { country: 'NL', postalCode: '3511' },
    ];
    const data = levelTwoThreeOf('scheme', { ...rest, itemShippingAddresses: addresses }, whole);
    expect(data?.destination).toEqual({ countryCode: 'US', postalCode: '94105', stateOrProvince: 'CA' });
  });

  it('spread a discount on the total over the lines', () => {
    const given = cart({
      lineItems: [lineItem({ gross: 9999, net: 8403, rate: 0.19, quantity: 3 })],
      shippingInfo: shippingInfo({ gross: 490, net: 412, rate: 0.19 }),
      discountOnTotalPrice: {
        discountedAmount: cents(777),
        discountedGrossAmount: cents(777),
        discountedNetAmount: cents(653),
        includedDiscounts: [],
      },
      totalPrice: cents(9712),
    });
    const data = levelTwoThreeOf('scheme', given, { centAmount: 9712, currencyCode: 'EUR' });
    expect(data).toMatchObject({
      totalTaxAmount: 1550,
      freightAmount: 412,
      itemDetailLines: [{ quantity: 3, unitPrice: 2801, discountAmount: 653, totalAmount: 7750 }],
    });
    expect(1550 + 412 + 7750).toBe(9712);
  });

  it('of any cart add up to what is charged, and no line of them is empty or negative', () => {
    const rate = fc.constantFrom(0, 0.055, 0.07, 0.19, 0.25);
    const price = (min: number, max: number) =>
      fc
        .tuple(fc.integer({ min, max }), rate)
        .map(([gross, taxRate]) => ({ gross, net: Math.round(gross / (1 + taxRate)), rate: taxRate }));
    const arbitrary = fc.record({
      items: fc.array(fc.tuple(price(0, 20_000), fc.integer({ min: 1, max: 12_000 })), { maxLength: 4 }),
      custom: fc.array(price(-500, 2000), { maxLength: 2 }),
      shipping: fc.array(price(0, 1000), { maxLength: 3 }),
      discount: fc.option(price(1, 3000), { nil: undefined }),
      rounding: fc.constantFrom(0, 0, 0, 1),
    });
    let sent = 0;
    const property = fc.property(arbitrary, ({ items, custom, shipping, discount, rounding }) => {
      const parts: Partial<Cart> = {
        lineItems: items.map(([one, quantity]) => lineItem({ ...one, quantity })),
        customLineItems: custom.map((one) => customLineItem(one)),
        ...(discount && {
          discountOnTotalPrice: {
            discountedAmount: cents(discount.gross),
            discountedGrossAmount: cents(discount.gross),
            discountedNetAmount: cents(discount.net),
            includedDiscounts: [],
          },
        }),
      };
      const { shippingInfo: _parcel, ...plain } = cart(parts);
      const [only, ...others] = shipping.map((one) => shippingInfo(one));
      const several = shipping.map((one, index) => ({
        shippingKey: `parcel-${index}`,
        shippingInfo: shippingInfo(one),
        shippingAddress: { country: 'NL' },
      }));
      const given: Cart = {
        ...plain,
        ...(others.length > 0 ? { shipping: several } : only && { shippingInfo: only }),
      };
      const total = cartLines(given, 'en').reduce((sum, { gross }) => sum + gross, 0) + rounding;
      const amount = { centAmount: total, currencyCode: 'EUR' };
      const data = levelTwoThreeOf('scheme', { ...given, totalPrice: cents(total) }, amount);
      if (!data) return;
      sent += 1;
      const { itemDetailLines = [], freightAmount = 0, totalTaxAmount = 0 } = data;
      const ofLines = itemDetailLines.reduce((sum, { totalAmount = 0 }) => sum + totalAmount, 0);
      expect(ofLines + freightAmount + totalTaxAmount).toBe(total);
      expect(Math.min(freightAmount, totalTaxAmount)).toBeGreaterThanOrEqual(0);
      expect(itemDetailLines.length).toBeGreaterThan(0);
      for (const { quantity = 0, unitPrice = 0, discountAmount = 0, totalAmount = 0 } of itemDetailLines) {
        expect(Math.min(quantity, unitPrice, totalAmount)).toBeGreaterThan(0);
        expect(discountAmount).toBeGreaterThanOrEqual(0);
        expect(Math.abs(unitPrice * quantity - discountAmount - totalAmount)).toBeLessThanOrEqual(quantity);
      }
    });
    fc.assert(property, { numRuns: 500 });
    expect(sent).toBeGreaterThan(150);
  });

  it.each([
    ['does not add up', { totalPrice: cents(2600) }, 2600],
    ['costs nothing but shipping', { lineItems: [], totalPrice: cents(500) }, 500],
  ])('are omitted for a cart that %s', (_what, parts, centAmount) => {
    const amount = { centAmount, currencyCode: 'EUR' };
    expect(levelTwoThreeOf('scheme', cart(parts), amount)).toBeUndefined();
  });

  it('are left away where Adyen has no unit for a tax', () => {
    // Adyen counts rupiah in whole ones, and a fifth of the price is none.
    const rupiah = JSON.parse(JSON.stringify(cart()).replaceAll('EUR', 'IDR')) as Cart;
    expect(levelTwoThreeOf('scheme', rupiah, { centAmount: 2500, currencyCode: 'IDR' })).toBeUndefined();
  });

  it('hold ASCII of the schemes’ lengths', () => {
    const item = lineItem({ gross: 2000 }, { name: { en: 'Crème brûlée für zwei Personen 東京' } });
    const data = levelTwoThreeOf('scheme', cart({ lineItems: [item] }), whole);
    expect(data?.itemDetailLines?.[0]?.description).toBe('Creme brulee fur zwei Pers');
  });

  it.each(['card', 'applepay', 'googlepay', 'samsungpay', 'bcmc'])('go with %s', (method) =>
    expect(levelTwoThreeOf(method, cart(), whole)).toBeDefined(),
  );

  it.each([
    ['a method that is no card', 'ideal', whole],
    ['a part of the cart', 'scheme', { ...whole, centAmount: 100 }],
  ])('are left away for %s', (_what, method, amount) => {
    expect(
      levelTwoThreeOf(method, cart({ shippingInfo: shippingInfo({ gross: 500 }) }), amount),
    ).toBeUndefined();
  });
});
