import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAdyen, type EmbeddedAdyen } from '../index.ts';
import { merchantOf } from '../testing.ts';

const OTHER = { merchantAccount: 'ShopUS' };
let adyen: EmbeddedAdyen;
let merchant: ReturnType<typeof merchantOf>;

beforeAll(async () => {
  adyen = await startAdyen({ furtherMerchantAccounts: ['ShopUS'] });
  merchant = merchantOf(adyen);
});
afterAll(() => adyen.stop());

it('a payment is unknown in another merchant account', async () => {
  const { body } = await merchant.pay();
  const amount = { currency: 'EUR', value: 1000 };
  for (const [operation, changes] of [
    ['captures', { amount }],
    ['refunds', { amount }],
    ['cancels', {}],
    ['amountUpdates', { amount }],
  ] as const) {
    const refused = await merchant.modify(body['pspReference'], operation, { ...changes, ...OTHER });
    expect([refused.status, refused.body['errorCode']]).toEqual([422, '167']);
  }
});

it('a token is unknown in another merchant account', async () => {
  const shopper = { shopperReference: 'shopper-1', recurringProcessingModel: 'CardOnFile' };
  const { body } = await merchant.pay({ storePaymentMethod: true, ...shopper });
  const [token] = adyen.control.tokens();
  const paymentMethod = { type: 'scheme', storedPaymentMethodId: token?.id };
  const refused = await merchant.pay({ ...shopper, ...OTHER, paymentMethod, shopperInteraction: 'ContAuth' });
  expect([body['resultCode'], refused.body['errorCode']]).toEqual(['Authorised', '800']);

  const headers = { 'x-api-key': adyen.apiKey };
  const query = '?merchantAccount=ShopUS&shopperReference=shopper-1';
  const listed = await fetch(`${adyen.url}/v72/storedPaymentMethods${query}`, { headers });
  expect(await listed.json()).toMatchObject({ merchantAccount: 'ShopUS', storedPaymentMethods: [] });
  const url = `${adyen.url}/v72/storedPaymentMethods/${token?.id ?? ''}${query}`;
  expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(422);
  expect(adyen.control.tokens()).toHaveLength(1);
});
