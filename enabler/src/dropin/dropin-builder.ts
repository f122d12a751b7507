import { startAdyen } from '../adyen/core.ts';
import type { Host } from '../host.ts';
import { sessionAmount, uselessWithoutAmount } from '../payment/session-amount.ts';
import { toPaymentError } from '../payment-error.ts';
import type { PaymentDropinBuilder } from '../types.ts';
import { EmbeddedDropin } from './dropin.ts';
import { giftCardCallbacks } from './gift-cards.ts';
import { loadDropinMethods } from './methods.ts';

/** Loads what the session's drop-in needs. */
export async function dropinBuilder(host: Host): Promise<PaymentDropinBuilder> {
  const [methods, amount] = await Promise.all([
    loadDropinMethods(host),
    sessionAmount(
      host,
      (host.methods.paymentMethods ?? []).map(({ type }) => type),
    ),
  ]);
  const adyen = await startAdyen(host, amount, {
    ...(amount ? {} : { removePaymentMethods: uselessWithoutAmount(host) }),
    ...giftCardCallbacks(host.client, amount, (error) => {
      host.options.onError?.(toPaymentError(error, host.texts), { method: { type: 'giftcard' } });
    }),
  });
  return {
    dropinHasSubmit: true,
    build: (options = {}) => new EmbeddedDropin({ host, adyen, methods, options, withoutAmount: !amount }),
  };
}
