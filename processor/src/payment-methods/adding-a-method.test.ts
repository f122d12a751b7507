import { describe, expect, it } from 'vitest';
import { parseAttemptBody } from '../api/payments/body.ts';
import { buildPaymentRequest } from '../adyen/requests/payment-request.ts';
import { cart, config } from '../adyen/requests/test-cart.ts';
import { paymentComponents } from '../api/operations/payment-components-route.ts';
import { paymentOf } from '../ledger/test-payment.ts';
import { limitsOf } from '../modifications/method-limits.ts';
import { usualLimits } from '../modifications/test-intents.ts';
import { customFieldsOf, storedTypeOf } from '../stored-methods/method-details.ts';
import { paymentId, pspReference } from '../test-support/identifiers.ts';
import { isCapturedByAdyen } from './captured-by-adyen.ts';
import { adyenBrandOf, cardBrandOf } from './card-brands.ts';
import { catalogue, createCatalogue, methodOf } from './catalogue.ts';
import { method } from './payment-method.ts';
import { isAllowed, toAdyenType, toCheckoutName } from './payment-method-names.ts';
import { atOnce, linesWithDiscounts, onePartialCapture } from './rows/columns.ts';

/** A method that nobody else has heard of: one row, and every reader knows it. */
const methods = createCatalogue([
  ...catalogue.methods,
  method('pebble_pay', 'Pebble', {
    ...onePartialCapture,
    ...linesWithDiscounts('request', 'capture'),
    refunds: 'ofEverything',
    checkoutName: 'pebble',
    aliases: ['pebble_payQR'],
    family: 'pebble_*',
    brands: 'card',
    isWalletSuffix: true,
    isCard: true,
    has3DSecure: true,
    isExpress: true,
    isGiftCard: true,
    refundNamesCapture: true,
    hasUpdatableOrder: true,
    formAsksFor: ['dateOfBirth'],
    requires: ['company'],
  }),
  method('pebble_atonce', 'Pebble at once', { ...atOnce, storedAs: 'pebble_pay' }),
  method('pebblecard', 'Pebble card', { ...atOnce, brandOf: 'card', cardBrand: 'Pebble' }),
  method('pebble_iban', 'Pebble account', { ...atOnce, hasIban: true }),
]);

const paymentWith = (name: string) => ({
  ...paymentOf({ centAmount: 1000, currencyCode: 'EUR' }, []),
  paymentMethodInfo: { method: name },
});

describe('a method that is added to the catalogue', () => {
  it('has its name on both sides', () => {
    expect(toAdyenType('pebble', methods)).toBe('pebble_pay');
    expect(toCheckoutName('pebble_pay', methods)).toBe('pebble');
    expect(toCheckoutName('pebble_payQR', methods)).toBe('pebble');
    expect(toAdyenType('pebble')).toBe('pebble');
  });

  it('is allowed by a session under each of its names, the members of its family are not', () => {
    for (const name of ['pebble', 'pebble_pay'])
      expect(isAllowed('pebble_payQR', [name], methods)).toBe(true);
    expect(isAllowed('pebble_other', ['pebble'], methods)).toBe(false);
    expect(isAllowed('pebble_payQR', ['pebble'])).toBe(false);
  });

  it('is captured as its row says, with its brands too', () => {
    const isCaptured = (...names: string[]) => isCapturedByAdyen(names, {}, methods);
    expect(isCaptured('pebble_pay', 'pebble_pay')).toBe(false);
    expect(isCaptured('pebble_pay', 'pebble')).toBe(false);
    expect(isCaptured('pebble_atonce', 'pebble_atonce')).toBe(true);
    expect(isCaptured('pebblecard', 'scheme')).toBe(true);
    expect(isCaptured('pebblecard_pebble_pay', 'pebble_pay')).toBe(true);
    expect(isCapturedByAdyen(['pebble_pay', 'pebble_pay'], {})).toBe(true);
  });

  it('is limited as its row says', () => {
    const limits = { capturedAtOnce: false, partialCaptures: 'one', refunds: 'ofEverything' };
    expect(limitsOf(paymentWith('pebble'), usualLimits, methods)).toEqual({
      method: 'pebble_pay',
      ...limits,
    });
    expect(limitsOf(paymentWith('pebble_atonce'), usualLimits, methods)).toMatchObject({
      capturedAtOnce: true,
    });
  });

  it('has its line items, fields, 3-D Secure and level 2 and 3 data in the payment request', () => {
    const { billingAddress } = cart();
    const input = {
      config: { ...config, adyen: { ...config.adyen, sendsLevelTwoThreeData: true } },
      cart: cart({ billingAddress: { country: 'NL', ...billingAddress, company: 'Pebble BV' } }),
      paymentId: paymentId('3f1d2c4b-0000-4000-8000-000000000000'),
      amount: { centAmount: 2500, currencyCode: 'EUR' },
      attempt: parseAttemptBody({
        paymentMethod: { type: 'pebble_pay' },
        origin: 'https://shop.example',
        dateOfBirth: '1990-01-31',
      }),
      // Without the method's row the part of an order has no line items.
      order: { orderData: 'order-data', pspReference: pspReference('QFQTPCQ8HXSKGK82') },
      processorUrl: 'https://processor.example',
      sessionId: 'session-1',
    };
    const columns = {
      lineItems: expect.any(Array) as unknown,
      dateOfBirth: '1990-01-31',
      company: { name: 'Pebble BV' },
      authenticationData: { threeDSRequestData: { nativeThreeDS: 'preferred' } },
      enhancedSchemeData: { levelTwoThree: expect.any(Object) as unknown },
    };
    expect(buildPaymentRequest(input, methods)).toMatchObject(columns);
    for (const field of Object.keys(columns)) expect(buildPaymentRequest(input)).not.toHaveProperty(field);
  });

  it('is among the components that a merchant can choose from', () => {
    expect(paymentComponents(methods).components).toContainEqual({ type: 'pebble' });
    expect(paymentComponents(methods).express).toContainEqual({ type: 'pebble' });
    expect(paymentComponents().components).toHaveLength(28);
  });

  it('is stored with its details', () => {
    const type = (key: string) => ({ type: { typeId: 'type', key } });
    expect(customFieldsOf('pebble_pay', { lastFour: '1111' }, methods)).toMatchObject(
      type('commercetools-checkout-card-details'),
    );
    expect(customFieldsOf('pebble_iban', { lastFour: '6789' }, methods)).toMatchObject(
      type('commercetools-checkout-sepa-details'),
    );
    expect(storedTypeOf('pebble_pay', methods)).toBe('scheme');
    expect(storedTypeOf('pebble_atonce', methods)).toBe('pebble_pay');
    expect(cardBrandOf('pebblecardgold', methods)).toBe('Pebble');
    expect(adyenBrandOf('Pebble', methods)).toBe('pebblecard');
  });

  it('answers every other question about it', () =>
    expect(methodOf('pebble', methods)).toMatchObject({
      isExpress: true,
      isGiftCard: true,
      refundNamesCapture: true,
      hasUpdatableOrder: true,
    }));
});
