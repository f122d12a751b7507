import type { Payment, Transaction } from '@commercetools/platform-sdk';
import { expect, it } from 'vitest';
import type { Modification, Payment as AdyenPayment } from '../../sandbox/adyen/books.ts';
import { judge } from './rules.ts';
import type { Snapshot } from './snapshot.ts';

const TOTAL = 1000;

const transaction = (
  type: Transaction['type'],
  centAmount: number,
  state: Transaction['state'] = 'Success',
): Transaction => ({
  id: `${type}-${centAmount}-${state}`,
  type,
  state,
  amount: { type: 'centPrecision', currencyCode: 'EUR', centAmount, fractionDigits: 2 },
});

const payment = (id: string, ...transactions: Transaction[]) => ({ id, transactions }) as unknown as Payment;

const authorisation = transaction('Authorization', TOTAL);

const modification = (kind: Modification['kind'], pspReference: string, value: number): Modification => ({
  pspReference,
  kind,
  amount: { currency: 'EUR', value },
  success: true,
  reason: '',
  undone: false,
  at: '',
});

const atAdyen = (merchantReference: string, changes: Partial<AdyenPayment> = {}) =>
  ({
    pspReference: `psp-${merchantReference}`,
    merchantReference,
    metadata: { cartId: 'cart' },
    request: { amount: { currency: 'EUR', value: TOTAL } },
    authorised: TOTAL,
    captured: 0,
    refunded: 0,
    cancelled: 0,
    chargedBack: 0,
    modifications: [],
    ...changes,
  }) as unknown as AdyenPayment;

const attempt = { cartId: 'cart' };
const cart = { id: 'cart', total: TOTAL, paymentIds: ['one'], owed: 0 };

/** One card payment that was captured in two parts; everything is right. */
const right: Snapshot = {
  carts: [cart],
  payments: [payment('one', authorisation, transaction('Charge', 400), transaction('Charge', 600))],
  atAdyen: [
    atAdyen('one', {
      captured: TOTAL,
      modifications: [modification('capture', 'C1', 400), modification('capture', 'C2', 600)],
    }),
  ],
  findings: [],
  requests: {
    attempts: [attempt],
    intents: [
      { paymentId: 'one', intent: 'capture' },
      { paymentId: 'one', intent: 'capture' },
    ],
  },
  madeAtAdyen: new Set(),
  keysUsedTwice: [],
  internalFaults: [],
  unacknowledged: [],
  replayed: { before: ['one'], after: ['one'] },
};

const twoPayments: Snapshot = {
  ...right,
  carts: [{ ...cart, paymentIds: ['one', 'two'] }],
  payments: [payment('one', authorisation), payment('two', authorisation)],
  atAdyen: [atAdyen('one'), atAdyen('two')],
  requests: { attempts: [attempt, attempt], intents: [] },
};

const reduced = (changes: Partial<AdyenPayment>, ...transactions: Transaction[]): Partial<Snapshot> => ({
  payments: [payment('one', authorisation, ...transactions)],
  atAdyen: [atAdyen('one', changes)],
});

it('finds nothing where both sides agree', () => {
  expect(judge(right)).toEqual([]);
});

it.each<[fault: string, changes: Partial<Snapshot>, verdict: string[]]>([
  [
    'a capture that is counted twice',
    { payments: [payment('one', authorisation, transaction('Charge', 1000), transaction('Charge', 400))] },
    ['commercetools says what Adyen did: one: commercetools says 1400 captured, Adyen 1000'],
  ],
  [
    'an authorisation that is not recorded',
    { payments: [payment('one', transaction('Charge', 1000))] },
    ['commercetools says what Adyen did: one: commercetools says 0 authorised, Adyen 1000'],
  ],
  [
    'a refund that failed and is recorded as a success',
    reduced({}, transaction('Refund', 300)),
    ['commercetools says what Adyen did: one: commercetools says 300 refunded, Adyen 0'],
  ],
  [
    'a cancellation that stays Pending',
    {
      ...reduced({ cancelled: 1000 }, transaction('CancelAuthorization', 1000, 'Pending')),
      carts: [{ ...cart, owed: 1000 }],
    },
    ['commercetools says what Adyen did: one: commercetools says 0 cancelled, Adyen 1000'],
  ],
  [
    'a chargeback that was reversed and still counts',
    reduced({}, transaction('Chargeback', 500)),
    ['commercetools says what Adyen did: one: commercetools says 500 charged back, Adyen 0'],
  ],
  [
    'a capture that was made twice for one request',
    { requests: { attempts: [attempt], intents: [{ paymentId: 'one', intent: 'capture' }] } },
    ['one request, one operation: one: 1 captures asked for, 2 made at Adyen'],
  ],
  [
    'a refund that was made twice for one request',
    {
      payments: [
        payment(
          'one',
          authorisation,
          transaction('Charge', 400),
          transaction('Charge', 600),
          transaction('Refund', 300),
          { ...transaction('Refund', 300), id: 'again' },
        ),
      ],
      carts: [{ ...cart, owed: 600 }],
      atAdyen: [
        atAdyen('one', {
          captured: TOTAL,
          refunded: 600,
          modifications: [modification('refund', 'R1', 300), modification('refund', 'R2', 300)],
        }),
      ],
      requests: { attempts: [attempt], intents: [{ paymentId: 'one', intent: 'refund' }] },
    },
    ['one request, one operation: one: 1 reversals asked for, 2 made at Adyen'],
  ],
  [
    'an attempt that was authorised twice',
    {
      atAdyen: [atAdyen('one', { authorised: 0 }), ...right.atAdyen],
      requests: { ...right.requests, attempts: [attempt, attempt] },
    },
    ['one request, one operation: one: 2 payments at Adyen'],
  ],
  [
    'an attempt that became two Payments',
    {
      payments: [...right.payments, payment('two', transaction('Authorization', 1000, 'Failure'))],
      atAdyen: [...right.atAdyen, atAdyen('two', { authorised: 0 })],
    },
    ['one request, one operation: cart cart: 1 attempts, 2 payments at Adyen'],
  ],
  [
    'a key that came with two requests',
    { keysUsedTwice: ['k'] },
    ['one request, one operation: k: one idempotency key, two requests'],
  ],
  [
    'a cart that owes too little',
    { ...reduced({ cancelled: 1000 }, transaction('CancelAuthorization', 1000)) },
    ['a cart owes what it is not paid: cart cart: owes 1000, the processor says 0'],
  ],
  [
    'money of a Payment that was taken off its cart',
    { carts: [{ ...cart, paymentIds: [], owed: 1000 }] },
    [
      'money of a Payment that no cart lists is found: one: Adyen holds 1000, no cart lists it, and no finding',
    ],
  ],
  [
    'a replayed webhook that counts',
    { replayed: { before: ['one'], after: ['one; Charge'] } },
    ['replayed webhooks change nothing: a replay changes one to one; Charge'],
  ],
  [
    'a Payment that was deleted',
    { payments: [] },
    ['no Payment that Adyen knows is deleted: one: Adyen knows it, commercetools does not'],
  ],
  [
    'an intent that was forgotten',
    {
      payments: [
        payment('one', ...(right.payments[0]?.transactions ?? []), transaction('Refund', 1, 'Initial')),
      ],
    },
    ['nothing is left Initial without a finding: one: Refund Initial, and no finding'],
  ],
  [
    'a webhook that is never acknowledged',
    { unacknowledged: ['CAPTURE C1'] },
    ['every webhook is acknowledged: CAPTURE C1'],
  ],
  [
    'an internal fault',
    { internalFaults: ['/payments'] },
    ['no request ends in an internal fault: /payments'],
  ],
])('notices %s', (_fault, changes, verdict) => {
  expect(judge({ ...right, ...changes })).toEqual(verdict);
});

it('notices a cart that was paid twice, unless a finding names it', () => {
  expect(judge(twoPayments)).toEqual([
    'a cart is paid once: cart cart: 1000 paid with 1000 and 1000, and no finding',
  ]);
  const findings = [{ kind: 'CartPaidTwice', cartId: 'cart' }];
  expect(judge({ ...twoPayments, findings })).toEqual([]);
});

it('lets a finding name what is left Initial', () => {
  const open = transaction('Authorization', 1000, 'Initial');
  const snapshot: Snapshot = {
    ...right,
    carts: [{ ...cart, owed: 1000 }],
    payments: [payment('one', open)],
    atAdyen: [],
    findings: [{ kind: 'UnfinishedAttempt', paymentId: 'one' }],
  };
  expect(judge(snapshot)).toEqual([]);
});
