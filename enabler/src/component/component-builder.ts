import { sharedAdyen, type SharedAdyen } from '../adyen/core.ts';
import type { Host } from '../host.ts';
import { loadMethod } from '../methods/loaders.ts';
import { hasSubmit } from '../methods/facts.ts';
import { adyenTypeOf } from '../methods/names.ts';
import { amountInstead, sessionAmount, uselessWithoutAmount } from '../attempt/session-amount.ts';
import type { ComponentType, PaymentComponentBuilder } from '../types.ts';
import { Component } from './component.ts';

/** What is needed to build a component of one type. */
export async function componentBuilder(
  host: Host,
  type: ComponentType,
  shared: SharedAdyen,
): Promise<PaymentComponentBuilder> {
  const adyenType = adyenTypeOf(type);
  const [adyen, method, amount] = await Promise.all([
    sharedAdyen(host, shared),
    loadMethod(adyenType),
    sessionAmount(host, [adyenType]),
  ]);
  const isListed = (host.methods.paymentMethods ?? []).some((offered) => offered.type === adyenType);
  const isOffered = isListed && (amount !== undefined || !uselessWithoutAmount(host).includes(adyenType));
  return {
    componentHasSubmit: hasSubmit(type),
    build: (options = {}) => {
      // A part may have been paid since.
      const shown = host.methods.amount ?? amount;
      const extra = shown ? { amount: shown } : amountInstead(host, adyenType);
      return new Component({ host, adyen, type, method, options, isOffered, extra });
    },
  };
}
