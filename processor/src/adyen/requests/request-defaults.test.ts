import { describe, expect, it } from 'vitest';
import { parseAttemptBody } from '../../api/payments/body.ts';
import type { Config } from '../../config/config.ts';
import { ownedFields } from '../../config/owned-fields.ts';
import { paymentId } from '../../test-support/identifiers.ts';
import { buildChargeRequest } from './charge-request.ts';
import { buildPaymentRequest } from './payment-request.ts';
import { cart, config } from './test-cart.ts';

type Defaults = Config['adyen']['paymentRequestDefaults'];

const inputWith = (paymentRequestDefaults: Defaults) => ({
  config: {
    ...config,
    adyen: { ...config.adyen, paymentRequestDefaults },
    merchantReturnUrl: 'https://shop.example/return',
  },
  cart: cart({ customerId: 'customer-1' }),
  paymentId: paymentId('3f1d2c4b-0000-4000-8000-000000000000'),
  amount: { centAmount: 2500, currencyCode: 'EUR' },
  capture: 'manual' as const,
  processorUrl: 'https://processor.example',
  sessionId: 'session-1',
});

const requestWith = (defaults: Defaults, type = 'scheme') =>
  buildPaymentRequest({
    ...inputWith(defaults),
    attempt: parseAttemptBody({ paymentMethod: { type }, riskData: { clientData: 'device' } }),
  });

describe('what the merchant sets for the requests of a method', () => {
  it('completes what the connector sends, all the way down', () => {
    const request = requestWith({
      scheme: {
        store: 'web',
        additionalData: { authorisationType: 'PreAuth' },
        metadata: { campaign: 'spring' },
        riskData: { profileReference: 'R1' },
      },
    });
    expect(request).toMatchObject({
      store: 'web',
      additionalData: { authorisationType: 'PreAuth', manualCapture: 'true' },
      metadata: { campaign: 'spring', ctProjectKey: 'sandbox' },
      riskData: { profileReference: 'R1', clientData: 'device' },
    });
  });

  it.each(['scheme', 'card'])('is found under %s', (name) => {
    expect(requestWith({ [name]: { store: 'web' } })).toMatchObject({ store: 'web' });
    expect(requestWith({ [name]: { store: 'web' } }, 'ideal')).not.toHaveProperty('store');
  });

  it('counts more than what is set for every method', () => {
    const defaults = {
      '*': { store: 'all', mcc: '5411', metadata: { a: 'all', b: 'all' } },
      ideal: { store: 'own', metadata: { a: 'own' } },
    };
    expect(requestWith(defaults, 'ideal')).toMatchObject({
      store: 'own',
      mcc: '5411',
      metadata: { a: 'own', b: 'all' },
    });
    expect(requestWith(defaults)).toMatchObject({ store: 'all', mcc: '5411' });
  });

  it('holds for charges without the shopper too', () => {
    const request = buildChargeRequest({
      ...inputWith({ card: { additionalData: { autoRescue: 'true' } } }),
      method: { type: 'scheme', token: 'TOKEN1' },
    });
    expect(request.additionalData).toEqual({ autoRescue: 'true', manualCapture: 'true' });
  });

  it('never takes the place of what the connector sends', () => {
    const request = requestWith({});
    const defaults = { '*': { ...(request as object), reference: 'other' } } as unknown as Defaults;
    expect(requestWith(defaults)).toEqual(request);
  });

  it('cannot be metadata that the connector sends', () => {
    const { metadata = {} } = buildPaymentRequest({
      ...inputWith({}),
      futureOrderNumber: 'order-1',
      attempt: parseAttemptBody({ paymentMethod: { type: 'scheme' } }),
    });
    expect(ownedFields).toEqual(
      expect.arrayContaining(Object.keys(metadata).map((name) => `metadata.${name}`)),
    );
  });
});
