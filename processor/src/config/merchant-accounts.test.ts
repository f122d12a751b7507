import { expect, it } from 'vitest';
import { merchantAccount } from '../test-support/identifiers.ts';
import { accountOfCart } from './merchant-accounts.ts';

const adyen = {
  merchantAccount: merchantAccount('Usual'),
  merchantAccounts: [{ merchantAccount: merchantAccount('ShopUS'), countries: ['US'] }],
};

it('the account of a cart without a country is that of where it is billed or delivered, in one place or several', () => {
  const totalPrice = { currencyCode: 'USD' };
  const us = { country: 'US' };
  for (const cart of [
    { country: 'US' },
    { billingAddress: us },
    { shippingAddress: us },
    { itemShippingAddresses: [us, { country: 'CA' }] },
    { shipping: [{ shippingAddress: us }] as never },
  ])
    expect(accountOfCart({ adyen }, { totalPrice, ...cart })).toBe('ShopUS');
  expect(accountOfCart({ adyen }, { totalPrice, country: 'CA', shippingAddress: us })).toBe('Usual');
});
