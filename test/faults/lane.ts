import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Call, Stack } from '../sandbox/harness.ts';
import { startProcessor } from '../sandbox/processor.ts';
import type { Service } from '../sandbox/service.ts';
import { startProxy, type Proxy } from './proxy.ts';

/** A processor of its own on the stack's commercetools and Adyen, with a proxy between it and everybody else. */
export interface Lane {
  /** Between processor and commercetools. */
  readonly commercetools: Proxy;
  /** Between processor and Adyen. */
  readonly adyen: Proxy;
  /** Between everybody and the processor: browsers, back offices, Adyen's webhooks. */
  readonly front: Proxy;
  readonly url: string;
  /** One try; status 0 when no answer came. */
  send: <Body = unknown>(path: string, call?: Call) => Promise<Answer<Body>>;
  /** As a client that wants to know: the same request again until it is answered, and not with "try again". */
  persist: <Body = unknown>(path: string, call?: Call) => Promise<Answer<Body>>;
  /** `kill -9`. */
  crash: () => Promise<void>;
  restart: () => Promise<void>;
  /** Everything that its processors have printed, the crashed ones' lines included. */
  logs: () => string;
  stop: () => Promise<void>;
}

const PATIENCE_MS = 25_000;

const nothing = { status: 0, body: undefined, headers: new Headers() };

export async function send<Body>(
  url: string,
  { method, body, headers, sessionId }: Call,
): Promise<Answer<Body>> {
  try {
    const response = await fetch(url, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(sessionId === undefined ? {} : { 'x-session-id': sessionId }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : text) as Body,
      headers: response.headers,
    };
  } catch {
    return nothing as Answer<Body>;
  }
}

const isUnsettled = ({ status }: Answer<unknown>): boolean => status === 0 || status === 409 || status >= 500;

/** Starts one. `environment` is set beside or instead of the stack's. */
export async function startLane(stack: Stack, environment: Record<string, string> = {}): Promise<Lane> {
  const [commercetools, adyen] = await Promise.all([
    startProxy(() => stack.commercetools.url),
    startProxy(() => stack.adyen.url),
  ]);
  const settings = {
    ...stack.environment,
    CTP_AUTH_URL: commercetools.url,
    CTP_API_URL: commercetools.url,
    CTP_SESSION_URL: commercetools.url,
    CTP_CHECKOUT_URL: commercetools.url,
    ADYEN_CHECKOUT_URL: adyen.url,
    ...environment,
  };
  let processor: Service = await startProcessor(settings);
  const { port } = processor;
  let printed = '';
  const front = await startProxy(() => processor.url.replace('localhost', '127.0.0.1'));

  const once = <Body>(path: string, call: Call = {}) => send<Body>(front.url + path, call);
  return {
    commercetools,
    adyen,
    front,
    url: front.url,
    send: once,
    persist: async <Body>(path: string, call: Call = {}) => {
      const until = performance.now() + PATIENCE_MS;
      for (;;) {
        const answer = await once<Body>(path, call);
        if (!isUnsettled(answer) || performance.now() > until) return answer;
        await sleep(100);
      }
    },
    crash: () => processor.crash(),
    restart: async () => {
      printed += processor.logs();
      processor = await startProcessor(settings, port);
    },
    logs: () => printed + processor.logs(),
    stop: async () => {
      await Promise.all([front.stop(), processor.stop()]);
      await Promise.all([commercetools.stop(), adyen.stop()]);
    },
  };
}
