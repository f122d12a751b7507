import { createApp } from '../../processor/src/app.ts';
import { loadConfig } from '../../processor/src/config/load-config.ts';
import { createDependencies, type Dependencies } from '../../processor/src/dependencies.ts';
import { createLogger } from '../../processor/src/logging/logger.ts';
import { startServer } from '../../processor/src/server.ts';
import { cut, startProxy, type Proxy } from '../faults/proxy.ts';
import type { EmbeddedAdyen } from '../sandbox/adyen/index.ts';
import type { EmbeddedCommercetools } from '../sandbox/commercetools/index.ts';
import { processorEnvironment } from '../sandbox/processor.ts';

export interface Upstreams {
  readonly commercetools: EmbeddedCommercetools;
  readonly adyen: EmbeddedAdyen;
}

/** One processor, in this process, with a proxy between it and each upstream. */
export interface ProcessorInstance {
  readonly url: string;
  readonly dependencies: Dependencies;
  /** Between processor and commercetools. */
  readonly commercetools: Proxy;
  /** Between processor and Adyen. */
  readonly adyen: Proxy;
  readonly isKilled: boolean;
  /** From now on nothing of it reaches anybody, as if its process were gone. */
  kill: () => void;
  stop: () => Promise<void>;
}

const RETURN_URL = 'http://localhost:9/merchant-return';

const environmentOf = (
  { commercetools, adyen }: Upstreams,
  toCommercetools: Proxy,
  toAdyen: Proxy,
): Record<string, string> => ({
  ...processorEnvironment(commercetools, adyen, RETURN_URL),
  CTP_AUTH_URL: toCommercetools.url,
  CTP_API_URL: toCommercetools.url,
  CTP_SESSION_URL: toCommercetools.url,
  CTP_CHECKOUT_URL: toCommercetools.url,
  ADYEN_CHECKOUT_URL: toAdyen.url,
  ADYEN_PARTIAL_PAYMENTS_ENABLED: 'true',
  ADYEN_TIMEOUT_MS: '5000',
  ADYEN_PAYMENT_REQUEST_DEFAULTS: '{"card":{"additionalData":{"authorisationType":"PreAuth"}}}',
  RATE_LIMIT_PER_SESSION: '0',
  RATE_LIMIT_PER_ADDRESS: '0',
  PORT: '0',
});

/** Starts one on a free port. */
export async function startInstance(upstreams: Upstreams): Promise<ProcessorInstance> {
  const [commercetools, adyen] = await Promise.all([
    startProxy(() => upstreams.commercetools.url),
    startProxy(() => upstreams.adyen.url),
  ]);
  const logger = createLogger({ level: 'error', sink: () => undefined });
  const config = loadConfig(environmentOf(upstreams, commercetools, adyen));
  const dependencies = createDependencies(config, logger);
  const { server, port } = await startServer(createApp(dependencies), dependencies);
  let isKilled = false;
  return {
    url: `http://127.0.0.1:${port}`,
    dependencies,
    commercetools,
    adyen,
    get isKilled() {
      return isKilled;
    },
    kill: () => {
      isKilled = true;
      for (const proxy of [commercetools, adyen]) {
        proxy.clear();
        proxy.on({ times: Infinity, before: cut });
      }
      server.closeAllConnections();
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await Promise.all([dependencies.close(), commercetools.stop(), adyen.stop()]);
    },
  };
}
