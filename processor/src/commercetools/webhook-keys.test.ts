import { expect, it } from 'vitest';
import { config } from '../adyen/requests/test-cart.ts';
import { unauthenticated } from '../errors.ts';
import { toMerchantAccount } from '../identifiers.ts';
import { createWebhookKeys } from './webhook-keys.ts';

const keyOf = (digit: string) => digit.repeat(64);
const webhooks = [
  { id: 'WH1', merchantAccount: 'SandboxMerchant', kind: 'standard', url: 'x', hmacKeys: [keyOf('a')] },
  { id: 'WH2', merchantAccount: 'ShopUS', kind: 'standard', url: 'x', hmacKeys: [keyOf('b')] },
  { id: 'WH3', merchantAccount: 'AnotherDeployment', kind: 'standard', url: 'y', hmacKeys: [keyOf('c')] },
  { id: 'WH4', merchantAccount: 'ShopUS', kind: 'tokenization', url: 'x', hmacKeys: [keyOf('d')] },
];
const usual = keyOf('0');
const settings = {
  ...config,
  adyen: {
    ...config.adyen,
    managementApiKey: 'key',
    merchantAccounts: [{ merchantAccount: toMerchantAccount('ShopUS') }],
    hmacKeys: [usual],
  },
};

it.each([
  ['SandboxMerchant', [usual, keyOf('a')]],
  ['ShopUS', [usual, keyOf('b')]],
  ['Stranger', [usual, keyOf('a'), keyOf('b'), keyOf('c')]],
])('the keys that a deployment made for %s are of no other account', async (account, expected) => {
  const customObjects = { get: () => Promise.resolve({ webhooks }) };
  const keys = createWebhookKeys(settings, customObjects, () => new Date());
  let looked = 0;
  const found = await keys.verified('standard', (keysOf) => {
    looked += 1;
    // They are looked at where no known key has signed.
    if (looked === 1) throw unauthenticated('unsigned');
    return keysOf(toMerchantAccount(account));
  });
  expect(found).toEqual(expected);
});
