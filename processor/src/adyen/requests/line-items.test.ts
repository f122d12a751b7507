import { describe, expect, it } from 'vitest';
import { merchantAccount, pspReference } from '../../test-support/identifiers.ts';
import { fc } from '../../test-support/properties.ts';
import type { LineItemSource } from './cart-lines.ts';
import { buildLineItems, type LineItem, lineItemsFor, paymentLineItems } from './line-items.ts';
import { buildCaptureRequest, buildRefundRequest } from './modification-requests.ts';
import { cart, cents, customLineItem, lineItem, shippingInfo } from './test-cart.ts';

const sum = (lines: readonly LineItem[]): number =>
  lines.reduce((total, { quantity, amountIncludingTax }) => total + quantity * amountIncludingTax, 0);

const prices = (lines: readonly LineItem[]) =>
  lines.map(({ description, quantity, amountIncludingTax }) => [description, quantity, amountIncludingTax]);

const euros = (centAmount: number) => ({ centAmount, currencyCode: 'EUR' });
const empty: LineItemSource = { lineItems: [], customLineItems: [] };

describe('line items', () => {
  const full: LineItemSource = {
    lineItems: [lineItem({ gross: 2000, net: 1653, rate: 0.21, quantity: 2 })],
    customLineItems: [customLineItem({ gross: 300, net: 248, rate: 0.21 })],
    shipping: [
      {
        shippingKey: 'north',
        shippingInfo: shippingInfo({ gross: 500, net: 413 }),
        shippingAddress: { country: 'NL' },
      },
      {
        shippingKey: 'south',
        shippingInfo: shippingInfo({ gross: 400 }),
        shippingAddress: { country: 'NL' },
      },
    ],
    discountOnTotalPrice: {
      discountedAmount: cents(100),
      discountedGrossAmount: cents(200),
      discountedNetAmount: cents(165),
      includedDiscounts: [],
    },
  };

  it('are everything that the total is made of', () => {
    const lines = buildLineItems({ cart: full, amount: euros(3000) }, true);
    expect(prices(lines)).toEqual([
      ['Shirt', 2, 1000],
      ['Gift wrap', 1, 300],
      ['Parcel', 1, 500],
      ['Parcel', 1, 400],
      ['Discount', 1, -200],
    ]);
    expect(lines[0]).toMatchObject({
      sku: 'SHIRT-1',
      amountExcludingTax: 826,
      taxAmount: 174,
      taxPercentage: 2100,
    });
    expect(lines[2]).toMatchObject({ id: 'north', taxAmount: 87, taxPercentage: 2107 });
    expect(lines[3]).toMatchObject({ taxAmount: 0, amountExcludingTax: 400, taxPercentage: 0 });
  });

  it('spread a discount over the rest for methods that take no negative line', () => {
    const lines = buildLineItems({ cart: full, amount: euros(3000) }, false);
    expect(lines.map(({ description }) => description)).not.toContain('Discount');
    expect(sum(lines)).toBe(3000);
    expect(Math.min(...lines.map(({ amountIncludingTax }) => amountIncludingTax))).toBeGreaterThan(0);
  });

  it('split a price that cannot be divided by the quantity', () => {
    const three = { ...empty, lineItems: [lineItem({ gross: 1000, quantity: 3 })] };
    const lines = buildLineItems({ cart: three, amount: euros(1000) }, true);
    expect(prices(lines)).toEqual([
      ['Shirt', 2, 333],
      ['Shirt', 1, 334],
    ]);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(2);
  });

  it('are one line where a discount leaves so little of the cart that scaled lines would not be exact', () => {
    const discounted: LineItemSource = {
      ...empty,
      shippingInfo: shippingInfo({ gross: 566_593 }),
      discountOnTotalPrice: { discountedAmount: cents(566_592), includedDiscounts: [] },
    };
    const lines = buildLineItems(
      { cart: discounted, amount: { centAmount: 158_971_242, currencyCode: 'CLP' } },
      true,
    );
    expect(prices(lines)).toEqual([['Order', 1, 15_897_124_200]]);
  });

  it('give the cents that rounding leaves to the largest remainders', () => {
    const items = [100, 100, 101].map((gross) => lineItem({ gross }));
    const lines = buildLineItems({ cart: { ...empty, lineItems: items }, amount: euros(100) }, true);
    expect(lines.map(({ amountIncludingTax }) => amountIncludingTax)).toEqual([33, 33, 34]);
  });

  it.each([
    ['de-DE', 'Hemd'],
    ['de', 'Hemd'],
    ['de_AT', 'Hemd'],
    ['fr-FR', 'Shirt'],
    [undefined, 'Shirt'],
  ])('are named in %s as %s', (locale, description) => {
    const one = { ...empty, lineItems: [lineItem({ gross: 100 })] };
    expect(buildLineItems({ cart: one, amount: euros(100), locale }, true)[0]?.description).toBe(description);
  });

  it('count in Adyen’s minor units', () => {
    const one = { ...empty, lineItems: [lineItem({ gross: 1050, quantity: 2 })] };
    expect(
      prices(buildLineItems({ cart: one, amount: { centAmount: 1050, currencyCode: 'CLP' } }, true)),
    ).toEqual([['Shirt', 2, 52_500]]);
  });

  it('are one line where no cart can be read, or where it is worth nothing', () => {
    for (const source of [undefined, empty, { ...empty, lineItems: [lineItem({ gross: 0 })] }]) {
      expect(prices(buildLineItems({ cart: source, amount: euros(700) }, true))).toEqual([['Order', 1, 700]]);
    }
  });

  it('go with methods that want them', () => {
    const input = { cart: full, amount: euros(3000) };
    const wanting = [
      'klarna',
      'klarna_paynow',
      'afterpaytouch',
      'cash_app_afterpay',
      'clearpay',
      'paypal',
      'facilypay_3x',
      'zip',
    ];
    expect(wanting.filter((method) => lineItemsFor(method, input) === undefined)).toEqual([]);
    expect(
      ['scheme', 'ideal', undefined].filter((method) => lineItemsFor(method, input) !== undefined),
    ).toEqual([]);
    expect(lineItemsFor('klarna', { ...input, amount: euros(0) })).toBeUndefined();
  });

  it('go with payments by every method, but for what no lines can be written of', () => {
    const input = { cart: full, amount: euros(3000), isPart: false };
    const lines = paymentLineItems('scheme', input) ?? [];
    expect(sum(lines)).toBe(3000);
    expect(new Set(lines.map(({ description }) => description))).toEqual(
      new Set(['Shirt', 'Gift wrap', 'Parcel']),
    );
    expect(paymentLineItems('scheme', { ...input, amount: euros(0) })).toBeUndefined();
    expect(paymentLineItems('scheme', { ...input, cart: empty })).toBeUndefined();
    expect(paymentLineItems('klarna', { ...input, cart: empty })).toHaveLength(1);
  });
});

describe('line items of any cart', () => {
  const price = fc.integer({ min: 0, max: 50_000_000 });
  const quantity = fc.integer({ min: 1, max: 1000 });
  const taxed = fc.record({ gross: price, quantity, tax: fc.double({ min: 0, max: 0.5, noNaN: true }) });
  const carts = fc
    .record({
      items: fc.array(taxed, { maxLength: 8 }),
      custom: fc.array(taxed, { maxLength: 3 }),
      shipping: price,
      discount: price,
    })
    .map(({ items, custom, shipping, discount }): LineItemSource => {
      const withNet = ({ tax, ...line }: (typeof items)[number]) => ({
        ...line,
        net: Math.round(line.gross / (1 + tax)),
      });
      return {
        lineItems: items.map((item) => lineItem({ ...withNet(item), rate: item.tax })),
        customLineItems: custom.map((item) => customLineItem(withNet(item))),
        shippingInfo: shippingInfo({ gross: shipping }),
        discountOnTotalPrice: { discountedAmount: cents(discount), includedDiscounts: [] },
      };
    });

  it('sum to the amount exactly, in whole units', () => {
    fc.assert(
      fc.property(
        carts,
        fc.integer({ min: 1, max: 900_000_000 }),
        fc.constantFrom('EUR', 'JPY', 'KWD', 'CLP', 'ISK'),
        fc.boolean(),
        (source, centAmount, currencyCode, takesNegativeLines) => {
          const lines = buildLineItems(
            { cart: source, amount: { centAmount, currencyCode } },
            takesNegativeLines,
          );
          const factor = currencyCode === 'CLP' || currencyCode === 'ISK' ? 100 : 1;
          expect(sum(lines)).toBe(centAmount * factor);
          for (const line of lines) {
            const {
              quantity: count,
              amountIncludingTax,
              amountExcludingTax,
              taxAmount,
              taxPercentage,
            } = line;
            expect(
              [count, amountIncludingTax, amountExcludingTax, taxAmount, taxPercentage].every(
                Number.isSafeInteger,
              ),
            ).toBe(true);
            expect(count).toBeGreaterThan(0);
            expect(amountExcludingTax + taxAmount).toBe(amountIncludingTax);
            if (!takesNegativeLines) expect(amountIncludingTax).toBeGreaterThanOrEqual(0);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('modifications', () => {
  const input = {
    merchantAccount: merchantAccount('SandboxMerchant'),
    reference: 't1',
    amount: euros(1234),
    cart: cart(),
  };

  it('carry lines for a part of the cart', () => {
    const { lineItems = [], ...request } = buildCaptureRequest({ ...input, method: 'klarna' });
    expect(request).toMatchObject({
      merchantAccount: 'SandboxMerchant',
      reference: 't1',
      amount: { value: 1234, currency: 'EUR' },
    });
    expect(sum(lineItems as LineItem[])).toBe(1234);
    expect(buildCaptureRequest({ ...input, method: 'scheme' })).not.toHaveProperty('lineItems');
  });

  it('name the capture where the method wants to know which one is refunded', () => {
    const capturePspReference = pspReference('QFQTPCQ8HXSKGK82');
    for (const method of ['paypal', 'scalapay_3x', 'scalapay_4x']) {
      expect(buildRefundRequest({ ...input, method, capturePspReference })).toMatchObject({
        capturePspReference,
      });
    }
    expect(buildRefundRequest({ ...input, method: 'klarna', capturePspReference })).not.toHaveProperty(
      'capturePspReference',
    );
  });
});
