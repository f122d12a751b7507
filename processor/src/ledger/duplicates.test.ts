import type { Payment, Transaction } from '@commercetools/platform-sdk';
import { describe, expect, test } from 'vitest';
import { paymentId } from '../test-support/identifiers.ts';
import { fc } from '../test-support/properties.ts';
import { isCovered, surplusOf, type SurplusRules } from './duplicates.ts';
import { paymentOf } from './test-payment.ts';

const RUNS = Number(process.env['LEDGER_RUNS'] ?? 10_000) / 5;
const cents = (centAmount: number, currencyCode = 'EUR') => ({
  type: 'centPrecision' as const,
  centAmount,
  currencyCode,
  fractionDigits: 2,
});
const cart = { totalPrice: cents(1000) };
const at = (second: number): string => `2026-01-01T10:00:0${second}.000Z`;

/** Paid at a second of one minute; beside its authorisation the transactions named, e.g. `Refund Pending 300`. */
const paid = (id: string, second: number, centAmount = 1000, ...more: string[]): Payment => ({
  ...paymentOf(cents(centAmount), [
    { type: 'Authorization', state: 'Success', timestamp: at(second), amount: cents(centAmount) },
    ...more.map((text): Partial<Transaction> => {
      const [type, state, amount] = text.split(' ') as [Transaction['type'], Transaction['state'], string];
      return { type, state, amount: cents(Number(amount)) };
    }),
  ]),
  id,
});
const by = (payment: Payment, paymentInterface: string, method = 'scheme'): Payment => ({
  ...payment,
  paymentMethodInfo: { paymentInterface, method },
});
const foreign = (...args: Parameters<typeof paid>): Payment => by(paid(...args), 'another-psp');
const voucher = (...args: Parameters<typeof paid>): Payment => by(paid(...args), 'checkout-adyen', 'oxxo');

const isReturnable: SurplusRules['isReturnable'] = ({ paymentMethodInfo: { method } }) => method !== 'oxxo';

const surplus = (payments: Payment[], rules: Partial<SurplusRules> = {}, of: typeof cart = cart) => {
  const { reversible, stuck } = surplusOf(of, payments, { isReturnable, ...rules });
  return [reversible, stuck].map((list) => list.map(({ id }) => id));
};

describe('the surplus of a cart', () => {
  test.each<[string, Payment[], reversible: string[], stuck: string[]]>([
    ['is nothing of one payment', [paid('a', 0)], [], []],
    ['is the payment that was authorised last', [paid('b', 0), paid('a', 1)], ['a'], []],
    ['is decided by id where both were authorised at once', [paid('c', 0), paid('b', 0)], ['c'], []],
    ['is all but one', [paid('c', 3), paid('a', 1), paid('d', 4), paid('b', 2)], ['d', 'c', 'b'], []],
    ['is nothing of parts', [paid('a', 0, 300), paid('b', 1, 700)], [], []],
    [
      'is all that is late beside parts',
      [paid('a', 0, 300), paid('b', 1, 300), paid('c', 2, 400), paid('d', 3, 700), paid('e', 4, 700)],
      ['e', 'd'],
      [],
    ],
    ['is every part beside a payment of everything', [paid('a', 0, 300), paid('b', 1, 1000)], ['a'], []],
    ['does not leave the cart unpaid', [paid('a', 0, 600), paid('b', 1, 600)], [], []],
    [
      'is nothing that is over',
      [paid('a', 0), paid('b', 1, 1000, 'CancelAuthorization Success 1000')],
      [],
      [],
    ],
    [
      'no longer holds what is being cancelled or refunded',
      [
        paid('a', 0, 1000, 'CancelAuthorization Pending 1000'),
        paid('b', 1, 1000, 'Charge Success 1000', 'Refund Initial 1000'),
        paid('c', 2),
        paid('d', 3),
      ],
      ['d'],
      [],
    ],
    [
      'is the same payment again once its cancellation has failed',
      [paid('a', 0), paid('b', 1, 1000, 'CancelAuthorization Failure 1000')],
      ['b'],
      [],
    ],
    [
      'is what is captured of a payment whose rest has expired',
      [paid('a', 0), paid('b', 1, 1000, 'Charge Success 250', 'CancelAuthorization Success 750')],
      ['b'],
      [],
    ],
    ['is not what was captured in part', [paid('a', 0), paid('b', 1, 1000, 'Charge Success 250')], ['a'], []],
    [
      'is what was captured in part where more than one was',
      [paid('a', 0, 1000, 'Charge Success 1'), paid('b', 1, 1000, 'Charge Success 250')],
      ['b'],
      [],
    ],
    [
      'is not what was captured in part, although some of that was refunded since',
      [paid('a', 0), paid('b', 1, 1000, 'Charge Success 500', 'Refund Success 250')],
      ['a'],
      [],
    ],
    [
      'is nothing where what was refunded was paid again',
      [paid('a', 0, 1000, 'Charge Success 500', 'Refund Success 250'), paid('b', 1, 250)],
      [],
      [],
    ],
    [
      'is what was captured in part once all of that is refunded',
      [paid('a', 0), paid('b', 1, 1000, 'Charge Success 500', 'Refund Success 500')],
      ['b'],
      [],
    ],
    ['is ours beside another provider’s', [paid('a', 0), foreign('b', 1)], ['a'], []],
    ['is another provider’s part that ours covers', [paid('a', 0), foreign('b', 1, 300)], [], ['b']],
    ['is nothing where all are another provider’s', [foreign('a', 0), foreign('b', 1)], [], []],
    ['is not what cannot be returned', [paid('a', 0), voucher('b', 1)], ['a'], []],
    ['is stuck where nothing can be returned', [voucher('a', 0), voucher('b', 1)], [], ['b']],
    [
      'is nothing in another currency',
      [paid('a', 0), { ...paid('b', 1), amountPlanned: cents(1000, 'USD') }],
      [],
      [],
    ],
  ])('%s', (_what, payments, reversible, stuck) => {
    expect(surplus(payments)).toEqual([reversible, stuck]);
    expect(surplus(payments.toReversed())).toEqual([reversible, stuck]);
  });

  test.each(['Initial', 'Pending'] as const)(
    'is decided once the authorisation of what was captured is known: it is %s',
    (state) => {
      const whole = paid('a', 0);
      const captured = paid('b', 1, 1000, 'Charge Success 400');
      const [authorisation, ...others] = captured.transactions;
      const early = { ...captured, transactions: [{ ...authorisation, state } as Transaction, ...others] };
      expect(surplus([whole, early])).toEqual([[], []]);
      expect(surplus([whole, captured])).toEqual([['a'], []]);
      // Another provider's authorisation need not ever get another state.
      expect(surplus([whole, paid('c', 2), by(early, 'another-psp')])).toEqual([['c'], ['b']]);
    },
  );

  test('is not what the order references, however late it was authorised', () => {
    const payments = [paid('a', 0), paid('b', 1)];
    expect(surplus(payments, { orderedIds: new Set([paymentId('b')]) })).toEqual([['a'], []]);
    expect(surplus(payments, { orderedIds: new Set([paymentId('a'), paymentId('b')]) })).toEqual([['b'], []]);
  });

  test('counts to the smallest amount, and is nothing where nothing was to be paid', () => {
    const pair = [paid('a', 0, 1), paid('b', 1, 1)];
    expect(surplus(pair, {}, { totalPrice: cents(1) })).toEqual([['b'], []]);
    expect(surplus(pair, {}, { totalPrice: cents(0) })).toEqual([[], []]);
  });

  test('is decided by when the authorisation succeeded, not by what else happened', () => {
    const early = {
      ...paymentOf(cents(1000), [
        { type: 'Authorization', state: 'Failure', timestamp: at(9) },
        { type: 'Authorization', state: 'Success', timestamp: at(0) },
        { type: 'Charge', state: 'Success', timestamp: at(9) },
      ]),
      id: 'early',
    };
    expect(surplus([paid('late', 1), early])).toEqual([['late'], []]);
    // commercetools may not know when: then the Payment's own age has to do.
    const undated = { ...paymentOf(cents(1000), [{ state: 'Success' }]), id: 'undated' };
    expect(surplus([paid('late', 1), undated])).toEqual([['late'], []]);
    expect(surplus([paid('late', 1), { ...undated, createdAt: '2026-01-02T00:00:00.000Z' }])).toEqual([
      ['undated'],
      [],
    ]);
  });
});

describe('a cart is covered', () => {
  test.each<[string, Payment[], of: typeof cart, expected: boolean]>([
    ['by nothing', [], cart, false],
    ['by a payment of everything', [paid('a', 0)], cart, true],
    ['by parts, also of another provider', [paid('a', 0, 300), foreign('b', 1, 700)], cart, true],
    ['by less than its total', [paid('a', 0, 999)], cart, false],
    ['by what is being reversed', [paid('a', 0, 1000, 'CancelAuthorization Pending 1000')], cart, false],
    ['in another currency', [{ ...paid('a', 0), amountPlanned: cents(1000, 'USD') }], cart, false],
    ['although it is empty', [paid('a', 0)], { totalPrice: cents(0) }, false],
  ])('%s', (_what, payments, of, expected) => {
    expect(isCovered(of, payments)).toBe(expected);
  });
});

describe('of any payments of a cart', () => {
  const amount = fc.constantFrom(100, 300, 500, 700, 1000);
  const more = fc.constantFrom<string[]>(
    [],
    [],
    [],
    ['Charge Success 100'],
    ['Charge Success 100', 'Refund Pending 100'],
    ['CancelAuthorization Pending 100'],
    ['CancelAuthorization Failure 100'],
    ['CancelAuthorization Success 1000'],
  );
  const one = fc.record({
    amount,
    more,
    second: fc.nat(3),
    make: fc.constantFrom(paid, paid, paid, paid, foreign, voucher),
    isOrdered: fc.boolean(),
  });
  const story = fc.array(one, { maxLength: 8 }).map((all) => ({
    payments: all.map(({ make, second, amount: centAmount, more: transactions }, index) =>
      make(`p${index}`, second, centAmount, ...transactions),
    ),
    rules: {
      isReturnable,
      orderedIds: new Set(all.flatMap(({ isOrdered }, index) => (isOrdered ? [paymentId(`p${index}`)] : []))),
    },
  }));
  const TOTAL = 1000;

  /** What it holds in the end, in the simplest words: nothing is left of what is being cancelled. */
  const holds = ({ transactions }: Payment): number => {
    const sum = (type: string, ...states: string[]) =>
      transactions
        .filter((one_) => one_.type === type && states.includes(one_.state))
        .reduce((total, { amount: { centAmount } }) => total + centAmount, 0);
    if (sum('CancelAuthorization', 'Initial', 'Pending', 'Success') > 0) return 0;
    return sum('Authorization', 'Success') - sum('Refund', 'Initial', 'Pending', 'Success');
  };
  const sumOf = (payments: readonly Payment[]): number =>
    payments.reduce((total, payment) => total + holds(payment), 0);

  test('the rest covers the total, nothing of it can be spared, and the order of the list does not matter', () => {
    fc.assert(
      fc.property(story, fc.infiniteStream(fc.nat()), ({ payments, rules }, numbers) => {
        const { reversible, stuck } = surplusOf(cart, payments, rules);
        const rest = payments.filter((payment) => !reversible.includes(payment));
        if (reversible.length + stuck.length > 0) expect(sumOf(rest)).toBeGreaterThanOrEqual(TOTAL);
        for (const payment of rest) {
          const { paymentInterface, method } = payment.paymentMethodInfo;
          if (holds(payment) === 0 || paymentInterface !== 'checkout-adyen' || method === 'oxxo') continue;
          expect(sumOf(rest) - holds(payment)).toBeLessThan(TOTAL);
        }
        expect(reversible.every(({ paymentMethodInfo: { method } }) => method !== 'oxxo')).toBe(true);
        expect(
          reversible.some(({ paymentMethodInfo }) => paymentMethodInfo.paymentInterface === 'another-psp'),
        ).toBe(false);
        const shuffled = payments
          .map((payment) => ({ payment, by: numbers.next().value as number }))
          .sort((a, b) => a.by - b.by)
          .map(({ payment }) => payment);
        expect(surplusOf(cart, shuffled, rules)).toEqual({ reversible, stuck });
      }),
      { numRuns: RUNS },
    );
  });

  test('what one instance sees being reversed changes nothing for what is left', () => {
    fc.assert(
      fc.property(story, fc.nat(), ({ payments, rules }, which) => {
        const { reversible } = surplusOf(cart, payments, rules);
        const first = reversible[which % Math.max(1, reversible.length)];
        if (!first) return;
        const cancelling = paid(first.id, 0, 1000, 'CancelAuthorization Initial 1000');
        const later = payments.map((payment) => (payment === first ? cancelling : payment));
        expect(surplusOf(cart, later, rules).reversible).toEqual(
          reversible.filter((payment) => payment !== first),
        );
      }),
      { numRuns: RUNS },
    );
  });
});
