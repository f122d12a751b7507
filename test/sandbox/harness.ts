import type { Payment } from '@commercetools/platform-sdk';
import { startAdyen, type AdyenOptions, type EmbeddedAdyen } from './adyen/index.ts';
import { startCommercetools, type EmbeddedCommercetools } from './commercetools/index.ts';
import { startEnabler } from './enabler.ts';
import { postDeploy, processorEnvironment, startProcessor } from './processor.ts';
import { refillsGiftCard, shopSettings, startSandboxShop } from './sandbox-shop.ts';
import type { Service } from './service.ts';
import { createClient, type CommercetoolsClient } from './shop/commercetools.ts';
import type { Shop } from './shop/index.ts';

export interface StackOptions {
  /** Settings of the processor beside or instead of the usual ones. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What the embedded Adyen is told beside its defaults. */
  readonly adyen?: AdyenOptions;
  /** How many processors run side by side; webhooks go to the first. Default 1. */
  readonly instances?: number;
  /** Its tests send what Adyen refuses, through fields that pass as they are: else such a request fails the file. */
  readonly sendsInvalidRequests?: boolean;
  /** Also serve the enabler's bundles and the demo shop. */
  readonly withShop?: boolean;
}

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

export interface Call {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly sessionId?: string;
  /** Which of the processors; default the first. */
  readonly instance?: number;
}

/** The built connector between an embedded commercetools and an embedded Adyen, all on free ports of loopback. */
export interface Stack {
  readonly commercetools: EmbeddedCommercetools;
  readonly adyen: EmbeddedAdyen;
  readonly processors: readonly Service[];
  readonly processorUrl: string;
  /** What the processors were started with, to start another one. */
  readonly environment: Record<string, string>;
  /** commercetools' API with the processor's rights. */
  readonly api: CommercetoolsClient;
  readonly enabler: Service | undefined;
  readonly shop: Shop | undefined;
  /** Calls a processor. Bodies that are strings or bytes are sent as they are, others as JSON. */
  call: <Body = unknown>(path: string, call?: Call) => Promise<Answer<Body>>;
  payment: (id: string) => Promise<Payment>;
  /** Everything the processors have printed. */
  logs: () => string;
  stop: () => Promise<void>;
}

/** The URL that shoppers come back to when a session names none. */
export const merchantReturnUrl = 'http://localhost:9/merchant-return';

/** Calls a processor. Bodies that are strings or bytes are sent as they are, others as JSON. */
export async function callProcessor<Body>(
  url: string,
  { method, body, headers, sessionId }: Call,
): Promise<Answer<Body>> {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(sessionId === undefined ? {} : { 'X-Session-Id': sessionId }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isRaw ? (body as BodyInit) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true && text !== '';
  return {
    status: response.status,
    body: (isJson ? JSON.parse(text) : text) as Body,
    headers: response.headers,
  };
}

/** @throws Error where a request to Adyen was not as its API describes it */
export const assertValidRequests = ({ control }: EmbeddedAdyen): void => {
  const invalid = control.invalidRequests().map(({ path, message }) => `${path}: ${message}`);
  if (invalid.length > 0) {
    throw new Error(`Requests that Adyen's API does not know:\n${[...new Set(invalid)].join('\n')}`);
  }
};

/** Starts the stack, its custom types deployed; `stop` ends all of it. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const [commercetools, adyen] = await Promise.all([startCommercetools(), startAdyen(options.adyen)]);
  const environment = {
    ...processorEnvironment(commercetools, adyen, merchantReturnUrl),
    LOGGER_LEVEL: 'debug',
    ...(options.withShop === true && shopSettings),
    ...options.environment,
  };
  await postDeploy(environment);
  const processors = await Promise.all(
    Array.from({ length: options.instances ?? 1 }, () => startProcessor(environment)),
  );
  const urlOf = (instance: number): string => {
    const processor = processors[instance];
    if (processor === undefined) throw new Error(`There is no processor ${instance}.`);
    return processor.url;
  };
  adyen.control.setNotificationUrl(`${urlOf(0)}/notifications`);
  adyen.control.setTokenizationNotificationUrl(`${urlOf(0)}/notifications/tokenization`);
  const enabler = options.withShop === true ? await startEnabler() : undefined;
  const shop =
    enabler &&
    (await startSandboxShop(commercetools, {
      processorUrl: urlOf(0),
      enablerUrl: enabler.url,
      onNewCart: refillsGiftCard(adyen),
    }));
  const api = createClient(commercetools, commercetools);

  return {
    commercetools,
    adyen,
    processors,
    processorUrl: urlOf(0),
    environment,
    api,
    enabler,
    shop,
    call: (path, call = {}) => callProcessor(urlOf(call.instance ?? 0) + path, call),
    payment: (id) => api.get<Payment>(`/payments/${id}`),
    logs: () => processors.map(({ logs }) => logs()).join(''),
    stop: async () => {
      await shop?.stop();
      await Promise.all([...processors, ...(enabler ? [enabler] : [])].map((service) => service.stop()));
      await Promise.all([adyen.stop(), commercetools.stop()]);
      if (options.sendsInvalidRequests !== true) assertValidRequests(adyen);
    },
  };
}
