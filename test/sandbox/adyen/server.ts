import { setTimeout } from 'node:timers/promises';
import { checkoutRoutes } from './checkout/api.ts';
import { Idempotency } from './checkout/idempotency.ts';
import { createControl, type Control } from './control/control.ts';
import { controlRoutes } from './control/routes.ts';
import { AdyenError } from './errors.ts';
import { Faults, replacement } from './faults.ts';
import { DROP, listen, type Listener } from './http/listen.ts';
import { json, type Exchange, type Reply } from './http/exchange.ts';
import { router } from './http/router.ts';
import { Journal } from './journal.ts';
import { managementRoutes, WebhookManagement } from './management/webhooks.ts';
import { newReference } from './references.ts';
import { shopperRoutes } from './shopper/routes.ts';
import type { World } from './world.ts';

/** The browser's shop is another origin: everything for browsers answers it, preflights included. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': '*',
  'access-control-max-age': '600',
};

const forBrowsers = (path: string): boolean => /^\/checkout(shopper|analytics)\//.test(path);

const refusal = (error: AdyenError): Reply => {
  const { status, errorCode, message, errorType } = error;
  return json({ status, errorCode, message, errorType, pspReference: newReference() }, status);
};

const notFound = (): Reply =>
  json({ status: 404, errorCode: '000', message: 'Not found', errorType: 'validation' }, 404);

type Route = (exchange: Exchange) => Promise<Reply> | undefined;

const answer = async (route: Route, exchange: Exchange): Promise<Reply> => {
  try {
    return (await route(exchange)) ?? notFound();
  } catch (error) {
    if (error instanceof AdyenError) return refusal(error);
    throw error;
  }
};

/** Answers, with whatever goes wrong on the way as ordered. */
const withFaults = async (route: Route, faults: Faults, exchange: Exchange): Promise<Reply | typeof DROP> => {
  const fault = faults.take(exchange);
  if (!fault) return answer(route, exchange);
  const { delayMs = 0, delayAnswerMs = 0, processed = false, drop = false } = fault;
  // The Checkout API takes the time itself, so that a second request meets the first one while it is processed.
  const slowInside = exchange.path.startsWith('/v72/') && exchange.method === 'POST';
  if (delayMs > 0 && !(slowInside && (processed || (!drop && !replacement(fault)))))
    await setTimeout(delayMs);
  else exchange.processingMs = delayMs;
  const instead = replacement(fault);
  const reply = processed || (!drop && !instead) ? await answer(route, exchange) : undefined;
  if (delayAnswerMs > 0) await setTimeout(delayAnswerMs);
  if (drop) return DROP;
  return instead ?? reply ?? notFound();
};

export interface Server {
  listener: Listener;
  control: Control;
}

/** Starts the whole of the embedded Adyen on one port. */
export const serve = async (world: World, port: number): Promise<Server> => {
  const faults = new Faults();
  const journal = new Journal();
  const idempotency = new Idempotency(() => world.settings.concurrentRequestStatus);
  let opened = (): number => 0;
  const management = new WebhookManagement(world);
  const control = createControl({
    world,
    faults,
    journal,
    idempotency,
    management,
    connectionsOpened: () => opened(),
  });
  const controls = router(controlRoutes(control));
  const route = router({
    ...checkoutRoutes(world, idempotency),
    ...managementRoutes(world, management),
    ...shopperRoutes(world),
  });

  const handle = async (exchange: Exchange): Promise<Reply | typeof DROP> => {
    const commanded = controls(exchange);
    if (commanded) return commanded;
    if (exchange.method === 'OPTIONS') return { status: 204, headers: CORS };
    const entry = journal.open(exchange);
    const started = performance.now();
    const reply = await withFaults(route, faults, exchange);
    entry.ms = performance.now() - started;
    if (reply === DROP) {
      entry.dropped = true;
      return DROP;
    }
    entry.status = reply.status;
    if (typeof reply.body !== 'string') entry.answer = reply.body;
    return forBrowsers(exchange.path) ? { ...reply, headers: { ...CORS, ...reply.headers } } : reply;
  };

  const listener = await listen(port, handle);
  opened = listener.connectionsOpened;
  return { listener, control };
};
