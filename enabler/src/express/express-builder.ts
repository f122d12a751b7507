import { startAdyen } from '../adyen/core.ts';
import type { Host } from '../host.ts';
import { loadTexts } from '../messages/messages.ts';
import { loadMethod } from '../methods/loaders.ts';
import { loadSheets } from '../styles/sheets.ts';
import type { ExpressBuilder, ExpressType } from '../types.ts';
import { ExpressButton } from './express-button.ts';
import type { WalletOptions } from './wallet.ts';

/** What an express button knows before a session exists. */
export type ExpressContext = Pick<Host, 'options' | 'locale' | 'countryCode' | 'cspNonce' | 'client'>;

const wallets: Record<ExpressType, () => Promise<{ walletOptions: WalletOptions }>> = {
  applepay: () => import('./express-applepay.ts'),
  googlepay: () => import('./express-googlepay.ts'),
  paypal: () => import('./express-paypal.ts'),
};

/** Loads what an express button needs; the session comes with the press. */
export async function expressBuilder(type: ExpressType, context: ExpressContext): Promise<ExpressBuilder> {
  const [{ config, methods }, texts, method, { walletOptions }] = await Promise.all([
    context.client.expressConfig(context.countryCode, context.options.currencyCode),
    loadTexts(context.locale),
    loadMethod(type),
    wallets[type](),
    loadSheets([]),
  ]);
  const host: Host = {
    ...context,
    texts,
    config,
    methods: { paymentMethods: methods ?? [] },
    storeDetails: false,
    unsettled: undefined,
    heldBefore: new WeakMap(),
  };
  const adyen = await startAdyen(host, undefined);
  return { build: (options) => new ExpressButton({ host, adyen, type, method, walletOptions, options }) };
}
