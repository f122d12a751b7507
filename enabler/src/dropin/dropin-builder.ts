import { startAdyen } from '../adyen/core.ts';
import type { AdyenCallbacks } from '../adyen/element.ts';
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
  let callbacks: AdyenCallbacks | undefined;
  const adyen = await startAdyen(host, amount, {
    ...(amount ? {} : { removePaymentMethods: uselessWithoutAmount }),
    ...giftCardCallbacks(host.client, amount, (error) => {
      host.options.onError?.(toPaymentError(error, host.texts), { method: { type: 'giftcard' } });
    }),
    ...forward(() => callbacks),
  });
  return {
    dropinHasSubmit: true,
    build: (options = {}) =>
      new EmbeddedDropin({
        host,
        adyen,
        methods,
        options,
        takeCallbacks: (taken) => {
          callbacks = taken;
        },
      }),
  };
}

function forward(current: () => AdyenCallbacks | undefined): AdyenCallbacks {
  return {
    onSubmit: (...args) => current()?.onSubmit(...args),
    onAdditionalDetails: (...args) => current()?.onAdditionalDetails(...args),
    onActionHandled: (...args) => current()?.onActionHandled(...args),
    onPaymentCompleted: (...args) => current()?.onPaymentCompleted(...args),
    onPaymentFailed: (...args) => current()?.onPaymentFailed(...args),
    onError: (...args) => current()?.onError(...args),
    beforeRedirect: (...args) => current()?.beforeRedirect(...args),
  };
}
