import type { Host } from '../host.ts';
import type { ExpressOptions } from '../types.ts';
import type { ExpressSheet } from './sheet.ts';

export interface WalletContext {
  host: Host;
  options: ExpressOptions;
  sheet: ExpressSheet;
  /** What the processor answered to the payment's start. */
  started: () => { pspReference?: string };
}

/** adyen-web's options for a wallet whose sheet asks for address and shipping. */
export type WalletOptions = (context: WalletContext) => Record<string, unknown>;

/** adyen-web's way of answering an authorisation. */
export interface AuthorisedActions {
  resolve: () => void;
  reject: (error?: unknown) => void;
}
