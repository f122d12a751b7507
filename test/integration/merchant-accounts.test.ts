import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository, runScript } from '../sandbox/service.ts';
import { card, linesOf, newShopper, useStack } from './support.ts';
import { deliver as deliverToken, tokenEvent } from './stored-support.ts';
import { deliver, envelope, eventOf, signedItem } from './webhook.ts';

const usKey = 'ab'.repeat(32);

const accounts = [
  {
    merchantAccount: 'ShopUS',
    countries: ['US'],
    currencies: ['USD'],
    clientKey: 'sim_us',
    hmacKeys: [usKey],
  },
  { merchantAccount: 'ShopUK', currencies: ['GBP'], balanceAccount: 'BA32272223222B5CTDQPM6W2H' },
];

const stack = useStack({
  environment: {
    ADYEN_MERCHANT_ACCOUNTS: JSON.stringify(accounts),
    ADYEN_LEVEL_2_3_DATA_ENABLED: 'true',
    ALLOWED_ORIGINS: 'http://localhost:9312',
  },
  adyen: { furtherMerchantAccounts: ['ShopUS', 'ShopUK'], hmacKeysOfAccounts: { ShopUS: usKey } },
});

type Cart = NonNullable<Parameters<typeof newShopper>[1]>['cart'];

const us: Cart = { currency: 'USD', country: 'US', total: 5000 };

const bearer = () => ({
  Authorization: `Bearer ${stack().commercetools.control.issueToken({ scopes: ['manage_project'] })}`,
});

const pay = async (cart: Cart) => {
  const shopper = await newShopper(stack(), { cart });
  const { body } = await shopper.pay(card());
  return {
    shopper,
    id: body.paymentReference,
    atAdyen: stack().adyen.control.payment(body.paymentReference),
  };
};

describe('a cart of another merchant account', () => {
  it.each<[string, Cart]>([
    ['ShopUS', us],
    ['ShopUK', { currency: 'GBP', country: 'GB', total: 5000 }],
    ['SandboxMerchant', { currency: 'EUR', country: 'DE', total: 5000 }],
    ['SandboxMerchant', { currency: 'EUR', country: 'US', total: 5000 }],
  ])('is paid in %s', async (account, cart) => {
    const { atAdyen, id } = await pay(cart);
    expect(atAdyen?.merchantAccount).toBe(account);
    expect((await stack().payment(id)).paymentMethodInfo.interfaceAccount).toBe(account);
  });

  it('is captured there, and its webhooks are understood', async () => {
    const { id } = await pay(us);
    await stack().call(`/operations/payment-intents/${id}`, {
      headers: bearer(),
      body: { actions: [{ action: 'capturePayment', amount: { centAmount: 5000, currencyCode: 'USD' } }] },
    });
    expect(stack().adyen.control.journal('/captures$').at(-1)?.body).toMatchObject({
      merchantAccount: 'ShopUS',
    });
    await stack().adyen.control.whenIdle();
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 5000', 'Charge Success 5000']);
  });

  it('is paid there also when the cart has changed before the attempt is repeated', async () => {
    const shopper = await newShopper(stack(), { cart: us });
    const call = { headers: { 'Idempotency-Key': 'moved' } };
    stack().adyen.control.fault({ path: '/payments$', respond: { status: 401 } });
    expect((await shopper.pay(card(), call)).status).toBe(502);
    const { control } = stack().commercetools;
    control.putCart({ ...control.cart(shopper.cartId), country: 'CA' });
    const { body } = await shopper.pay(card(), call);
    expect(body.resultCode).toBe('Authorised');
    expect(stack().adyen.control.payment(body.paymentReference)?.merchantAccount).toBe('ShopUS');
  });

  it('has webhooks signed with that account’s own key', async () => {
    const { id } = await pay(us);
    await stack().adyen.control.whenIdle();
    const refused = eventOf(stack(), id, 'CANCELLATION', { merchantAccountCode: 'ShopUS' });
    expect((await deliver(stack(), [refused], { hexKey: 'cd'.repeat(32) })).status).toBe(401);
    expect((await deliver(stack(), [refused])).status).toBe(401);
    expect((await deliver(stack(), [refused], { hexKey: usKey })).status).toBe(200);
    expect(await linesOf(stack(), id)).toContain('CancelAuthorization Success 5000');
  });

  it('has the usual keys where it has none of its own', async () => {
    const { id } = await pay({ currency: 'GBP', country: 'GB', total: 5000 });
    const event = eventOf(stack(), id, 'CANCELLATION', { merchantAccountCode: 'ShopUK' });
    expect((await deliver(stack(), [event], { hexKey: usKey })).status).toBe(401);
    expect((await deliver(stack(), [event])).status).toBe(200);
    expect(await linesOf(stack(), id)).toContain('CancelAuthorization Success 5000');
  });

  it('signs nothing for another account, on either route', async () => {
    const { id } = await pay({});
    const [mine, ofAnother] = [
      eventOf(stack(), id, 'AUTHORISATION'),
      eventOf(stack(), id, 'CANCELLATION', { merchantAccountCode: 'ShopUS' }),
    ];
    const items = [
      signedItem(mine, stack().adyen.hmacKey),
      signedItem(ofAnother, usKey),
      signedItem(mine, usKey),
    ];
    expect((await stack().call('/notifications', { body: envelope(items) })).status).toBe(401);
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1780']);

    const token = tokenEvent(stack(), {
      type: 'disabled',
      customerId: 'customer',
      token: 'TOKEN00000000001',
    });
    expect((await deliverToken(stack(), token, { key: usKey })).status).toBe(401);
    expect((await deliverToken(stack(), token)).status).toBe(200);
  });

  it('still ignores accounts that are not the merchant’s', async () => {
    const { id } = await pay(us);
    await stack().adyen.control.whenIdle();
    const foreign = eventOf(stack(), id, 'CANCELLATION', { merchantAccountCode: 'Stranger' });
    expect((await deliver(stack(), [foreign], { hexKey: 'cd'.repeat(32) })).status).toBe(401);
    for (const hexKey of [stack().adyen.hmacKey, usKey]) {
      expect((await deliver(stack(), [foreign], { hexKey })).body).toBe('[accepted]');
    }
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 5000']);
  });

  it('ignores what is of the live environment', async () => {
    const { id } = await pay({});
    await stack().adyen.control.whenIdle();
    const item = signedItem(eventOf(stack(), id, 'CANCELLATION'), stack().adyen.hmacKey);
    const notify = (live: unknown) => stack().call('/notifications', { body: { ...envelope([item]), live } });
    for (const live of ['true', true]) expect((await notify(live)).status).toBe(200);
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1780']);
    expect((await notify(undefined)).status).toBe(200);
    expect(await linesOf(stack(), id)).toContain('CancelAuthorization Success 1780');
  });

  it('gets the client key of its account', async () => {
    const config = async (cart: Cart) => {
      const { sessionId } = await newShopper(stack(), { cart });
      return (await stack().call<{ clientKey: string }>('/operations/config', { sessionId })).body.clientKey;
    };
    expect([await config(us), await config({})]).toEqual(['sim_us', stack().adyen.clientKey]);
  });

  it.each([
    ['ShopUS', 'sim_us', { countryCode: 'US', currencyCode: 'USD' }],
    ['ShopUK', undefined, { countryCode: 'GB', currencyCode: 'GBP' }],
    ['SandboxMerchant', undefined, { countryCode: 'US', currencyCode: 'EUR' }],
    ['SandboxMerchant', undefined, { countryCode: 'US' }],
  ])('has its express buttons in %s', async (merchantAccount, clientKey, body) => {
    const headers = { Origin: 'http://localhost:9312' };
    const answer = await stack().call<{ config: { clientKey: string } }>('/express-config', {
      headers,
      body,
    });
    expect(answer.body.config.clientKey).toBe(clientKey ?? stack().adyen.clientKey);
    const asked = stack().adyen.control.journal('/paymentMethods$').at(-1)?.body;
    expect(asked).toMatchObject({ merchantAccount, countryCode: body.countryCode });
  });

  it('is booked to its balance account, where there is one', async () => {
    const { id } = await pay({ currency: 'GBP', country: 'GB', total: 5000 });
    expect(stack().adyen.control.payment(id)?.request).toMatchObject({
      splits: [
        {
          type: 'BalanceAccount',
          account: 'BA32272223222B5CTDQPM6W2H',
          amount: { value: 5000 },
          reference: id,
        },
      ],
    });
  });
});

describe('a payment that is booked to a balance account', () => {
  const uk: Cart = { currency: 'GBP', country: 'GB', total: 5000 };
  const splits = (value: number) => [
    { type: 'BalanceAccount', account: 'BA32272223222B5CTDQPM6W2H', amount: { value } },
  ];
  const ask = (id: string, action: string, centAmount: number) =>
    stack().call(`/operations/payment-intents/${id}`, {
      headers: bearer(),
      body: { actions: [{ action, amount: { centAmount, currencyCode: 'GBP' } }] },
    });
  const sent = (path: string) => stack().adyen.control.journal(path).at(-1)?.body;

  it('is captured to it, in whole or in parts that add up; refunds follow the payment', async () => {
    const { id } = await pay(uk);
    for (const part of [1667, 1667, 1666]) {
      expect((await ask(id, 'capturePayment', part)).status).toBe(200);
      expect(sent('/captures$')).toMatchObject({ amount: { value: part }, splits: splits(part) });
    }
    await stack().adyen.control.whenIdle();
    expect((await ask(id, 'refundPayment', 1000)).status).toBe(200);
    expect(sent('/refunds$')).not.toHaveProperty('splits');
  });

  it('is adjusted with it', async () => {
    const { id } = await pay(uk);
    await stack().adyen.control.whenIdle();
    const amount = { centAmount: 6000, currencyCode: 'GBP' };
    await stack().call(`/operations/payments/${id}/amount`, { headers: bearer(), body: { amount } });
    expect(sent('/amountUpdates$')).toMatchObject({ amount: { value: 6000 }, splits: splits(6000) });
  });

  it('is one of the entry that has one', async () => {
    const { id } = await pay(us);
    await stack().call(`/operations/payment-intents/${id}`, {
      headers: bearer(),
      body: { actions: [{ action: 'capturePayment', amount: { centAmount: 1000, currencyCode: 'USD' } }] },
    });
    expect(sent('/captures$')).not.toHaveProperty('splits');
  });
});

describe('level 2 and 3 data', () => {
  it('go to Adyen with a card payment of the whole cart, where the merchant wants them', async () => {
    const { id, shopper } = await pay({
      currency: 'USD',
      country: 'US',
      lineItems: [{ sku: 'mug', quantity: 2 }],
    });
    const { taxedPrice } = stack().commercetools.control.cart(shopper.cartId);
    const tax = (taxedPrice?.totalGross.centAmount ?? 0) - (taxedPrice?.totalNet.centAmount ?? 0);
    expect(stack().adyen.control.payment(id)?.request).toMatchObject({
      enhancedSchemeData: {
        levelTwoThree: { totalTaxAmount: tax, itemDetailLines: [{ quantity: 2, unitOfMeasure: 'EA' }] },
      },
    });
  });

  it('go with the capture of the whole cart, since Adyen reads them there where capture is manual', async () => {
    const { id } = await pay({ currency: 'USD', country: 'US', lineItems: [{ sku: 'mug', quantity: 2 }] });
    await stack().adyen.control.whenIdle();
    const { amountPlanned } = await stack().payment(id);
    const capture = (centAmount: number) =>
      stack().call(`/operations/payment-intents/${id}`, {
        headers: bearer(),
        body: {
          actions: [{ action: 'capturePayment', amount: { centAmount, currencyCode: 'USD' } }],
        },
      });
    const sent = () => stack().adyen.control.journal('/captures$').at(-1)?.body;
    stack().adyen.control.outcome({ operation: 'capture', success: false });
    await capture(amountPlanned.centAmount);
    expect(sent()).toMatchObject({
      enhancedSchemeData: { levelTwoThree: { itemDetailLines: [{ quantity: 2 }] } },
    });
    await stack().adyen.control.whenIdle();
    await capture(100);
    expect(sent()).not.toHaveProperty('enhancedSchemeData');
  });
});

describe('ADYEN_MERCHANT_ACCOUNTS', () => {
  it.each([
    ['[{"merchantAccount":"A","5ecret":"EU"}]', 'entry 0 has an unknown key'],
    ['[{"countries":["US"]}]', 'merchantAccount'],
    ['[{"merchantAccount":"A","hmacKeys":["5ecret"]}]', 'hmacKeys'],
    ['[]', 'the list'],
    ['{"merchantAccount":"A"}', 'ADYEN_MERCHANT_ACCOUNTS must be'],
  ])('is refused at the start when it is %s', async (value, complaint) => {
    const environment = { ...stack().environment, ADYEN_MERCHANT_ACCOUNTS: value, PORT: '0' };
    const cwd = join(repository, 'processor');
    const failure = await runScript({ cwd, command: ['dist/main.js'], environment }).catch(String);
    expect(failure).toContain('exit code 1');
    expect(failure).toContain(complaint);
    expect(failure).not.toContain('5ecret');
  });
});
