import { createApiBuilderFromCtpClient, type ByProjectKeyRequestBuilder } from '@commercetools/platform-sdk';
import { ClientBuilder } from '@commercetools/ts-client';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCommercetools, type EmbeddedCommercetools } from './index.ts';

let ct: EmbeddedCommercetools;
let api: ByProjectKeyRequestBuilder;
beforeAll(async () => {
  ct = await startCommercetools();
  const client = new ClientBuilder()
    .withClientCredentialsFlow({
      host: ct.url,
      projectKey: ct.projectKey,
      credentials: { clientId: ct.clientId, clientSecret: ct.clientSecret },
    })
    .withHttpMiddleware({ host: ct.url })
    .build();
  api = createApiBuilderFromCtpClient(client).withProjectKey({ projectKey: ct.projectKey });
});
afterAll(() => ct.stop());

test("commercetools' own client pays a cart", async () => {
  const { id: ID, version } = await ct.control.createCart({ currency: 'KWD', country: 'KW' });
  const { body: cart } = await api.carts().withId({ ID }).get().execute();
  const amount = cart.taxedPrice?.totalGross ?? cart.totalPrice;
  expect(amount).toMatchObject({ currencyCode: 'KWD', fractionDigits: 3, centAmount: 5_850 });
  const draft = {
    key: `attempt-${ID}`,
    amountPlanned: amount,
    paymentMethodInfo: { paymentInterface: 'checkout-adyen', method: 'scheme' },
    transactions: [{ type: 'Authorization', amount, state: 'Initial' }],
  };
  const { body: payment } = await api.payments().post({ body: draft }).execute();
  await api
    .carts()
    .withId({ ID })
    .post({
      body: { version, actions: [{ action: 'addPayment', payment: { typeId: 'payment', id: payment.id } }] },
    })
    .execute();
  await expect(api.payments().post({ body: draft }).execute()).rejects.toMatchObject({
    statusCode: 400,
    body: { errors: [{ code: 'DuplicateField', field: 'key' }] },
  });
  const [transaction] = payment.transactions;
  const { body: paid } = await api
    .payments()
    .withKey({ key: draft.key })
    .post({
      body: {
        version: payment.version,
        actions: [
          { action: 'changeTransactionState', transactionId: transaction?.id ?? '', state: 'Success' },
          { action: 'setInterfaceId', interfaceId: 'PSP0000000000001' },
        ],
      },
    })
    .execute();
  expect(paid).toMatchObject({
    version: 3,
    interfaceId: 'PSP0000000000001',
    transactions: [{ state: 'Success' }],
  });
  const queryArgs = {
    where: 'transactions(state = :state)',
    'var.state': 'Success',
    expand: 'customer',
    limit: 5,
  };
  expect((await api.payments().get({ queryArgs }).execute()).body).toMatchObject({
    total: 1,
    results: [{ id: payment.id }],
  });
  const stale = { version: 1, actions: [{ action: 'setKey' as const, key: 'late' }] };
  await expect(
    api.payments().withId({ ID: payment.id }).post({ body: stale }).execute(),
  ).rejects.toMatchObject({
    statusCode: 409,
    body: { errors: [{ currentVersion: 3 }] },
  });
  expect(ct.control.payments(ID)).toHaveLength(1);
});

test('the shop is stocked: articles in all its currencies, with pictures', async () => {
  const shop = ct.control.issueToken({ scopes: ['view_products'] });
  const headers = { authorization: `Bearer ${shop}` };
  const response = await fetch(`${ct.url}/${ct.projectKey}/products?limit=100`, { headers });
  const { results } = (await response.json()) as {
    results: {
      masterData: {
        current: { name: { de: string }; masterVariant: { prices: unknown[]; images: { url: string }[] } };
      };
    }[];
  };
  expect(results).toHaveLength(8);
  for (const { masterData } of results) {
    const { name, masterVariant } = masterData.current;
    expect(name.de).not.toBe('');
    expect(masterVariant.prices.length).toBeGreaterThan(6);
    const picture = await fetch(masterVariant.images[0]?.url ?? '');
    expect(picture.headers.get('content-type')).toBe('image/svg+xml');
    expect(await picture.text()).toContain('</svg>');
  }
});

test("Checkout's payment intents reach the connected processor with a token that it can check", async () => {
  const seen: unknown[] = [];
  const processor = createServer((request, response) => {
    seen.push(request.url, request.headers.authorization?.startsWith('Bearer '));
    response.end('{"outcome":"received"}');
  });
  await new Promise<void>((resolve) => processor.listen(0, '127.0.0.1', resolve));
  ct.control.connectProcessor(`http://127.0.0.1:${(processor.address() as AddressInfo).port}`);
  const token = ct.control.issueToken({ scopes: ['manage_checkout_payment_intents'] });
  const response = await fetch(`${ct.url}/${ct.projectKey}/payment-intents/some-payment`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ actions: [{ action: 'cancelPayment' }] }),
  });
  processor.close();
  expect(response.status).toBe(202);
  expect(seen).toEqual(['/operations/payment-intents/some-payment', true]);
});

test('the server is reached on loopback only, and stops at once', async () => {
  const other = await startCommercetools();
  expect(new URL(other.url).hostname).toBe('127.0.0.1');
  await expect(startCommercetools({ port: Number(new URL(other.url).port) })).rejects.toThrow('EADDRINUSE');
  await other.stop();
  await expect(fetch(other.url)).rejects.toThrow('fetch failed');
});
