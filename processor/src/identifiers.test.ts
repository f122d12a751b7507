import type { Cart, Payment, Transaction } from '@commercetools/platform-sdk';
import { describe, expect, test } from 'vitest';
import {
  cartIdOf,
  paymentIdOf,
  pspReferenceOf,
  toAdyenIdempotencyKey,
  toPaymentId,
  toPspReference,
  transactionIdOf,
  type AdyenIdempotencyKey,
  type CartId,
  type IdempotencyKey,
  type MerchantAccount,
  type PaymentId,
  type PspReference,
  type TransactionId,
} from './identifiers.ts';
import {
  adyenIdempotencyKey,
  cartId,
  idempotencyKey,
  merchantAccount,
  paymentId,
  pspReference,
  transactionId,
} from './test-support/identifiers.ts';

const payment = { id: 'P', interfaceId: 'A', transactions: [] } as unknown as Payment;
const cart = { id: 'C', lineItems: [] } as unknown as Cart;
const transaction = { id: 'T' } as unknown as Transaction;

test.each([
  ['PaymentId', paymentId],
  ['CartId', cartId],
  ['TransactionId', transactionId],
  ['PspReference', pspReference],
  ['IdempotencyKey', idempotencyKey],
  ['AdyenIdempotencyKey', adyenIdempotencyKey],
  ['MerchantAccount', merchantAccount],
])('a %s is the text that it was made of', (_name, make) => {
  expect(make('text')).toBe('text');
});

test('a resource of commercetools says its own', () => {
  expect(paymentIdOf(payment)).toBe('P');
  expect(cartIdOf(cart)).toBe('C');
  expect(transactionIdOf(transaction)).toBe('T');
  expect(pspReferenceOf(payment)).toBe('A');
});

test('a Payment without an answer of Adyen has no reference', () => {
  const { interfaceId: _absent, ...unanswered } = payment;
  expect(pspReferenceOf(unanswered)).toBeUndefined();
});

// The compiler checks these: a line after `@ts-expect-error` that it accepts is an error.
describe('the compiler', () => {
  const takesPaymentId = (id: PaymentId): string => id;
  const takesCartId = (id: CartId): string => id;
  const takesTransactionId = (id: TransactionId): string => id;
  const takesPspReference = (reference: PspReference): string => reference;
  const takesMerchantAccount = (name: MerchantAccount): string => name;
  const takesIdempotencyKey = (key: IdempotencyKey): string => key;
  const takesAdyenIdempotencyKey = (key: AdyenIdempotencyKey): string => key;

  test('takes an identifier for itself, and for a text', () => {
    const texts: string[] = [takesPaymentId(paymentId('P')), cartId('C'), merchantAccount('M')];
    expect(texts).toEqual(['P', 'C', 'M']);
  });

  test('takes no plain text for an identifier', () => {
    // @ts-expect-error a plain text is no PaymentId
    takesPaymentId('P');
    // @ts-expect-error the SDK's id is a plain text
    takesCartId(cart.id);
    // @ts-expect-error a plain text is no TransactionId
    takesTransactionId('T');
    // @ts-expect-error the SDK's interfaceId is a plain text
    takesPspReference(payment.interfaceId ?? '');
    // @ts-expect-error a plain text is no MerchantAccount
    takesMerchantAccount('M');
    // @ts-expect-error a plain text is no IdempotencyKey
    takesIdempotencyKey('K');
    // @ts-expect-error a plain text is no AdyenIdempotencyKey
    takesAdyenIdempotencyKey('K');
  });

  test('takes no identifier for another', () => {
    // @ts-expect-error a CartId is no PaymentId
    takesPaymentId(cartId('C'));
    // @ts-expect-error a PaymentId is no CartId
    takesCartId(paymentId('P'));
    // @ts-expect-error a PaymentId is no TransactionId
    takesTransactionId(paymentId('P'));
    // @ts-expect-error a PaymentId is no PspReference
    takesPspReference(paymentId('P'));
    // @ts-expect-error a PspReference is no MerchantAccount
    takesMerchantAccount(pspReference('A'));
    // @ts-expect-error the key of a caller is not the key that Adyen gets
    takesAdyenIdempotencyKey(idempotencyKey('K'));
    // @ts-expect-error the key that Adyen gets is not the key of a caller
    takesIdempotencyKey(adyenIdempotencyKey('K'));
    // @ts-expect-error a PspReference is no TransactionId
    takesTransactionId(pspReference('A'));
  });

  test('compares no identifier with another', () => {
    // @ts-expect-error a PaymentId never equals a CartId
    expect(paymentId('P') === cartId('C')).toBe(false);
  });

  test('makes no identifier of another, nor of another resource', () => {
    // @ts-expect-error a CartId does not become a PaymentId
    toPaymentId(cartId('C'));
    // @ts-expect-error the key of a caller does not become the key that Adyen gets
    toAdyenIdempotencyKey(idempotencyKey('K'));
    // @ts-expect-error a TransactionId does not become a PspReference
    toPspReference(transactionId('T'));
    // @ts-expect-error a cart is no Payment
    paymentIdOf(cart);
    // @ts-expect-error a Payment is no cart
    cartIdOf(payment);
  });
});
