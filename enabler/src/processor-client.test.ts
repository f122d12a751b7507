import { afterEach, describe, expect, it, vi } from 'vitest';
import { RequestFailure } from './fetch-json.ts';
import { ProcessorClient } from './processor-client.ts';

const client = new ProcessorClient('https://processor.example', 's1');
const answering = (body: string): void => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body)));
};
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the answer to a payment request', () => {
  it.each([
    '',
    '{}',
    'null',
    '[]',
    '"fine"',
    '{"paymentReference":"p1"}',
    '{"resultCode":""}',
    '{"action":{}}',
  ])('counts as lost when it says nothing: %s', async (body) => {
    answering(body);
    const requests = [
      client.startPayment('/payments', {}, 'k1'),
      client.continuePayment('/express-payments', {}, 'k2'),
    ];
    for (const request of requests) {
      const failure: unknown = await request.catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(RequestFailure);
      expect(failure).toMatchObject({
        status: undefined,
        sent: true,
        paymentReference: body.includes('p1') ? 'p1' : undefined,
      });
    }
  });

  it.each([
    { resultCode: 'Authorised' },
    { action: { type: 'redirect' } },
    { resultCode: 'A code to come', paymentReference: 'p1' },
  ])('is what it says: %o', async (answer) => {
    answering(JSON.stringify(answer));
    expect(await client.startPayment('/payments', {}, 'k')).toEqual(answer);
  });
});
