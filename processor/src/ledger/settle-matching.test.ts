import type { Payment, Transaction } from '@commercetools/platform-sdk';
import { describe, expect, test } from 'vitest';
import { pspReference, transactionId } from '../test-support/identifiers.ts';
import { balanceOf } from './balance.ts';
import { settle } from './settle.ts';
import { paymentOf } from './test-payment.ts';
import { eur, AUTH, notified, modified, answered, tell, lines, attempt, authorised } from './test-history.ts';

describe('which transaction is meant', () => {
  const capturing = (...intents: Partial<Payment['transactions'][number]>[]) => {
    const amount = {
      type: 'centPrecision' as const,
      currencyCode: 'EUR',
      fractionDigits: 2,
      centAmount: 500,
    };
    return paymentOf(eur(1000), [
      { state: 'Success', interactionId: AUTH, interfaceId: AUTH },
      ...intents.map((intent) => ({ type: 'Charge', amount, ...intent })),
    ]);
  };

  test('a notification before the answer finds its intent by the reference sent to Adyen', () => {
    const told = tell(
      capturing({}, {}),
      modified('CAPTURE', 'C2', { merchantReference: 'transaction-2', amount: eur(500) }),
      answered({
        type: 'Charge',
        fact: 'accepted',
        transactionId: transactionId('transaction-2'),
        pspReference: pspReference('C2'),
        amount: eur(500),
      }),
    );
    expect(lines(told).slice(1)).toEqual(['Charge Initial - 500', 'Charge Success C2 500']);
  });

  test('a reference that the merchant chose is remembered on the intent', () => {
    const custom = { type: { typeId: 'type' as const, id: 'type' }, fields: { reference: 'invoice-7' } };
    const told = tell(
      capturing({ custom }),
      modified('CAPTURE', 'C1', { merchantReference: 'invoice-7', amount: eur(500) }),
    );
    expect(lines(told).slice(1)).toEqual(['Charge Success C1 500']);
  });

  test("somebody else's capture of the same amount leaves our intent alone", () => {
    const custom = { type: { typeId: 'type' as const, id: 'type' }, fields: { facts: ['requested'] } };
    const told = tell(
      capturing({ custom }),
      modified('CAPTURE', 'C9', { merchantReference: 'theirs', amount: eur(500) }),
    );
    expect(lines(told).slice(1)).toEqual(['Charge Initial - 500', 'Charge Success C9 500']);
  });

  test('an intent whose operation stands under another transaction already does not count twice', () => {
    const custom = { type: { typeId: 'type' as const, id: 'type' }, fields: { facts: ['requested'] } };
    const told = tell(
      capturing({ custom }),
      modified('CAPTURE', 'C1', { merchantReference: 'unknown', amount: eur(500) }),
      answered({
        type: 'Charge',
        fact: 'accepted',
        transactionId: transactionId('transaction-1'),
        pspReference: pspReference('C1'),
        amount: eur(500),
      }),
    );
    expect(balanceOf(told)).toMatchObject({ captured: 500, capturePending: 0 });
  });

  test('the end of a redirect may come under another pspReference than its beginning', () => {
    const told = tell(
      attempt(),
      answered({ fact: 'action', pspReference: pspReference('FIRST') }),
      notified('AUTHORISATION'),
    );
    expect(lines(told)).toEqual([`Authorization Success ${AUTH} 1000`]);
    expect(told.interfaceId).toBe('FIRST');
  });

  test('an answer without a reference belongs to its own transaction, whatever a notification said before', () => {
    const told = tell(
      attempt(),
      notified('AUTHORISATION'),
      answered({ fact: 'refused', pspReference: undefined }),
    );
    expect(lines(told)).toEqual([`Authorization Success ${AUTH} 1000`]);
  });

  test('a second authorisation of a finished attempt is a transaction of its own', () => {
    const told = tell(authorised(), notified('AUTHORISATION', { pspReference: pspReference('OTHER') }));
    expect(lines(told)).toEqual([`Authorization Success ${AUTH} 1000`, 'Authorization Success OTHER 1000']);
  });

  test('two disputes stay apart', () => {
    const told = tell(
      authorised(),
      modified('CHARGEBACK', 'D1', { amount: eur(300) }),
      modified('CHARGEBACK', 'D2', { amount: eur(200) }),
      modified('CHARGEBACK_REVERSED', 'D2', { amount: eur(200) }),
    );
    expect(lines(told).slice(1)).toEqual(['Chargeback Success D1 300', 'Chargeback Failure D2 200']);
  });
});

describe('several captures under one name of the merchant’s', () => {
  const named = (centAmount: number): Partial<Transaction> => ({
    type: 'Charge',
    amount: { type: 'centPrecision', fractionDigits: 2, ...eur(centAmount) },
    custom: { type: { typeId: 'type', id: 'type' }, fields: { facts: ['requested'], reference: 'ORDER' } },
  });
  const told = (reference: string, centAmount: number) =>
    modified('CAPTURE', reference, { merchantReference: 'ORDER', amount: eur(centAmount) });
  const accepted = (id: string, reference: string, centAmount: number) =>
    answered({
      type: 'Charge',
      fact: 'accepted',
      transactionId: transactionId(id),
      pspReference: pspReference(reference),
      amount: eur(centAmount),
    });

  test('are told apart by their amounts', () => {
    const payment = paymentOf(eur(1000), [{ state: 'Success', interactionId: AUTH }, named(300), named(500)]);
    const after = tell(
      payment,
      told('C500', 500),
      accepted('transaction-1', 'C300', 300),
      accepted('transaction-2', 'C500', 500),
      told('C300', 300),
    );
    expect(lines(after).slice(1)).toEqual(['Charge Success C300 300', 'Charge Success C500 500']);
  });

  test('may stand for each other where their amounts are equal', () => {
    const payment = paymentOf(eur(1000), [{ state: 'Success', interactionId: AUTH }, named(300), named(300)]);
    const after = tell(
      payment,
      told('C2', 300),
      accepted('transaction-2', 'C2', 300),
      accepted('transaction-1', 'C1', 300),
      told('C1', 300),
    );
    expect(lines(after).slice(1).sort()).toEqual(['Charge Success C1 300', 'Charge Success C2 300']);
  });

  test('is the only one, whatever its amount: that is applied, and told', () => {
    const payment = paymentOf(eur(1000), [{ state: 'Success', interactionId: AUTH }, named(300)]);
    expect(lines(tell(payment, told('C2', 200))).slice(1)).toEqual(['Charge Success C2 300']);
    expect(settle(payment, told('C2', 200)).notices.map(({ code }) => code)).toEqual(['AmountMismatch']);
  });
});
