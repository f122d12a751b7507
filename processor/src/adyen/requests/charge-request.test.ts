import { describe, expect, it } from 'vitest';
import { paymentId } from '../../test-support/identifiers.ts';
import { buildChargeRequest } from './charge-request.ts';
import { cart, config } from './test-cart.ts';

const input = {
  config: { ...config, merchantReturnUrl: 'https://shop.example/return' },
  cart: cart({ customerId: 'customer-1' }),
  paymentId: paymentId('payment-1'),
  amount: { centAmount: 1000, currencyCode: 'EUR' },
  method: { type: 'scheme', token: 'TOKEN1' },
};

describe('buildChargeRequest', () => {
  it('charges the token as a continued authorisation', () => {
    expect(buildChargeRequest(input)).toMatchObject({
      reference: 'payment-1',
      amount: { value: 1000, currency: 'EUR' },
      paymentMethod: { type: 'scheme', storedPaymentMethodId: 'TOKEN1' },
      shopperInteraction: 'ContAuth',
      recurringProcessingModel: 'Subscription',
      shopperReference: 'customer-1',
      returnUrl: 'https://shop.example/return',
    });
  });

  it.each([
    ['manual', { additionalData: { manualCapture: 'true' } }],
    ['immediate', { captureDelayHours: 0 }],
    [672, { captureDelayHours: 672 }],
  ] as const)('states how it is captured: %s', (capture, stated) => {
    expect(buildChargeRequest({ ...input, capture })).toMatchObject(stated);
  });

  it('says nothing of a browser, of 3-D Secure or of storing', () => {
    const request = buildChargeRequest(input);
    for (const field of [
      'browserInfo',
      'origin',
      'authenticationData',
      'storePaymentMethod',
      'shopperIP',
      'order',
      'captureDelayHours',
      'additionalData',
    ]) {
      expect(request).not.toHaveProperty(field);
    }
  });
});
