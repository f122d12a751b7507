import { describe, expect, it } from 'vitest';
import type { AdyenCallbacks } from '../adyen/element.ts';
import type { Host } from '../host.ts';
import type { PaymentMethods, ProcessorConfig } from '../processor-client.ts';
import { methodsConfiguration } from './methods.ts';

const configurationFor = (config: Partial<ProcessorConfig> = {}, methods: PaymentMethods = {}) =>
  methodsConfiguration({
    host: {
      config: { storedPaymentMethodsConfig: { isEnabled: true }, ...config },
      methods: { paymentMethods: [{ type: 'scheme' }, { type: 'bcmc' }], ...methods },
    } as unknown as Host,
    methods: { methods: new Map(), classes: [] },
    showPayButton: true,
    onPress: () => Promise.resolve(),
    callbacks: () => ({}) as AdyenCallbacks,
    withoutAmount: false,
  });

describe('a challenge in the drop-in', () => {
  it.each(['card', 'storedCard', 'bcmc'])('is as wide as the list, for %s', (key) => {
    expect(configurationFor()[key]).toMatchObject({ challengeWindowSize: '05' });
  });

  it('has the size that the merchant configures', () => {
    const { card, storedCard, bcmc } = configurationFor({
      paymentComponentsConfig: {
        card: { challengeWindowSize: '01' },
        embedded: { paymentMethodsConfiguration: { storedCard: { challengeWindowSize: '03' } } },
      },
    });
    expect([card, storedCard, bcmc].map((options) => options?.['challengeWindowSize'])).toEqual([
      '01',
      '03',
      '05',
    ]);
  });
});

describe('the consent to store', () => {
  const asked = (config?: Partial<ProcessorConfig>, methods?: PaymentMethods) =>
    configurationFor(config, methods)['card']?.['enableStoreDetails'];

  it('is asked for where stored methods are on, also by a processor that says nothing of the shopper', () => {
    expect(asked()).toBe(true);
    expect(asked({ storedPaymentMethodsConfig: { isEnabled: false } })).toBeUndefined();
  });

  it('is not asked for where nothing can be stored, whatever the merchant configures', () => {
    expect(asked({}, { storePaymentDetails: false })).toBe(false);
    const paymentComponentsConfig = { card: { enableStoreDetails: true } };
    expect(asked({ paymentComponentsConfig }, { storePaymentDetails: false })).toBe(false);
  });
});
