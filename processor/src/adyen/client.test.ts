import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AdyenClient, createAdyenClient } from './client.ts';
import {
  AdyenCredentialsRefused,
  AdyenOutcomeUnknown,
  AdyenRefusedRequest,
  AdyenUnreachable,
  toAdyenFault,
} from './errors.ts';
import type { PaymentRequest } from './requests/payment-request.ts';
import type { AdyenCall } from './transport/call.ts';

type Reply = (response: ServerResponse, request: IncomingMessage) => void | Promise<void>;

interface Seen {
  method: string | undefined;
  url: string | undefined;
  key: string | undefined;
  body: string;
}

/** An Adyen that answers as it is told, one reply after the other; the last one is repeated. */
let server: Server;
let seen: Seen[];
let replies: Reply[];
let connections: number;
let calls: AdyenCall[];
let logged: string[];
let client: AdyenClient;

const json =
  (statusCode: number, body: unknown, headers: Record<string, string> = {}): Reply =>
  (response) =>
    void response
      .writeHead(statusCode, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body));
const raw =
  (statusCode: number, body: string): Reply =>
  (response) =>
    void response.writeHead(statusCode, { 'content-type': 'text/html' }).end(body);
const drop: Reply = (response) => void response.destroy();
const silence: Reply = () => undefined;
const authorised = { pspReference: 'NC6HT9CRT65ZGN82', resultCode: 'Authorised', merchantReference: 'p1' };
const inProgress = {
  status: 422,
  errorCode: '704',
  message: 'request already processed or in progress',
  errorType: 'validation',
};

const request: PaymentRequest = {
  merchantAccount: 'SandboxMerchant',
  reference: 'p1',
  amount: { value: 1000, currency: 'EUR' },
  returnUrl: 'https://shop.example',
  paymentMethod: { type: 'ideal' },
};

const connect = (url: string, deadlineMs: number): AdyenClient =>
  createAdyenClient({
    config: { checkoutUrl: url, apiKey: 'very-secret-key', deadlineMs },
    logger: {
      warn: (message, fields) => void logged.push(JSON.stringify({ message, fields })),
      error: (message, fields) => void logged.push(JSON.stringify({ message, fields })),
    },
    onCall: (call) => void calls.push(call),
  });

const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v72`;

beforeEach(async () => {
  [seen, replies, calls, logged, connections] = [[], [], [], [], 0];
  server = createServer((incoming, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of incoming) body += String(chunk);
      seen.push({
        method: incoming.method,
        url: incoming.url,
        key: incoming.headers['idempotency-key'] as string,
        body,
      });
      const reply = replies.length > 1 ? replies.shift() : replies[0];
      await reply?.(response, incoming);
    })();
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = connect(address(), 2_000);
});

afterEach(async () => {
  server.closeAllConnections();
  await client.close();
  await new Promise((resolve) => server.close(resolve));
});

const failureOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.unreachable('the call should have failed'),
    (error: unknown) => error,
  );

describe('an answered call', () => {
  it('sends credentials, key and body, and reads what is known of the answer', async () => {
    replies = [
      (response, incoming) => {
        expect(incoming.headers).toMatchObject({
          'x-api-key': 'very-secret-key',
          'content-type': 'application/json',
        });
        json(200, { ...authorised, fraudResult: { accountScore: 1 }, order: 'odd' })(
          response,
          incoming,
        ) as undefined;
      },
    ];
    const frozen = Object.freeze({ idempotencyKey: 'key-1' });
    const answer = await client.payments(Object.freeze({ ...request }), frozen);
    expect(answer).toMatchObject({ resultCode: 'Authorised', pspReference: 'NC6HT9CRT65ZGN82' });
    expect(answer).not.toHaveProperty('fraudResult');
    expect(seen).toEqual([
      { method: 'POST', url: '/v72/payments', key: 'key-1', body: JSON.stringify(request) },
    ]);
    expect(calls).toMatchObject([{ operation: 'payments', outcome: 'answered', tries: 1 }]);
  });

  it('reads text whose characters arrive in two pieces', async () => {
    replies = [
      async (response) => {
        const bytes = Buffer.from(JSON.stringify({ ...authorised, refusalReason: 'größer' }));
        const half = bytes.indexOf(0xc3) + 1;
        response.writeHead(200).write(bytes.subarray(0, half));
        await sleep(20);
        response.end(bytes.subarray(half));
      },
    ];
    expect((await client.payments(request)).refusalReason).toBe('größer');
  });

  it('does not give an unknown result code the force of an error', async () => {
    replies = [json(200, { ...authorised, resultCode: 'SomethingNew' })];
    expect((await client.payments(request)).resultCode).toBe('SomethingNew');
  });

  it('keeps its connection for the next call', async () => {
    replies = [json(200, authorised)];
    for (let payment = 0; payment < 20; payment++) await client.payments(request);
    expect(connections).toBe(1);
  });

  it('addresses modifications and tokens', async () => {
    replies = [
      json(201, { pspReference: 'MOD1', status: 'received' }),
      json(200, { storedPaymentMethods: [{ id: 'T1', type: 'visa', lastFour: '1111' }] }),
      (response) => void response.writeHead(204).end(),
      json(404, { status: 404, errorCode: '000', errorType: 'validation' }),
    ];
    const owner = { merchantAccount: 'SandboxMerchant', shopperReference: 'a&b' };
    const capture = {
      merchantAccount: 'SandboxMerchant',
      amount: { value: 1, currency: 'EUR' },
      reference: 't1',
    };
    expect(await client.captures('PSP1', capture, { idempotencyKey: 't1' })).toMatchObject({
      pspReference: 'MOD1',
    });
    expect((await client.storedPaymentMethods(owner)).storedPaymentMethods).toMatchObject([{ id: 'T1' }]);
    await client.disableStoredPaymentMethod({ ...owner, storedPaymentMethodId: 'T1' });
    await client.disableStoredPaymentMethod({ ...owner, storedPaymentMethodId: 'T1' });
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /v72/payments/PSP1/captures',
      'GET /v72/storedPaymentMethods?merchantAccount=SandboxMerchant&shopperReference=a%26b',
      'DELETE /v72/storedPaymentMethods/T1?merchantAccount=SandboxMerchant&shopperReference=a%26b',
      'DELETE /v72/storedPaymentMethods/T1?merchantAccount=SandboxMerchant&shopperReference=a%26b',
    ]);
    await expect(client.captures('../x', capture)).rejects.toThrow(RangeError);
  });
});

describe('a lost answer', () => {
  it.each<[string, Reply]>([
    ['a dropped connection', drop],
    ['500', json(500, { status: 500, errorCode: '905', errorType: 'configuration' })],
    ['503 without JSON', raw(503, '<html>busy</html>')],
    ['200 with HTML', raw(200, '<html></html>')],
    ['200 without a body', raw(200, '')],
    ['200 without a result', json(200, {})],
    ['409 in progress', json(409, { ...inProgress, status: 409 })],
    ['422 in progress', json(422, inProgress)],
    ['422 transient', json(422, { status: 422, errorCode: '1' }, { 'transient-error': 'true' })],
    ['429', json(429, {})],
  ])('is fetched with the same key after %s', async (_, reply) => {
    replies = [reply, reply, json(200, authorised)];
    expect(await client.payments(request, { idempotencyKey: 'k' })).toMatchObject({
      resultCode: 'Authorised',
    });
    expect(seen.map(({ key }) => key)).toEqual(['k', 'k', 'k']);
    expect(new Set(seen.map(({ body }) => body)).size).toBe(1);
  });

  it('is fetched by a second try beside one that stays silent', async () => {
    replies = [silence, json(200, authorised)];
    expect(await client.payments(request, { idempotencyKey: 'k' })).toMatchObject({
      resultCode: 'Authorised',
    });
    expect(seen).toHaveLength(2);
  });

  it('does not make a slow answer useless', async () => {
    replies = [
      async (response, incoming) => {
        await sleep(1_500);
        await json(200, authorised)(response, incoming);
      },
      json(422, inProgress),
    ];
    expect(await client.payments(request, { idempotencyKey: 'k' })).toMatchObject({
      resultCode: 'Authorised',
    });
  });

  it.each<[string, Reply]>([
    ['a dropped connection', drop],
    ['500', json(500, {})],
    ['200 with HTML', raw(200, '<html></html>')],
  ])('is never asked for again without a key: %s', async (_, reply) => {
    replies = [reply];
    const error = await failureOf(client.payments(request));
    expect(error).toBeInstanceOf(AdyenOutcomeUnknown);
    expect(seen).toHaveLength(1);
    expect(toAdyenFault(error, { paymentReference: 'p1' })).toMatchObject({
      statusCode: 504,
      fields: { paymentReference: 'p1' },
    });
  });

  it('ends with the deadline, which holds for all tries together', async () => {
    replies = [silence];
    const started = performance.now();
    const error = await failureOf(client.payments(request, { idempotencyKey: 'k', deadlineMs: 400 }));
    expect(performance.now() - started).toBeLessThan(800);
    expect(error).toMatchObject({ reason: 'timeout', mayHaveHadEffect: true });
    expect(calls).toMatchObject([{ outcome: 'unknown' }]);
  });

  it('ends with the deadline also when Adyen answers "in progress" all the time', async () => {
    replies = [json(422, inProgress)];
    const error = await failureOf(client.payments(request, { idempotencyKey: 'k', deadlineMs: 600 }));
    expect(error).toBeInstanceOf(AdyenOutcomeUnknown);
  });

  it('of a read is a matter of trying again later', async () => {
    const read = { merchantAccount: 'SandboxMerchant' };
    replies = [json(500, {})];
    const broken = await failureOf(client.paymentMethods(read, { deadlineMs: 300 }));
    expect(seen.length).toBeGreaterThan(1);
    expect(toAdyenFault(broken)).toMatchObject({ statusCode: 502, code: 'AdyenUnavailable' });
    replies = [silence];
    const silent = await failureOf(client.paymentMethods(read, { deadlineMs: 300 }));
    expect(toAdyenFault(silent)).toMatchObject({ statusCode: 504, code: 'AdyenTimeout' });
  });
});

describe('a call that Adyen never got', () => {
  it('is known to have had no effect', async () => {
    const free = connect('http://127.0.0.1:1/v72', 500);
    const error = await failureOf(free.payments(request));
    await free.close();
    expect(error).toBeInstanceOf(AdyenUnreachable);
    expect(calls[0]?.tries).toBeGreaterThan(1);
    expect(toAdyenFault(error)).toMatchObject({ statusCode: 503, code: 'AdyenUnavailable' });
  });

  it('is still unknown when an earlier try may have arrived', async () => {
    replies = [
      (response) => {
        server.close();
        response.destroy();
      },
    ];
    const error = await failureOf(client.payments(request, { idempotencyKey: 'k', deadlineMs: 700 }));
    expect(error).toBeInstanceOf(AdyenOutcomeUnknown);
  });
});

describe('a refusal', () => {
  it.each([
    [400, '702', 400],
    [422, '14_030', 422],
    [404, '167', 422],
  ])(
    '%i with code %s is final and keeps Adyen’s words to itself',
    async (statusCode, errorCode, answered) => {
      const message = 'Return URL of SandboxMerchant is missing';
      replies = [
        json(statusCode, {
          status: statusCode,
          errorCode,
          message,
          errorType: 'validation',
          pspReference: 'X1',
        }),
      ];
      const error = await failureOf(client.payments(request, { idempotencyKey: 'k' }));
      expect(error).toBeInstanceOf(AdyenRefusedRequest);
      expect(error).toMatchObject({
        errorCode,
        errorType: 'validation',
        pspReference: 'X1',
        privateMessage: message,
      });
      const fault = toAdyenFault(error);
      expect(fault).toMatchObject({ statusCode: answered, code: `AdyenError-${errorCode}` });
      expect(fault.message).not.toContain('SandboxMerchant');
      expect(seen).toHaveLength(1);
    },
  );

  it.each([401, 403])('%i is a fault of the configuration', async (statusCode) => {
    replies = [
      json(statusCode, {
        status: statusCode,
        errorCode: '000',
        message: 'key very-secret-key',
        errorType: 'security',
      }),
    ];
    const error = await failureOf(client.payments(request));
    expect(error).toBeInstanceOf(AdyenCredentialsRefused);
    expect(toAdyenFault(error)).toMatchObject({ statusCode: 502, code: 'AdyenUnavailable' });
    expect(logged.join()).toContain('API key');
    expect(logged.join()).not.toContain('very-secret-key');
  });

  it('of the credentials leaves open what became of an earlier try', async () => {
    replies = [drop, json(401, {})];
    const error = await failureOf(client.payments(request, { idempotencyKey: 'k' }));
    expect(error).toBeInstanceOf(AdyenOutcomeUnknown);
  });
});
