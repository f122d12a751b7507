import type { Cart } from '@commercetools/platform-sdk';
import { describe, expect, it } from 'vitest';
import { levelTwoThreeOf } from './level-two-three.ts';
import { cart, lineItem, shippingInfo } from './test-cart.ts';

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
