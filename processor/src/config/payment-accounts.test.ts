import { expect, it } from 'vitest';
import { toMerchantAccount } from '../identifiers.ts';
import { paymentOf } from '../ledger/test-payment.ts';
import { accountOfPayment, isInAccount, isInOwnAccount } from './payment-accounts.ts';

const usual = toMerchantAccount('Usual');
const further = toMerchantAccount('Further');

const config = {
  adyen: { merchantAccount: usual, merchantAccounts: [{ merchantAccount: further }] },
  storedPaymentMethods: { interfaceAccount: 'brand-a' },
};

it.each([
  ['no account', undefined, { account: 'Usual', isOwn: true, mayBeFurther: true }],
  ['the usual account', 'Usual', { account: 'Usual', isOwn: true, mayBeFurther: false }],
  ['a further account', 'Further', { account: 'Further', isOwn: true, mayBeFurther: true }],
  ['an account that is not configured', 'Gone', { account: 'Gone', isOwn: false, mayBeFurther: false }],
  ['the chosen interface account', 'brand-a', { account: 'Usual', isOwn: true, mayBeFurther: true }],
])('a Payment that names %s', (_name, interfaceAccount, expected) => {
  const payment = paymentOf({ centAmount: 1, currencyCode: 'EUR' }, []);
  const paymentMethodInfo = {
    ...payment.paymentMethodInfo,
    ...(interfaceAccount !== undefined && { interfaceAccount }),
  };
  const named = { ...payment, paymentMethodInfo };
  expect({
    account: accountOfPayment(config, named),
    isOwn: isInOwnAccount(config, named),
    mayBeFurther: isInAccount(config, named, further),
  }).toEqual(expected);
});
