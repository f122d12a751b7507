import type { Payment } from '@commercetools/platform-sdk';
import type { Payment as AdyenPayment } from '../../sandbox/adyen/books.ts';
import { heldAtAdyen } from './held.ts';
import type { Snapshot } from './snapshot.ts';

/** Names what breaks it, one line each. */
export type Rule = (snapshot: Snapshot) => string[];

const sum = (payment: Payment, type: string): number =>
  payment.transactions
    .filter((transaction) => transaction.type === type && transaction.state === 'Success')
    .reduce((total, { amount }) => total + amount.centAmount, 0);

const isNamed = ({ findings }: Snapshot, id: string): boolean =>
  findings.some(({ paymentId, cartId }) => paymentId === id || cartId === id);

const ofPayment = ({ atAdyen }: Snapshot, id: string): AdyenPayment[] =>
  atAdyen.filter(({ merchantReference }) => merchantReference === id);

const total = (payments: readonly AdyenPayment[], of: (payment: AdyenPayment) => number): number =>
  payments.reduce((all, payment) => all + of(payment), 0);

const isAdjusted = ({ modifications }: AdyenPayment): boolean =>
  modifications.some(({ kind, success }) => kind === 'adjustment' && success);

/** What was authorised before anybody adjusted it. */
const firstAuthorised = (payment: AdyenPayment): number => {
  if (!isAdjusted(payment)) return payment.authorised;
  return (payment.request['amount'] as { value: number }).value;
};

const sides: readonly [
  name: string,
  inCommercetools: (payment: Payment) => number,
  of: (payment: AdyenPayment) => number,
][] = [
  ['authorised', (payment) => sum(payment, 'Authorization'), firstAuthorised],
  ['captured', (payment) => sum(payment, 'Charge'), ({ captured }) => captured],
  ['refunded', (payment) => sum(payment, 'Refund'), ({ refunded }) => refunded],
  ['cancelled', (payment) => sum(payment, 'CancelAuthorization'), ({ cancelled }) => cancelled],
  ['charged back', (payment) => sum(payment, 'Chargeback'), ({ chargedBack }) => chargedBack],
];

const sameMoney: Rule = (snapshot) =>
  snapshot.payments.flatMap((payment) => {
    const atAdyen = ofPayment(snapshot, payment.id);
    return sides.flatMap(([name, inCommercetools, of]) => {
      const [said, done] = [inCommercetools(payment), total(atAdyen, of)];
      // A cancellation is of all that is left, and keeps the amount that was written before an adjustment became known.
      const isAllTheSame = name === 'cancelled' && said > 0 && done > 0 && atAdyen.some(isAdjusted);
      return said === done || isAllTheSame
        ? []
        : [`${payment.id}: commercetools says ${said} ${name}, Adyen ${done}`];
    });
  });

const isAskedFor = {
  capture: ['capture'],
  reversal: ['refund', 'cancel', 'reverse'],
} as const satisfies Record<string, readonly string[]>;

/** What was made of a payment at Adyen more often than the back office had asked for it. */
const operationsOf = (
  snapshot: Snapshot,
  { merchantReference: id, modifications }: AdyenPayment,
  what: keyof typeof isAskedFor,
): string[] => {
  const made = modifications
    .filter(({ pspReference }) => !snapshot.madeAtAdyen.has(pspReference))
    .filter(({ kind }) => kind !== 'adjustment' && (kind === 'capture') === (what === 'capture')).length;
  const wanted: readonly string[] = isAskedFor[what];
  const asked = snapshot.requests.intents.filter(
    ({ paymentId, intent }) => paymentId === id && wanted.includes(intent),
  ).length;
  return made > asked ? [`${id}: ${asked} ${what}s asked for, ${made} made at Adyen`] : [];
};

/** Whether the processor has no reason to reverse it: no other payment of its cart was ever authorised. */
const isAlone = ({ atAdyen }: Snapshot, payment: AdyenPayment): boolean =>
  atAdyen.every(
    (other) =>
      other === payment || other.metadata['cartId'] !== payment.metadata['cartId'] || other.authorised === 0,
  );

const nothingTwice: Rule = (snapshot) => {
  const { requests, atAdyen, keysUsedTwice } = snapshot;
  const ofCarts = snapshot.carts.flatMap(({ id }) => {
    const made = atAdyen.filter(({ metadata }) => metadata['cartId'] === id).length;
    const asked = requests.attempts.filter(({ cartId }) => cartId === id).length;
    return made > asked ? [`cart ${id}: ${asked} attempts, ${made} payments at Adyen`] : [];
  });
  const ofPayments = snapshot.payments.flatMap(({ id }) => {
    const made = ofPayment(snapshot, id);
    if (made.length > 1) return [`${id}: ${made.length} payments at Adyen`];
    return made.flatMap((payment) => [
      ...operationsOf(snapshot, payment, 'capture'),
      ...(isAlone(snapshot, payment) ? operationsOf(snapshot, payment, 'reversal') : []),
    ]);
  });
  return [
    ...ofCarts,
    ...ofPayments,
    ...keysUsedTwice.map((key) => `${key}: one idempotency key, two requests`),
  ];
};

const ofCart = (snapshot: Snapshot, paymentIds: readonly string[]): AdyenPayment[] =>
  snapshot.atAdyen.filter(({ merchantReference }) => paymentIds.includes(merchantReference));

const paidOnce: Rule = (snapshot) =>
  snapshot.carts.flatMap((cart) => {
    const held = ofCart(snapshot, cart.paymentIds)
      .map(heldAtAdyen)
      .filter((amount) => amount > 0);
    const all = held.reduce((one, other) => one + other, 0);
    const isPaidTwice = held.length > 1 && held.some((amount) => all - amount >= cart.total);
    return isPaidTwice && !isNamed(snapshot, cart.id)
      ? [`cart ${cart.id}: ${cart.total} paid with ${held.join(' and ')}, and no finding`]
      : [];
  });

const nothingUnlisted: Rule = (snapshot) =>
  snapshot.atAdyen
    .filter((payment) => heldAtAdyen(payment) > 0)
    .filter(({ merchantReference: id }) => !snapshot.carts.some(({ paymentIds }) => paymentIds.includes(id)))
    .filter(({ merchantReference: id }) => !isNamed(snapshot, id))
    .map(
      (payment) =>
        `${payment.merchantReference}: Adyen holds ${heldAtAdyen(payment)}, no cart lists it, and no finding`,
    );

const owesTheRest: Rule = (snapshot) =>
  snapshot.carts.flatMap(({ id, total: due, paymentIds, owed }) => {
    const rest = Math.max(0, due - total(ofCart(snapshot, paymentIds), heldAtAdyen));
    return owed === undefined || owed === rest
      ? []
      : [`cart ${id}: owes ${rest}, the processor says ${owed}`];
  });

const replayChangesNothing: Rule = ({ replayed: { before, after } }) =>
  before.flatMap((line, index) =>
    line === after[index] ? [] : [`a replay changes ${line} to ${after[index] ?? 'nothing'}`],
  );

const nothingDeleted: Rule = ({ atAdyen, payments }) =>
  atAdyen
    .filter(({ merchantReference }) => !payments.some(({ id }) => id === merchantReference))
    .map(({ merchantReference }) => `${merchantReference}: Adyen knows it, commercetools does not`);

// A dispute that is announced debits nothing, and waits for the shopper's bank.
const nothingForgotten: Rule = (snapshot) =>
  snapshot.payments.flatMap(({ id, transactions }) =>
    transactions
      .filter(({ type, state }) => state === 'Initial' && type !== 'Chargeback')
      .filter(() => !isNamed(snapshot, id))
      .map(({ type }) => `${id}: ${type} Initial, and no finding`),
  );

/** The rules of the money, by name. */
const rules: Readonly<Record<string, Rule>> = {
  'commercetools says what Adyen did': sameMoney,
  'one request, one operation': nothingTwice,
  'a cart is paid once': paidOnce,
  'money of a Payment that no cart lists is found': nothingUnlisted,
  'a cart owes what it is not paid': owesTheRest,
  'replayed webhooks change nothing': replayChangesNothing,
  'no Payment that Adyen knows is deleted': nothingDeleted,
  'nothing is left Initial without a finding': nothingForgotten,
  'every webhook is acknowledged': ({ unacknowledged }) => [...unacknowledged],
  'no request ends in an internal fault': ({ internalFaults }) => [...internalFaults],
};

/** Every rule that a snapshot breaks, and how. */
export const judge = (snapshot: Snapshot): string[] =>
  Object.entries(rules).flatMap(([name, rule]) => rule(snapshot).map((line) => `${name}: ${line}`));
