import { describe, expect, it } from 'vitest';
import { createClient } from '../sandbox/shop/commercetools.ts';
import { card, newShopper, useStack, type ErrorAnswer } from './support.ts';

const stack = useStack();

const jwt = (options?: Parameters<ReturnType<typeof stack>['commercetools']['control']['mintJwt']>[0]) =>
  stack().commercetools.control.mintJwt(options);

const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

describe('the Merchant Center’s token', () => {
  it('opens the status and the list of components', async () => {
    const status = await stack().call<{ status: string }>('/operations/status', bearer(await jwt()));
    expect(status.status).toBe(200);
    expect(status.body.status).toBe('OK');
    const components = await stack().call('/operations/payment-components', bearer(await jwt()));
    expect(components.status).toBe(200);
  });

  it.each([
    ['is missing', () => Promise.resolve('')],
    ['is no token at all', () => Promise.resolve('abc')],
    ['has expired', () => jwt({ expired: true })],
    ['comes from another issuer', () => jwt({ issuer: 'https://elsewhere.example' })],
    ['belongs to another project', () => jwt({ projectKey: 'another-project' })],
    ['is signed by another key', () => jwt({ forged: true })],
  ])('is refused when it %s', async (_name, mint) => {
    const token = await mint();
    const answer = await stack().call<ErrorAnswer>('/operations/status', token === '' ? {} : bearer(token));
    expect(answer.status).toBe(401);
    expect(answer.body.error).toBeTypeOf('string');
    expect(JSON.stringify(answer.body)).not.toContain(token === '' ? 'stack' : token);
  });
});

describe('a payment intent', () => {
  const tokenWith = async (clientId: string, scopes: string[]) => {
    stack().commercetools.control.addClient({ clientId, clientSecret: 'secret', scopes });
    return createClient(stack().commercetools, { clientId, clientSecret: 'secret' }).token();
  };
  const capture = {
    actions: [{ action: 'capturePayment', amount: { centAmount: 100, currencyCode: 'EUR' } }],
  };

  it('needs a token', async () => {
    const { pay } = await newShopper(stack());
    const { body } = await pay(card());
    const answer = await stack().call<ErrorAnswer>(`/operations/payment-intents/${body.paymentReference}`, {
      body: capture,
    });
    expect(answer.status).toBe(401);
  });

  it('needs the scope, and the answer does not say which scopes the token has', async () => {
    const token = await tokenWith('reader', ['view_products']);
    const { pay } = await newShopper(stack());
    const { body } = await pay(card());
    const answer = await stack().call<ErrorAnswer>(`/operations/payment-intents/${body.paymentReference}`, {
      body: capture,
      ...bearer(token),
    });
    expect(answer.status).toBe(403);
    expect(JSON.stringify(answer.body)).not.toContain('view_products');
  });

  it('is refused for a token that commercetools does not know', async () => {
    const answer = await stack().call('/operations/payment-intents/9f0c8a52-1b9f-4f0e-a9ef-3a4b8f9c2d11', {
      body: capture,
      ...bearer('made-up-token'),
    });
    expect(answer.status).toBe(401);
  });

  it('works with manage_project and with the scope of its own', async () => {
    for (const [index, scope] of ['manage_project', 'manage_checkout_payment_intents'].entries()) {
      const token = await tokenWith(`operator-${index}`, [scope]);
      const { pay } = await newShopper(stack());
      const { body } = await pay(card());
      const answer = await stack().call(`/operations/payment-intents/${body.paymentReference}`, {
        body: capture,
        ...bearer(token),
      });
      expect([answer.status, answer.body]).toEqual([200, { outcome: 'received' }]);
    }
  });
});

describe('a session', () => {
  it('that is no longer active opens nothing', async () => {
    const { cartId } = await newShopper(stack());
    const { id } = stack().commercetools.control.createSession({ cartId });
    stack().commercetools.control.expireSession(id);
    expect((await stack().call('/payment-methods', { sessionId: id, body: {} })).status).toBe(401);
  });

  it('opens no payment of another cart', async () => {
    const [first, second] = [await newShopper(stack()), await newShopper(stack())];
    const { body } = await first.pay(card());
    const path = `/payments/${body.paymentReference}`;
    expect((await stack().call(path, { sessionId: first.sessionId })).status).toBe(200);
    expect((await stack().call(path, { sessionId: second.sessionId })).status).toBe(404);
  });
});
