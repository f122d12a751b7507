import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { PaymentPagedQueryResponse } from '@commercetools/platform-sdk';
import type { CommercetoolsClient } from './commercetools.ts';
import { ShopError } from './http.ts';
import { orderReference } from './order-reference.ts';
import { cartOfPayment } from './orders.ts';
import { viewOf } from './payment-view.ts';

interface ProcessorError {
  message?: string;
}

/** How often the payments are looked at while somebody has the page open. */
const pollMilliseconds = 700;

/**
 * The merchant's side: payments as commercetools has them, and the four things that can be done with one, asked of the
 * processor as commercetools Checkout would ask. The token stays on this server.
 */
export function createBackOffice(
  commercetools: CommercetoolsClient,
  { processorUrl, token }: { processorUrl: string; token: () => Promise<string> },
) {
  const references = new Map<string, string>();
  const watchers = new Set<ServerResponse>();
  let timer: NodeJS.Timeout | undefined;
  let last = '';

  const referenceOf = async (paymentId: string): Promise<string | undefined> => {
    const known = references.get(paymentId);
    if (known !== undefined) return known;
    const cart = await cartOfPayment(commercetools, paymentId);
    if (cart === undefined) return undefined;
    references.set(paymentId, orderReference(cart.id));
    return references.get(paymentId);
  };

  const payments = async () => {
    const { results } = await commercetools.get<PaymentPagedQueryResponse>('/payments', {
      sort: 'createdAt desc',
      limit: '50',
    });
    return Promise.all(
      results.map(async (payment) => ({ ...viewOf(payment), orderReference: await referenceOf(payment.id) })),
    );
  };

  const tell = async (): Promise<void> => {
    // While commercetools cannot be read the page keeps what it has.
    const now = await payments().then(JSON.stringify, () => last);
    if (now !== last) {
      last = now;
      for (const watcher of watchers) watcher.write(`data: ${now}\n\n`);
    }
    if (watchers.size > 0) timer = setTimeout(() => void tell(), pollMilliseconds);
  };

  return {
    /** Server-sent events: the list of payments now, and again whenever it has changed. */
    watch(response: ServerResponse): void {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write(last === '' ? ': connected\n\n' : `data: ${last}\n\n`);
      watchers.add(response);
      response.on('close', () => watchers.delete(response));
      if (watchers.size === 1) {
        clearTimeout(timer);
        void tell();
      }
    },

    /** Sends one action of a payment intent to the processor. */
    async act(paymentId: string, action: unknown): Promise<unknown> {
      const response = await fetch(
        `${processorUrl}/operations/payment-intents/${encodeURIComponent(paymentId)}`,
        {
          method: 'POST',
          headers: {
            Authorization: `Bearer ${await token()}`,
            'Content-Type': 'application/json',
            'Idempotency-Key': randomUUID(),
          },
          body: JSON.stringify({ actions: [action] }),
        },
      );
      const answer = (await response.json().catch(() => ({}))) as ProcessorError;
      if (!response.ok) {
        throw new ShopError(response.status, answer.message ?? `The processor answered ${response.status}.`);
      }
      return answer;
    },

    stop(): void {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.end();
      watchers.clear();
    },
  };
}
