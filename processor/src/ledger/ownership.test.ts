import { expect, test } from 'vitest';
import { isOurs } from './ownership.ts';
import { paymentOf } from './test-payment.ts';

const payment = (paymentInterface: string | undefined, key?: string, fields?: Record<string, unknown>) => ({
  ...paymentOf({ centAmount: 1000, currencyCode: 'EUR' }, [
    fields ? { custom: { type: { typeId: 'type' as const, id: 'type' }, fields } } : {},
  ]),
  paymentMethodInfo: { ...(paymentInterface !== undefined && { paymentInterface }) },
  ...(key !== undefined && { key }),
});

test.each([
  [payment('checkout-integration-of-the-merchant', 'adyen-4f1c'), true],
  [payment('checkout-adyen'), true],
  [payment('ctp-adyen-integration', 'ORDER-1'), true],
  [payment('another-name', undefined, { facts: ['authorised'] }), true],
  [payment('stripe'), false],
  [payment('stripe', 'ORDER-1'), false],
  [payment('stripe', undefined, { facets: ['x'] }), false],
  [payment(undefined), false],
])('%#: is ours by its key, its interface or what we wrote on it', (given, expected) => {
  expect(isOurs(given)).toBe(expected);
});
