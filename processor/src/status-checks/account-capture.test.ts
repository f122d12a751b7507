import { expect, test } from 'vitest';
import { config } from '../adyen/requests/test-cart.ts';
import type { Config } from '../config/config.ts';
import { merchantAccount } from '../test-support/identifiers.ts';
import { captureAdvice } from './account-capture.ts';

type Capture = Config['adyen']['capture'] | undefined;

const advice = (capture: Capture, delay: string | undefined, methods: Config['paymentMethodsConfig'] = {}) =>
  captureAdvice(
    {
      adyen: {
        ...config.adyen,
        merchantAccount: merchantAccount('Shop'),
        capture: capture ?? 'manual',
        isCaptureSet: capture !== undefined,
      },
      paymentMethodsConfig: methods,
    },
    { captureDelayOf: () => Promise.resolve(delay) },
  );

test.each(['Immediate', 'immediate', '3'])(
  'an account that captures automatically (%s) is named',
  async (delay) => {
    const [unset, ...more] = await advice(undefined, delay);
    expect(unset).toContain(`Shop captures automatically (${delay}), but ADYEN_CAPTURE is not set`);
    expect(more).toEqual([]);
    expect((await advice('account', delay))[0]).toContain('commercetools does not show these captures');
  },
);

test('nothing is said where the account captures manually, or does not tell', async () => {
  expect(await advice(undefined, 'Manual')).toEqual([]);
  expect(await advice('account', 'manual')).toEqual([]);
  expect(await advice(undefined, undefined)).toEqual([]);
});

test('nothing is said where the merchant has decided', async () => {
  for (const capture of ['manual', 'immediate', 24] as const)
    expect(await advice(capture, 'Immediate')).toEqual([]);
  expect(await advice('account', 'Immediate', { visa: { supportSeparateCapture: false } })).toEqual([]);
});
