import { setTimeout } from 'node:timers/promises';
import { InvalidRequest, malformed, unauthorised } from '../errors.ts';
import { json, type Exchange, type Handler, type Routes } from '../http/exchange.ts';
import type { World } from '../world.ts';
import { continuePayment } from './details.ts';
import type { Idempotency } from './idempotency.ts';
import { modify } from './modifications.ts';
import { cancelOrder, checkBalance, createOrder } from './orders.ts';
import { listPaymentMethods } from './payment-methods.ts';
import { startPayment } from './payments.ts';
import { listStoredMethods, removeStoredMethod, storeMethod } from './stored-methods.ts';
import { createApplePaySession, updatePaypalOrder } from './wallets.ts';

type Operation = (world: World, exchange: Exchange) => Record<string, unknown>;

const operations: Record<string, [status: number, operation: Operation]> = {
  '/payments': [200, (world, { body }) => startPayment(world, body)],
  '/payments/details': [200, (world, { body }) => continuePayment(world, body)],
  '/payments/{psp}/{modification}': [
    201,
    (world, { body, params }) => modify(world, params['modification'] ?? '', params['psp'] ?? '', body),
  ],
  '/paymentMethods': [200, (world, { body }) => listPaymentMethods(world, body)],
  '/paymentMethods/balance': [200, (world, { body }) => checkBalance(world, body)],
  '/orders': [200, (world, { body }) => createOrder(world, body)],
  '/orders/cancel': [200, (world, { body }) => cancelOrder(world, body)],
  '/storedPaymentMethods': [201, (world, { body }) => storeMethod(world, body)],
  '/paypal/updateOrder': [200, (world, { body }) => updatePaypalOrder(world, body)],
  '/applePay/sessions': [200, (_world, { body }) => createApplePaySession(body)],
};

const VERSION = '/v72';

/** Every call carries the API key, by header `X-API-Key`. */
export const authenticated =
  (world: World, handler: Handler): Handler =>
  (exchange) => {
    if (exchange.headers['x-api-key'] !== world.identity.apiKey) throw unauthorised();
    return handler(exchange);
  };

const headersFor = (body: Record<string, unknown>): Record<string, string> =>
  typeof body['pspReference'] === 'string' ? { pspreference: body['pspReference'] } : {};

/** A request that is not as the API describes it is refused, and remembered: no client of ours sends one. */
const recorded = (world: World, exchange: Exchange, operation: Operation): Record<string, unknown> => {
  try {
    return operation(world, exchange);
  } catch (error) {
    if (error instanceof InvalidRequest) {
      world.invalidRequests.push({ path: exchange.path, message: error.message });
    }
    throw error;
  }
};

const post =
  (world: World, idempotency: Idempotency, status: number, operation: Operation): Handler =>
  (exchange) => {
    if (exchange.body === undefined) throw malformed('Unable to parse JSON body.');
    const key = exchange.headers['idempotency-key'];
    return idempotency.run(
      typeof key === 'string' ? key : undefined,
      exchange.path,
      exchange.rawBody,
      async () => {
        if (exchange.processingMs > 0) await setTimeout(exchange.processingMs);
        const body = recorded(world, exchange, operation);
        return json(body, status, headersFor(body));
      },
    );
  };

/** The Checkout API, version 72. */
export const checkoutRoutes = (world: World, idempotency: Idempotency): Routes => {
  const posts = Object.entries(operations).map(([path, [status, operation]]): [string, Handler] => [
    `POST ${VERSION}${path}`,
    authenticated(world, post(world, idempotency, status, operation)),
  ]);
  return {
    ...Object.fromEntries(posts),
    [`GET ${VERSION}/storedPaymentMethods`]: authenticated(world, (exchange) =>
      json(listStoredMethods(world, exchange)),
    ),
    [`DELETE ${VERSION}/storedPaymentMethods/{id}`]: authenticated(world, (exchange) => {
      removeStoredMethod(world, exchange);
      return { status: 204 };
    }),
  };
};
