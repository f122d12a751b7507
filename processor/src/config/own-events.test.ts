import { expect, it } from 'vitest';
import { toMerchantAccount } from '../identifiers.ts';
import { otherOrigin } from './own-events.ts';

const account = toMerchantAccount;
const merchantAccounts = [{ merchantAccount: account('ShopUS') }];

it.each([
  ['TEST', 'Usual', undefined, undefined],
  ['TEST', 'ShopUS', false, undefined],
  ['TEST', 'Usual', true, 'environment'],
  ['LIVE', 'Usual', undefined, undefined],
  ['LIVE', 'ShopUS', true, undefined],
  ['LIVE', 'Usual', false, 'environment'],
  ['LIVE', 'Stranger', true, 'merchant account'],
] as const)('%s: an event of %s with live %s is of another %s', (environment, name, live, expected) => {
  const adyen = { environment, merchantAccount: account('Usual'), merchantAccounts };
  expect(otherOrigin({ adyen }, { merchantAccount: account(name), live })).toBe(expected);
});
