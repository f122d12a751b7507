import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmbeddedAdyen, NotificationItem } from './index.ts';

export interface Answer {
  status: number;
  body: Record<string, unknown>;
  headers: Headers;
}

/** Calls the embedded Adyen as a merchant's server would. */
export const merchantOf = (adyen: EmbeddedAdyen) => {
  const call = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(`${adyen.checkoutUrl}/v72${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': adyen.apiKey, ...headers },
      body: JSON.stringify(body),
    });
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown>,
      headers: response.headers,
    };
  };
  const pay = (changes: Record<string, unknown> = {}, headers?: Record<string, string>) =>
    call('/payments', paymentBody(adyen, changes), headers);
  const modify = (pspReference: unknown, operation: string, changes: Record<string, unknown> = {}) =>
    call(`/payments/${String(pspReference)}/${operation}`, {
      merchantAccount: adyen.merchantAccount,
      ...changes,
    });
  return { call, pay, modify };
};

export const card = (number = '4111111111111111', changes: Record<string, unknown> = {}) => ({
  type: 'scheme',
  encryptedCardNumber: `test_${number}`,
  encryptedExpiryMonth: 'test_03',
  encryptedExpiryYear: 'test_2030',
  encryptedSecurityCode: 'test_737',
  holderName: 'S. Hopper',
  ...changes,
});

export const paymentBody = (adyen: EmbeddedAdyen, changes: Record<string, unknown> = {}) => ({
  amount: { currency: 'EUR', value: 1000 },
  merchantAccount: adyen.merchantAccount,
  reference: 'order-1',
  returnUrl: 'http://localhost:1/return?ctsid=1',
  paymentMethod: card(),
  channel: 'Web',
  ...changes,
});

/** A merchant's webhook endpoint. `answer` decides each request's status. */
export const startReceiver = async (answer: () => number = () => 200) => {
  const bodies: string[] = [];
  const headers: Record<string, string | string[] | undefined>[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      bodies.push(body);
      headers.push(request.headers);
      response.writeHead(answer()).end('[accepted]');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const items = (): NotificationItem[] =>
    bodies.flatMap((body) =>
      (
        JSON.parse(body) as { notificationItems: { NotificationRequestItem: NotificationItem }[] }
      ).notificationItems.map((wrapped) => wrapped.NotificationRequestItem),
    );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    bodies,
    headers,
    items,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
