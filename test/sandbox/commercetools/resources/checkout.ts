import { z } from 'zod';
import { CtError } from '../http/errors.ts';
import { created, jsonOf, type Answer } from '../http/exchange.ts';
import type { Route, RoutedRequest } from '../http/router.ts';
import type { Database } from '../store/database.ts';
import { newResource } from '../store/resource.ts';
import { readRoutes } from './crud.ts';
import { parse } from './parse.ts';

const reference = z.object({ typeId: z.string(), id: z.string() });

const jobDraft = z.object({
  originPayment: reference,
  paymentMethod: reference,
  status: z.object({ state: z.string() }).optional(),
});

function createJob(db: Database, request: RoutedRequest): Answer {
  const { originPayment, paymentMethod, status } = parse(jobDraft, jsonOf(request));
  const job = {
    ...newResource(request.caller.clientId),
    originPayment: { typeId: 'payment', id: db.referenced('payment', originPayment).id },
    paymentMethod: { typeId: 'payment-method', id: db.referenced('payment-method', paymentMethod).id },
    status: status ?? { state: 'Initial' },
  };
  db.table('recurring-payment-job').put(job);
  return created(job);
}

/** Where Checkout calls a connector, and with what. */
export interface Connector {
  /** Without a trailing slash; `undefined` as long as no processor is connected. */
  readonly processorUrl: string | undefined;
  /** A token with `manage_checkout_payment_intents`. */
  readonly accessToken: () => string;
}

/** Checkout's Payment Intents API: the connector's processor is told to capture, refund, cancel or reverse. */
async function forwardIntent(connector: Connector, request: RoutedRequest): Promise<Answer> {
  if (connector.processorUrl === undefined)
    throw new CtError(400, { code: 'ConnectorFailed', message: 'No processor is connected.' });
  const url = `${connector.processorUrl}/operations/payment-intents/${request.params.paymentId ?? ''}`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${connector.accessToken()}`, 'content-type': 'application/json' },
    body: request.text,
  });
  const text = await response.text();
  if (response.ok) return { status: 202, body: {} };
  throw new CtError(response.status < 500 ? 400 : 502, { code: 'ConnectorFailed', message: text });
}

/** The parts of Checkout's API that meet a connector; the real ones have a host of their own. */
export const checkoutRoutes = (db: Database, connector: Connector): Route[] => [
  { method: 'POST', pattern: '/recurring-payment-jobs', handle: (request) => createJob(db, request) },
  ...readRoutes(db, 'recurring-payment-jobs', 'recurring-payment-job'),
  {
    method: 'POST',
    pattern: '/payment-intents/:paymentId',
    handle: (request) => forwardIntent(connector, request),
  },
];
