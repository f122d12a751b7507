import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  deliver,
  listStored,
  newCustomer,
  newCustomersCart,
  storedCard,
  storing,
  tokenEvent,
} from './stored-support.ts';
import { card, useStack, type ErrorAnswer } from './support.ts';
import { deliver as notify, eventOf } from './webhook.ts';

const accounts = {
  ADYEN_MERCHANT_ACCOUNTS: JSON.stringify([{ merchantAccount: 'ShopUS', currencies: ['USD'] }]),
};
const adyen = { furtherMerchantAccounts: ['ShopUS'] };
const stack = useStack({ environment: { ...storing, ...accounts }, adyen });
// The interface account is the merchant's own choice, and says nothing of Adyen's accounts.
const chosen = useStack({
  environment: { ...storing, ...accounts, ADYEN_STORED_PAYMENT_METHODS_INTERFACE_ACCOUNT: 'brand-a' },
  adyen,
});

type Stack = ReturnType<typeof stack>;

const newToken = () => randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();

const carts = {
  SandboxMerchant: { currency: 'EUR', country: 'DE', total: 1000 },
  ShopUS: { currency: 'USD', country: 'US', total: 1000 },
} as const;
type Account = keyof typeof carts;

const cartIn = (of: Stack, customerId: string, account: Account) =>
  newCustomersCart(of, customerId, { cart: carts[account] });

const stored = (of: Stack, customerId: string) => of.commercetools.control.paymentMethods(customerId);

const event = (of: Stack, type: string, customerId: string, merchantAccount: Account, token: string) => {
  if (type !== 'disabled')
    of.adyen.control.putToken({ id: token, shopperReference: customerId, merchantAccount });
  return deliver(of, tokenEvent(of, { type, customerId, token, merchantAccount }));
};

const callsTo = (of: Stack, path: string): number => of.adyen.control.journal(path).length;

describe('tokens of several merchant accounts', () => {
  it('are stored with their account, and listed and used in its carts only', async () => {
    const customerId = await newCustomer(stack());
    await event(stack(), 'created', customerId, 'ShopUS', newToken());
    await event(stack(), 'created', customerId, 'SandboxMerchant', newToken());
    const [us, eu] = stored(stack(), customerId);
    expect([us?.interfaceAccount, eu?.interfaceAccount]).toEqual(['ShopUS', 'SandboxMerchant']);

    for (const [account, own, other] of [
      ['ShopUS', us, eu],
      ['SandboxMerchant', eu, us],
    ] as const) {
      const shopper = await cartIn(stack(), customerId, account);
      expect((await listStored(stack(), shopper)).map(({ id }) => id)).toEqual([own?.id]);
      const before = callsTo(stack(), '/payments$');
      const refused = await shopper.pay<ErrorAnswer>(storedCard(other?.id ?? ''));
      expect([refused.status, refused.body.errors[0]?.['field']]).toEqual([
        400,
        'paymentMethod.storedPaymentMethodId',
      ]);
      const token = stack().commercetools.control.issueToken({ scopes: ['manage_project'] });
      const charge = await stack().call<ErrorAnswer>('/operations/transactions', {
        headers: { Authorization: `Bearer ${token}` },
        body: { cartId: shopper.cartId, paymentMethodId: other?.id, checkoutTransactionItemId: 'item' },
      });
      expect([charge.status, charge.body.errors[0]?.['field']]).toEqual([400, 'paymentMethodId']);
      expect(callsTo(stack(), '/payments$')).toBe(before);
    }
  });

  it('come with an authorisation, too', async () => {
    const customerId = await newCustomer(stack());
    const { pay } = await cartIn(stack(), customerId, 'ShopUS');
    const { body } = await pay(card());
    await stack().adyen.control.whenIdle();
    const authorisation = eventOf(stack(), body.paymentReference, 'AUTHORISATION', {
      merchantAccountCode: 'ShopUS',
      additionalData: { 'tokenization.storedPaymentMethodId': newToken() },
    });
    expect((await notify(stack(), [authorisation])).status).toBe(200);
    expect(stored(stack(), customerId)).toMatchObject([{ interfaceAccount: 'ShopUS' }]);
  });

  it('of the usual account may lack it', async () => {
    const customerId = await newCustomer(stack());
    const token = newToken();
    await stack().commercetools.control.request('POST', '/payment-methods', {
      customer: { typeId: 'customer', id: customerId },
      method: 'scheme',
      paymentInterface: 'adyen',
      token: { value: token },
    });
    await event(stack(), 'alreadyExisting', customerId, 'SandboxMerchant', token);
    expect(stored(stack(), customerId)).toHaveLength(1);
    expect(await listStored(stack(), await cartIn(stack(), customerId, 'SandboxMerchant'))).toHaveLength(1);
    expect(await listStored(stack(), await cartIn(stack(), customerId, 'ShopUS'))).toEqual([]);
  });

  it('are removed in their account, and stay removed when their event comes late', async () => {
    const customerId = await newCustomer(stack());
    const token = newToken();
    const created = tokenEvent(stack(), { type: 'created', customerId, token, merchantAccount: 'ShopUS' });
    await deliver(stack(), created);
    const { sessionId } = await cartIn(stack(), customerId, 'SandboxMerchant');
    const path = `/stored-payment-methods/${stored(stack(), customerId)[0]?.id ?? ''}`;
    await stack().call(path, { method: 'DELETE', sessionId });
    expect(callsTo(stack(), `/storedPaymentMethods/${token}`)).toBe(1);
    await deliver(stack(), created);
    expect(stored(stack(), customerId)).toEqual([]);

    const again = newToken();
    await event(stack(), 'created', customerId, 'ShopUS', again);
    await event(stack(), 'disabled', customerId, 'SandboxMerchant', again);
    expect(stored(stack(), customerId)).toHaveLength(1);
    await event(stack(), 'disabled', customerId, 'ShopUS', again);
    expect(stored(stack(), customerId)).toEqual([]);
  });
});

describe('with an interface account of the merchant’s own', () => {
  it('every token carries that, and is listed where Adyen has it', async () => {
    const customerId = await newCustomer(chosen());
    await event(chosen(), 'created', customerId, 'ShopUS', newToken());
    expect(stored(chosen(), customerId)).toMatchObject([{ interfaceAccount: 'brand-a' }]);
    const listedIn = async (account: Account) =>
      (await listStored(chosen(), await cartIn(chosen(), customerId, account))).length;
    expect([await listedIn('ShopUS'), await listedIn('SandboxMerchant')]).toEqual([1, 0]);
  });
});
