import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect } from 'vitest';
import { createTransport, type Connections } from '../upstream/transport.ts';
import { type AdyenClient, createAdyenClient } from './client.ts';
import type { PaymentRequest } from './requests/payment-fields.ts';
import type { AdyenCall } from './transport/call.ts';

export type Reply = (response: ServerResponse, request: IncomingMessage) => void | Promise<void>;

interface Seen {
  method: string | undefined;
  url: string | undefined;
  key: string | undefined;
  body: string;
}

export const json =
  (statusCode: number, body: unknown, headers: Record<string, string> = {}): Reply =>
  (response) =>
    void response
      .writeHead(statusCode, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body));

export const raw =
  (statusCode: number, body: string): Reply =>
  (response) =>
    void response.writeHead(statusCode, { 'content-type': 'text/html' }).end(body);

export const drop: Reply = (response) => void response.destroy();

export const authorised = {
  pspReference: 'NC6HT9CRT65ZGN82',
  resultCode: 'Authorised',
  merchantReference: 'p1',
};

export const paymentRequest: PaymentRequest = {
  merchantAccount: 'SandboxMerchant',
  reference: 'p1',
  amount: { value: 1000, currency: 'EUR' },
  returnUrl: 'https://shop.example',
  paymentMethod: { type: 'ideal' },
};

export const failureOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.unreachable('the call should have failed'),
    (error: unknown) => error,
  );

/**
 * An Adyen on loopback that answers as it is told, one reply after the other (the last one is repeated), and a client
 * that calls it. Both are new for every test.
 */
export const scriptedAdyen = () => {
  const state = {
    server: createServer(),
    client: undefined as unknown as AdyenClient,
    upstream: undefined as unknown as Connections,
    replies: [] as Reply[],
    seen: [] as Seen[],
    calls: [] as AdyenCall[],
    logged: [] as string[],
    connections: 0,
    connect: (url: string, deadlineMs: number): AdyenClient => {
      const log = (message: string, fields?: object) =>
        void state.logged.push(JSON.stringify({ message, fields }));
      return createAdyenClient({
        config: { checkoutUrl: url, apiKey: 'very-secret-key', deadlineMs },
        send: state.upstream.send,
        logger: { warn: log, error: log },
        onCall: (call) => void state.calls.push(call),
      });
    },
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method, url, headers } = request;
    state.seen.push({ method, url, key: headers['idempotency-key'] as string | undefined, body });
    const reply = state.replies.length > 1 ? state.replies.shift() : state.replies[0];
    await reply?.(response, request);
  };

  beforeEach(async () => {
    Object.assign(state, { replies: [], seen: [], calls: [], logged: [], connections: 0 });
    state.server = createServer((request, response) => void answer(request, response));
    state.server.on('connection', () => (state.connections += 1));
    await new Promise<void>((resolve) => state.server.listen(0, '127.0.0.1', resolve));
    const { port } = state.server.address() as AddressInfo;
    state.upstream = createTransport();
    state.client = state.connect(`http://127.0.0.1:${port}/v72`, 2_000);
  });

  afterEach(async () => {
    state.server.closeAllConnections();
    await state.upstream.close();
    await new Promise((resolve) => state.server.close(resolve));
  });

  return state;
};
