import { describe, expect, it } from 'vitest';
import { newShopper, useStack } from './support.ts';

const stack = useStack();

describe('operations', () => {
  it('GET /health needs nothing and asks nobody', async () => {
    const before = stack().commercetools.control.count() + stack().adyen.control.journal().length;
    const { status, body } = await stack().call('/health');
    expect([status, body]).toEqual([200, { status: 'OK' }]);
    expect(stack().commercetools.control.count() + stack().adyen.control.journal().length).toBe(before);
  });

  it('GET /operations/config tells the browser what it may know', async () => {
    const { sessionId } = await newShopper(stack());
    const { status, body } = await stack().call('/operations/config', { sessionId });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      clientKey: stack().adyen.clientKey,
      environment: expect.stringMatching(/^test$/i) as string,
      applePayConfig: { usesOwnCertificate: false },
      storedPaymentMethodsConfig: { isEnabled: false },
      environmentUrls: { api: `${stack().adyen.webUrl}checkoutshopper/` },
    });
    const text = JSON.stringify(body);
    for (const secret of [stack().adyen.apiKey, stack().adyen.hmacKey, stack().commercetools.clientSecret]) {
      expect(text).not.toContain(secret);
    }
  });

  it('GET /operations/payment-components lists the drop-in, the 28 components and the express wallets', async () => {
    const token = await stack().commercetools.control.mintJwt();
    const { body } = await stack().call<{
      dropins: unknown;
      components: { type: string }[];
      express: { type: string }[];
    }>('/operations/payment-components', { headers: { Authorization: `Bearer ${token}` } });
    expect(body.dropins).toEqual([{ type: 'embedded' }]);
    expect(body.components).toHaveLength(28);
    expect(body.express.map(({ type }) => type).sort()).toEqual(['applepay', 'googlepay', 'paypal']);
  });

  it('POST /payment-methods gives Adyen’s list, filtered by what the session allows', async () => {
    const types = ({ paymentMethods }: { paymentMethods: { type: string }[] }) =>
      paymentMethods.map(({ type }) => type);
    const all = await newShopper(stack(), { cart: { country: 'NL', currency: 'EUR' } });
    const some = await newShopper(stack(), {
      cart: { country: 'NL', currency: 'EUR' },
      metadata: { allowedPaymentMethods: ['card', 'ideal'] },
    });
    const list = (sessionId: string) =>
      stack().call<{ paymentMethods: { type: string }[] }>('/payment-methods', { sessionId, body: {} });
    expect(types((await list(all.sessionId)).body)).toEqual(
      expect.arrayContaining(['scheme', 'ideal', 'klarna']),
    );
    expect(types((await list(some.sessionId)).body).sort()).toEqual(['ideal', 'scheme']);
  });

  it('POST /payment-methods tells the amount that it is for, in Adyen’s minor units', async () => {
    const { sessionId } = await newShopper(stack(), { cart: { currency: 'CLP', total: 1990 } });
    const { body } = await stack().call('/payment-methods', { sessionId, body: {} });
    expect(body).toMatchObject({ amount: { currency: 'CLP', value: 199_000 } });
  });

  it('GET /operations/status says when Adyen refuses the key, without a secret', async () => {
    const token = await stack().commercetools.control.mintJwt();
    const body = {
      status: 401,
      errorCode: '000',
      message: 'HTTP Status Response - Unauthorized',
      errorType: 'security',
    };
    stack().adyen.control.fault({ path: '/paymentMethods$', respond: { status: 401, body }, times: 3 });
    const answer = await stack().call<{ status: string; checks: { name: string; status: string }[] }>(
      '/operations/status',
      { headers: { Authorization: `Bearer ${token}` } },
    );
    expect([answer.status, answer.body.status]).toEqual([200, 'Partially Available']);
    expect(answer.body.checks.map(({ status }) => status).sort()).toEqual(['DOWN', 'UP']);
    expect(JSON.stringify(answer.body)).not.toContain(stack().adyen.apiKey);
  });

  it('an unreachable commercetools is a 503, not a 401 or a 500', async () => {
    const { sessionId } = await newShopper(stack());
    const fault = stack().commercetools.control.fault({ path: '/sessions/', status: 503, times: 'always' });
    try {
      expect((await stack().call('/payment-methods', { sessionId, body: {} })).status).toBe(503);
    } finally {
      fault.remove();
    }
  });
});
