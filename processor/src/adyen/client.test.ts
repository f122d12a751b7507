import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { adyenIdempotencyKey, merchantAccount, pspReference } from '../test-support/identifiers.ts';
import { AdyenCredentialsRefused, AdyenOutcomeUnknown, AdyenRefusedRequest, toAdyenFault } from './errors.ts';
import {
  authorised,
  drop,
  failureOf,
  json,
  paymentRequest,
  type Reply,
  scriptedAdyen,
} from './test-adyen.ts';

const adyen = scriptedAdyen();

describe('an answered call', () => {
  it('sends credentials, key and body, and reads what is known of the answer', async () => {
    let headers: IncomingHttpHeaders = {};
    adyen.replies = [
      (response, incoming) => {
        headers = incoming.headers;
        response.end(JSON.stringify({ ...authorised, issuerUrl: 'https://bank.example', order: 'odd' }));
      },
    ];
    const frozen = Object.freeze({ idempotencyKey: adyenIdempotencyKey('key-1') });
    const answer = await adyen.client.payments(Object.freeze({ ...paymentRequest }), frozen);
    expect(answer).toMatchObject({ resultCode: 'Authorised', pspReference: 'NC6HT9CRT65ZGN82' });
    expect(answer).not.toHaveProperty('issuerUrl');
    expect(headers).toMatchObject({ 'x-api-key': 'very-secret-key', 'content-type': 'application/json' });
    expect(adyen.seen).toEqual([
      { method: 'POST', url: '/v72/payments', key: 'key-1', body: JSON.stringify(paymentRequest) },
    ]);
    expect(adyen.calls).toMatchObject([{ operation: 'payments', outcome: 'answered', tries: 1 }]);
  });

  it('sends no half of a character', async () => {
    adyen.replies = [json(200, authorised)];
    const merchantOrderReference = 'a\ud83d';
    await adyen.client.payments(
      { ...paymentRequest, merchantOrderReference },
      { idempotencyKey: adyenIdempotencyKey('key-1') },
    );
    expect(JSON.parse(adyen.seen[0]?.body ?? '')).toMatchObject({ merchantOrderReference: 'a\ufffd' });
  });

  it('reads text whose characters arrive in two pieces', async () => {
    adyen.replies = [
      async (response) => {
        const bytes = Buffer.from(JSON.stringify({ ...authorised, refusalReason: 'größer' }));
        const half = bytes.indexOf(0xc3) + 1;
        response.writeHead(200).write(bytes.subarray(0, half));
        await sleep(20);
        response.end(bytes.subarray(half));
      },
    ];
    expect((await adyen.client.payments(paymentRequest)).refusalReason).toBe('größer');
  });

  it('does not give an unknown result code the force of an error', async () => {
    adyen.replies = [json(200, { ...authorised, resultCode: 'SomethingNew' })];
    expect((await adyen.client.payments(paymentRequest)).resultCode).toBe('SomethingNew');
  });

  it('keeps its connections for the next calls', async () => {
    adyen.replies = [json(200, authorised)];
    for (let payment = 0; payment < 60; payment++) await adyen.client.payments(paymentRequest);
    expect(adyen.connections).toBeLessThanOrEqual(2);
  });

  it('addresses modifications and tokens', async () => {
    adyen.replies = [
      json(201, { pspReference: 'MOD1', status: 'received' }),
      json(200, { storedPaymentMethods: [{ id: 'T1', type: 'visa', lastFour: '1111' }] }),
      (response) => void response.writeHead(204).end(),
      json(404, { status: 404, errorCode: '000', errorType: 'validation' }),
    ];
    const owner = { merchantAccount: merchantAccount('SandboxMerchant'), shopperReference: 'a&b' };
    const capture = {
      merchantAccount: 'SandboxMerchant',
      amount: { value: 1, currency: 'EUR' },
      reference: 't1',
    };
    expect(
      await adyen.client.captures(pspReference('PSP1'), capture, {
        idempotencyKey: adyenIdempotencyKey('t1'),
      }),
    ).toMatchObject({
      pspReference: 'MOD1',
    });
    expect((await adyen.client.storedPaymentMethods(owner)).storedPaymentMethods).toMatchObject([
      { id: 'T1' },
    ]);
    await adyen.client.disableStoredPaymentMethod({ ...owner, storedPaymentMethodId: 'T1' });
    await adyen.client.disableStoredPaymentMethod({ ...owner, storedPaymentMethodId: 'T1' });
    expect(adyen.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /v72/payments/PSP1/captures',
      'GET /v72/storedPaymentMethods?merchantAccount=SandboxMerchant&shopperReference=a%26b',
      'DELETE /v72/storedPaymentMethods/T1?merchantAccount=SandboxMerchant&shopperReference=a%26b',
      'DELETE /v72/storedPaymentMethods/T1?merchantAccount=SandboxMerchant&shopperReference=a%26b',
    ]);
  });

  it.each([
    ['../x', '..%2Fx'],
    ['tok-with.dots_1', 'tok-with.dots_1'],
    ['T?a=b#c', 'T%3Fa%3Db%23c'],
    ['A'.repeat(80), 'A'.repeat(80)],
  ])('addresses %s as one segment of the path', async (reference, segment) => {
    adyen.replies = [(response) => void response.writeHead(204).end()];
    const owner = { merchantAccount: merchantAccount('M'), shopperReference: 's' };
    await adyen.client.disableStoredPaymentMethod({ ...owner, storedPaymentMethodId: reference });
    expect(adyen.seen.map(({ url }) => url)).toEqual([
      `/v72/storedPaymentMethods/${segment}?merchantAccount=M&shopperReference=s`,
    ]);
  });

  it.each(['', '.', '..'])('never sends "%s", which would be another path', async (reference) => {
    const cancel = { merchantAccount: 'M', reference: 't1' };
    expect(
      toAdyenFault(await failureOf(adyen.client.cancels(pspReference(reference), cancel))),
    ).toMatchObject({
      statusCode: 422,
    });
    expect(adyen.seen).toEqual([]);
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
      adyen.replies = [
        json(statusCode, {
          status: statusCode,
          errorCode,
          message,
          errorType: 'validation',
          pspReference: 'X1',
        }),
      ];
      const error = await failureOf(
        adyen.client.payments(paymentRequest, { idempotencyKey: adyenIdempotencyKey('k') }),
      );
      expect(error).toBeInstanceOf(AdyenRefusedRequest);
      expect(error).toMatchObject({
        errorCode,
        errorType: 'validation',
        pspReference: 'X1',
        privateMessage: message,
      });
      const fault = toAdyenFault(error);
      expect(fault).toMatchObject({ statusCode: answered, code: `AdyenError-${errorCode}` });
      expect(fault?.message).not.toContain('SandboxMerchant');
      expect(adyen.seen).toHaveLength(1);
    },
  );

  it.each([401, 403])('%i is a fault of the configuration', async (statusCode) => {
    adyen.replies = [
      json(statusCode, {
        status: statusCode,
        errorCode: '000',
        message: 'key very-secret-key',
        errorType: 'security',
      }),
    ];
    const error = await failureOf(adyen.client.payments(paymentRequest));
    expect(error).toBeInstanceOf(AdyenCredentialsRefused);
    expect(toAdyenFault(error)).toMatchObject({ statusCode: 502, code: 'AdyenUnavailable' });
    expect(adyen.logged.join()).toContain('API key');
    expect(adyen.logged.join()).not.toContain('very-secret-key');
  });

  it.each<[string, Reply]>([
    ['an earlier try', drop],
    ['a try that is still on its way', () => undefined],
  ])('of the credentials leaves open what became of %s', async (_name, first) => {
    adyen.replies = [first, json(401, {})];
    const error = await failureOf(
      adyen.client.payments(paymentRequest, { idempotencyKey: adyenIdempotencyKey('k') }),
    );
    expect(error).toBeInstanceOf(AdyenOutcomeUnknown);
    expect(adyen.seen).toHaveLength(2);
  });
});
