import { startAdyen } from '../adyen/core.ts';
import type { Host } from '../host.ts';
import { sessionAmount, uselessWithoutAmount } from '../attempt/session-amount.ts';
import type { PaymentDropinBuilder } from '../types.ts';
import { EmbeddedDropin } from './dropin.ts';
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
  const adyen = await startAdyen(
    host,
    amount,
    amount ? {} : { removePaymentMethods: uselessWithoutAmount(host) },
  );
  return {
    dropinHasSubmit: true,
    build: (options = {}) => new EmbeddedDropin({ host, adyen, methods, options, amount }),
  };
}
