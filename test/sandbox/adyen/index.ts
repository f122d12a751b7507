import type { Control } from './control/control.ts';
import type { AdyenOptions } from './options.ts';
import { serve } from './server.ts';
import { createWorld } from './world.ts';

export type { Control } from './control/control.ts';
export type { AdyenOptions } from './options.ts';
export type { NotificationItem } from './webhooks/item.ts';
export { signature, signedText } from './webhooks/sign.ts';

/** A running embedded Adyen, on the loopback address. */
export interface EmbeddedAdyen {
  url: string;
  /** For `ADYEN_CHECKOUT_URL`: `/v72/...` follows. */
  checkoutUrl: string;
  /** For `ADYEN_MANAGEMENT_URL`: `/v3/...` follows. */
  managementUrl: string;
  /**
   * For `ADYEN_WEB_URL`: `checkoutshopper/` and `checkoutanalytics/` follow. Its path means nothing, but lets adyen-web
   * do 3-D Secure 2 over http: it asks that the URL contains `http://localhost:8080`, and takes what stands before the
   * first `/checkoutshopper/` for the origin of its card fields.
   */
  webUrl: string;
  merchantAccount: string;
  apiKey: string;
  clientKey: string;
  hmacKey: string;
  tokenizationHmacKey: string;
  control: Control;
  stop: () => Promise<void>;
}

/** Starts an embedded Adyen: Checkout API v72, the pages and calls of adyen-web, and webhooks. See the README beside. */
export const startAdyen = async (options: AdyenOptions = {}): Promise<EmbeddedAdyen> => {
  const world = createWorld(options);
  const { listener, control } = await serve(world, options.port ?? 0);
  const url = `http://127.0.0.1:${listener.port}`;
  world.origin = `http://localhost:${listener.port}`;
  return {
    url,
    checkoutUrl: url,
    managementUrl: url,
    webUrl: `${world.origin}/checkoutshopper/as-http://localhost:8080/`,
    ...world.identity,
    control,
    stop: async () => {
      world.stop();
      await listener.close();
    },
  };
};
