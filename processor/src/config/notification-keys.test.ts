import { describe, expect, it } from 'vitest';
import { toMerchantAccount } from '../identifiers.ts';
import { configuredKeys } from './notification-keys.ts';

const account = toMerchantAccount;
const settings = {
  merchantAccount: account('Usual'),
  merchantAccounts: [
    { merchantAccount: account('Own'), hmacKeys: ['own'], tokenizationHmacKeys: ['own-token'] },
    { merchantAccount: account('Standard'), hmacKeys: ['standard'] },
    { merchantAccount: account('Without'), currencies: ['GBP'] },
    { merchantAccount: account('Twice'), stores: ['a'], hmacKeys: ['twice'] },
    { merchantAccount: account('Twice'), stores: ['b'] },
  ],
  hmacKeys: ['usual'],
  tokenizationHmacKeys: ['usual-token'],
};
const all = {
  standard: ['usual', 'own', 'standard', 'twice'],
  tokenization: 'usual-token own-token standard twice',
};

describe('the configured keys', () => {
  it.each([
    ['Usual', ['usual'], ['usual-token']],
    ['Own', ['own'], ['own-token']],
    ['Standard', ['standard'], ['standard']],
    ['Without', ['usual'], ['usual-token']],
    ['Twice', ['twice'], ['twice']],
    ['Stranger', all.standard, all.tokenization.split(' ')],
  ])('of %s are %j, and %j of tokenization webhooks', (name, standard, tokenization) => {
    expect(configuredKeys(settings, 'standard')(account(name))).toEqual(standard);
    expect(configuredKeys(settings, 'tokenization')(account(name))).toEqual(tokenization);
  });

  it('are all of them where no account is named', () => {
    expect(configuredKeys(settings, 'standard')()).toEqual(all.standard);
  });

  it('of the usual account include those of an entry that names it', () => {
    const merchantAccounts = [{ merchantAccount: account('Usual'), hmacKeys: ['further'] }];
    const keys = configuredKeys({ ...settings, merchantAccounts }, 'standard');
    expect(keys(account('Usual'))).toEqual(['usual', 'further']);
  });
});
