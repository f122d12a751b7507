import { describe, expect, it } from 'vitest';
import { merchantAccount } from '../../test-support/identifiers.ts';
import { paymentMethodsAnswer } from '../responses.ts';
import {
  checkoutNames,
  isAllowed,
  toAdyenType,
  toCheckoutName,
} from '../../payment-methods/payment-method-names.ts';
import { buildPaymentMethodsRequest, filterPaymentMethods } from './payment-methods-request.ts';
import { cart } from './test-cart.ts';

describe('names of payment methods', () => {
  it('are Checkout’s 28, each with a type of its own', () => {
    const names = checkoutNames();
    expect(names).toHaveLength(28);
    expect(new Set(names.map((name) => toAdyenType(name))).size).toBe(28);
    expect(names.map((name) => toCheckoutName(toAdyenType(name)))).toEqual(names);
  });

  it.each([
    ['card', 'scheme'],
    ['fpx', 'molpay_ebanking_fpx_MY'],
    ['ideal', 'ideal'],
    ['multibanco', 'multibanco'],
  ])('%s is Adyen’s %s', (name, type) => expect(toAdyenType(name)).toBe(type));

  it.each<[string, string[], boolean]>([
    ['scheme', [], true],
    ['scheme', ['card'], true],
    ['scheme', ['scheme'], true],
    ['networkToken', ['card'], true],
    ['scheme', ['ideal'], false],
    ['giftcard', ['card'], false],
    ['giftcard', ['giftcard'], true],
    ['klarna', ['klarna_pay_later'], true],
    ['klarna', ['klarna_pay_now'], false],
    ['constructor', ['card'], false],
  ])('%s with %j allowed: %s', (type, allowed, expected) => expect(isAllowed(type, allowed)).toBe(expected));
});

it('asks for methods of the cart’s country and language, and for stored ones of customers only', () => {
  const input = {
    merchantAccount: merchantAccount('SandboxMerchant'),
    amount: { centAmount: 2500, currencyCode: 'EUR' },
  };
  const request = {
    merchantAccount: 'SandboxMerchant',
    amount: { value: 2500, currency: 'EUR' },
    channel: 'Web',
  };
  const { billingAddress, ...guest } = cart({ locale: 'nb-NO', country: 'NO' });
  expect(
    buildPaymentMethodsRequest({ ...input, cart: { ...guest, customerId: '' }, withStored: true }),
  ).toEqual({
    ...request,
    countryCode: 'NO',
    shopperLocale: 'no-NO',
  });
  expect(billingAddress).toBeDefined();
  expect(buildPaymentMethodsRequest({ ...input, cart: cart(), withStored: true })).toHaveProperty(
    'shopperReference',
  );
  expect(buildPaymentMethodsRequest({ ...input, cart: cart() })).not.toHaveProperty('shopperReference');
});

it('filters methods and stored methods, and keeps the rest of Adyen’s answer', () => {
  const answer = paymentMethodsAnswer.parse({
    groups: [{ name: 'Cards' }],
    paymentMethods: [
      { type: 'scheme', name: 'Cards', brands: ['visa'] },
      { type: 'ideal', issuers: [{ id: '1' }] },
    ],
    storedPaymentMethods: [
      { id: 'T1', type: 'scheme', brand: 'visa' },
      { id: 'T2', type: 'sepadirectdebit' },
    ],
  });
  expect(filterPaymentMethods(answer, ['card'])).toEqual({
    groups: [{ name: 'Cards' }],
    paymentMethods: [{ type: 'scheme', name: 'Cards', brands: ['visa'] }],
    storedPaymentMethods: [{ id: 'T1', type: 'scheme', brand: 'visa' }],
  });
  expect(filterPaymentMethods(answer, [])).toEqual(answer);
});
