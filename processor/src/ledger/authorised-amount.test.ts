import type { Payment } from '@commercetools/platform-sdk';
import { describe, expect, test } from 'vitest';
import { pspReference, transactionId } from '../test-support/identifiers.ts';
import { fc } from '../test-support/properties.ts';
import { requestedAmountOf, standing } from './authorised-amount.ts';
import { balanceOf } from './balance.ts';
import type { LedgerEntry } from './entry.ts';
import { settle } from './settle.ts';
import { payment, authorised, entry, told, typed } from './test-entries.ts';
import { eur, tellWithoutMemory } from './test-history.ts';
import { viewsOf } from './transaction-view.ts';

const attempt = () => payment({});
const authorisation = (centAmount: number, more: object = {}): LedgerEntry =>
  entry({ amount: eur(centAmount), ...more });
const charge = (centAmount: number): LedgerEntry =>
  entry({ type: 'Charge', fact: 'captured', amount: eur(centAmount), reference: 'A1' });

const lines = ({ transactions }: Payment) =>
  transactions.map(({ type, state, amount }) => `${type} ${state} ${amount.centAmount}`);
const standingLines = (paid: Payment) => lines(paid).filter((line) => !line.includes('Failure'));

describe('an authorisation of another amount than was asked for', () => {
  test.each([600, 1200])('takes the place of the intent, and the plan follows: %d', (centAmount) => {
    const after = told(attempt(), authorisation(centAmount));
    expect(lines(after)).toEqual(['Authorization Failure 1000', `Authorization Success ${centAmount}`]);
    expect(after.amountPlanned.centAmount).toBe(centAmount);
    expect(balanceOf(after)).toMatchObject({ authorised: centAmount, held: centAmount });
    expect(after.transactions[0]?.custom?.fields['reason']).toContain(`${centAmount / 100}.00 EUR`);
    expect(after.transactions.map(({ interactionId }) => interactionId)).toEqual(['A1', 'A1']);
    expect(settle(after, [authorisation(centAmount)])).toMatchObject({ actions: [], notices: [] });
  });

  test('hands over what is known, and its date', () => {
    const start = payment({
      custom: typed({ facts: ['pending', 'started'], requestDigest: 'd1', order: 'ORDER1', reason: 'r' }),
      state: 'Pending',
    });
    const [, successor] = told(start, authorisation(600, { at: '2026-01-02T00:00:00.000Z' })).transactions;
    expect(successor?.timestamp).toBe('2026-01-02T00:00:00.000Z');
    expect(successor?.custom?.fields).toEqual({
      facts: ['authorised', 'pending', 'started'],
      requestDigest: 'd1',
      order: 'ORDER1',
      reason: 'r',
      eventDate: '2026-01-02T00:00:00.000Z',
    });
  });

  test('is noticed once, and counts as newly authorised once', () => {
    const first = settle(attempt(), [authorisation(600)]);
    expect(first.notices).toMatchObject([{ code: 'AmountMismatch' }]);
    expect(first.newlyAuthorised).toEqual(['A1']);
    expect(settle(told(attempt(), authorisation(600)), [authorisation(600)]).newlyAuthorised).toEqual([]);
  });

  test('is the smaller of two amounts that Adyen reports, whichever came first', () => {
    for (const order of [
      [1000, 600],
      [600, 1000],
    ]) {
      const after = order.reduce((paid, amount) => told(paid, authorisation(amount)), attempt());
      expect(standingLines(after)).toEqual(['Authorization Success 600']);
      expect(after.amountPlanned.centAmount).toBe(600);
    }
  });

  test('takes its charge with it where it was captured at once', () => {
    const first = told(attempt(), authorisation(1000), charge(1000));
    const after = told(first, authorisation(600), charge(600));
    expect(standingLines(after)).toEqual(['Authorization Success 600', 'Charge Success 600']);
    expect(balanceOf(after)).toMatchObject({ captured: 600, held: 600, refundable: 600 });
  });

  test('leaves a capture that somebody asked for as it is', () => {
    const capture = entry({
      type: 'Charge',
      fact: 'captured',
      pspReference: pspReference('C1'),
      amount: eur(400),
    });
    expect(standingLines(told(attempt(), authorisation(600), capture))).toEqual([
      'Authorization Success 600',
      'Charge Success 400',
    ]);
  });

  test('is found by what follows: adjustments, expiry, later answers', () => {
    const adjustment = {
      type: 'Adjustment',
      authorisation: pspReference('A1'),
      pspReference: pspReference('J1'),
      amount: eur(800),
      at: '2026-01-01T00:00:00.000Z',
    } as const;
    const expired = entry({ fact: 'expired', amount: eur(600), amountMayDiffer: true });
    const refused = entry({ fact: 'refused', amount: eur(1000) });
    const after = told(attempt(), authorisation(600), refused, adjustment, expired);
    expect(after.amountPlanned.centAmount).toBe(800);
    expect(standingLines(after)).toEqual(['Authorization Success 600', 'CancelAuthorization Success 600']);
  });

  test('in another currency is noticed and changes no amount', () => {
    const foreign = entry({ amount: { centAmount: 700, currencyCode: 'USD' } });
    expect(lines(told(attempt(), foreign))).toEqual(['Authorization Success 1000']);
    expect(settle(attempt(), [foreign]).notices).toHaveLength(1);
  });

  test('is applied once where nothing can be remembered', () => {
    const once = tellWithoutMemory(attempt(), [authorisation(600)]);
    expect(lines(once)).toEqual(['Authorization Failure 1000', 'Authorization Success 600']);
    expect(lines(tellWithoutMemory(once, [authorisation(600)], [authorisation(1000)]))).toEqual(lines(once));
  });
});

test('what PayPal’s order was changed to is the plan, and no contradiction when it is authorised', () => {
  const planned = told(attempt(), { type: 'Plan', amount: eur(1200) });
  expect(planned.amountPlanned.centAmount).toBe(1200);
  expect(settle(planned, [authorisation(1200)]).notices).toEqual([]);
  expect(standingLines(told(planned, authorisation(1200)))).toEqual(['Authorization Success 1200']);
  expect(told(planned, authorisation(1000)).amountPlanned.centAmount).toBe(1000);
});

test('every order of what Adyen says of the amounts ends with the same money', () => {
  const saying = fc.constantFrom<LedgerEntry[]>(
    [authorisation(1000), charge(1000)],
    [authorisation(600), charge(600)],
    [entry({ fact: 'action' })],
    [entry({ fact: 'refused' })],
    [entry({ fact: 'expired', amount: eur(1000), amountMayDiffer: true })],
    [entry({ type: 'Refund', fact: 'refunded', pspReference: pspReference('R1'), amount: eur(100) })],
  );
  const tell = (steps: readonly LedgerEntry[][]) =>
    steps.reduce((paid, step) => told(paid, ...step), attempt());
  const histories = fc
    .array(saying, { maxLength: 8 })
    .chain((steps) => fc.tuple(fc.constant(steps), fc.shuffledSubarray(steps, { minLength: steps.length })));
  fc.assert(
    fc.property(histories, ([one, other]) => {
      expect(balanceOf(tell(one))).toEqual(balanceOf(tell(other)));
      expect(standingLines(tell(one)).sort()).toEqual(standingLines(tell(other)).sort());
      expect(standingLines(tell([...one, ...one]))).toEqual(standingLines(tell(one)));
    }),
  );
});

test('an authorisation of another provider, or of an older version, is left as it is', () => {
  const start = { ...payment(authorised()), amountPlanned: payment().amountPlanned };
  expect(
    settle(start, [entry({ type: 'Refund', fact: 'refunded', pspReference: pspReference('R1') })]).actions,
  ).toHaveLength(1);
});

describe('an attempt that is made anew for another amount', () => {
  const anew = (centAmount: number): LedgerEntry => ({
    type: 'Request',
    transactionId: transactionId('transaction-0'),
    amount: eur(centAmount),
    at: '2026-01-01T00:00:00.000Z',
  });
  const started = () =>
    payment({
      custom: typed({ facts: ['started', 'unsent'], requestDigest: 'd1', order: 'ORDER1', cart: 'CART' }),
    });

  test('has an intent of its own, which remembers the same request', () => {
    const after = told(started(), anew(800));
    expect(lines(after)).toEqual(['Authorization Failure 1000', 'Authorization Initial 800']);
    expect(after.amountPlanned.centAmount).toBe(800);
    expect(after.transactions[1]?.custom?.fields).toEqual({
      facts: ['started'],
      requestDigest: 'd1',
      order: 'ORDER1',
      cart: 'CART',
    });
    expect(after.transactions[1]?.timestamp).toBe('2026-01-01T00:00:00.000Z');
    expect(after.transactions[0]?.custom?.fields['reason']).toBe('Made anew for 8.00 EUR');
    expect(requestedAmountOf(viewsOf(after))).toEqual(eur(800));
    expect(settle(after, [anew(800)]).actions).toEqual([]);
    const whole = told(payment({ custom: typed({ facts: ['started'] }) }), anew(800));
    expect(whole.transactions[1]?.custom?.fields).toStrictEqual({ facts: ['started'] });
  });

  test('is authorised over what Adyen says, also where an earlier request had arrived', () => {
    const late = told(told(started(), anew(800)), authorisation(1000));
    expect(standingLines(late)).toEqual(['Authorization Success 1000']);
    expect(requestedAmountOf(viewsOf(late))).toEqual(eur(800));
  });

  test('is one operation, although the response to the request before it comes first', () => {
    const answer = (id: string) => authorisation(1000, { transactionId: id });
    const one = told(started(), anew(800), answer('transaction-0'), answer('transaction-1'));
    const other = told(started(), anew(800), answer('transaction-1'), answer('transaction-0'));
    for (const after of [one, other]) expect(standingLines(after)).toEqual(['Authorization Success 1000']);
  });

  test('takes the place of the intent also where nothing can be remembered', () => {
    const after = tellWithoutMemory(attempt(), [anew(800)]);
    expect(requestedAmountOf(viewsOf(after))).toEqual(eur(800));
    const [intent, successor] = viewsOf(after);
    expect(standing(viewsOf(after), 'Authorization').map(({ id }) => id)).toEqual([successor?.id]);
    const paid = tellWithoutMemory(after, [authorisation(800, { transactionId: intent?.id })]);
    expect(lines(paid)).toEqual(['Authorization Failure 1000', 'Authorization Success 800']);
  });

  test('is not, once Adyen has answered, or for the same amount', () => {
    expect(settle(told(started(), entry({ fact: 'action' })), [anew(800)]).actions).toEqual([]);
    expect(settle(started(), [anew(1000)]).actions).toEqual([]);
  });
});
