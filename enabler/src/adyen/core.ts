import { AdyenCheckout, type Core, type CoreConfiguration } from '@adyen/adyen-web';
import type { Host } from '../host.ts';
import type { AdyenAmount } from '../processor-client.ts';
import { uuid } from '../uuid.ts';
import { adyenLocale } from './adyen-locale.ts';

export type { Core };

/**
 * Starts adyen-web.
 *
 * @param amount what its buttons and wallets show, in Adyen's minor units; the processor decides what is charged
 * @param overrides callbacks for a core of one surface's own, i.e. the drop-in's
 */
export async function startAdyen(
  host: Host,
  amount: AdyenAmount | undefined,
  overrides: object = {},
): Promise<AdyenWeb> {
  const { config, methods } = host;
  const announcerId = `ctc-connector-announcer-${uuid()}`;
  const core = await AdyenCheckout({
    environment: config.environment.toLowerCase() as NonNullable<CoreConfiguration['environment']>,
    clientKey: config.clientKey,
    countryCode: host.countryCode,
    locale: adyenLocale(host.locale),
    paymentMethodsResponse: methods as NonNullable<CoreConfiguration['paymentMethodsResponse']>,
    // Usage statistics would leave timers behind and cost requests; the conversion event is sent all the same.
    analytics: { enabled: false },
    exposeLibraryMetadata: false,
    // adyen-web removes an announcer of the same id, be it another component's or that of another copy of this file.
    srConfig: { id: announcerId },
    ...(amount ? { amount } : {}),
    ...(config.environmentUrls ? { _environmentUrls: config.environmentUrls } : {}),
    ...overrides,
  });
  return new AdyenWeb(core, announcerId);
}

/** Where an enabler holds the adyen-web that its components share. */
export interface SharedAdyen {
  started?: Promise<AdyenWeb> | undefined;
}

/** Starts adyen-web for all components of an enabler; once, unless that failed. */
export function sharedAdyen(host: Host, shared: SharedAdyen): Promise<AdyenWeb> {
  shared.started ??= startAdyen(host, host.methods.amount ?? host.config.amount).catch((error: unknown) => {
    shared.started = undefined;
    throw error;
  });
  return shared.started;
}

/** adyen-web's core, and what it puts into the page beside its forms. */
export class AdyenWeb {
  readonly core: Core;
  readonly #announcer: HTMLElement | null;
  #users = 0;

  constructor(core: Core, announcerId: string) {
    this.core = core;
    this.#announcer = document.getElementById(announcerId);
    this.#announcer?.remove();
  }

  /**
   * Puts the announcer of screen reader messages into the page for as long as a form is shown.
   *
   * @returns a function that ends the use
   */
  use(): () => void {
    if (this.#users++ === 0 && this.#announcer) document.body.append(this.#announcer);
    let inUse = true;
    return () => {
      if (!inUse) return;
      inUse = false;
      if (--this.#users > 0) return;
      this.#announcer?.remove();
      this.core.modules.risk.cleanUp();
    };
  }
}
