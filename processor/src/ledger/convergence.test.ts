import type { Payment } from '@commercetools/platform-sdk';
import { expect, test } from 'vitest';
import { fc, PROPERTY_SEED } from '../test-support/properties.ts';
import { balanceOf } from './balance.ts';
import { notificationTable } from './notifications.ts';
import { settle } from './settle.ts';
import { shapes, type History } from './test-histories.ts';
import { applyActions, essence, withoutReplaced, withoutSuperseded } from './test-payment.ts';
import type { Step } from './test-steps.ts';

const RUNS = Number(process.env['LEDGER_RUNS'] ?? 10_000);
const SHAPES = Object.entries(shapes);
const numRuns = Math.ceil(RUNS / SHAPES.length);

/** The steps in an order, each of them twice or once, some of them together. */
const deliveries = (steps: readonly Step[]) => {
  const twice = fc.array(fc.boolean(), { minLength: steps.length, maxLength: steps.length });
  return twice
    .map((again) => [...steps, ...steps.filter((_, index) => again[index])])
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }))
    .chain((all) => fc.tuple(fc.constant(all), fc.infiniteStream(fc.boolean())))
    .map(([all, together]) => batches(all, together));
};

const batches = (steps: readonly Step[], together: Iterator<boolean>): Step[] =>
  steps.reduce<Step[]>((batch, step) => {
    const last = batch.at(-1);
    if (!last || !together.next().value) return [...batch, step];
    const joined = { name: `${last.name}, ${step.name}`, entries: [...last.entries, ...step.entries] };
    return [...batch.slice(0, -1), joined];
  }, []);

const deliveredTwice = (history: fc.Arbitrary<History>) =>
  history.chain(({ payment, steps }) =>
    fc.record({ payment: fc.constant(payment), one: deliveries(steps), other: deliveries(steps) }),
  );

const apply = (payment: Payment, steps: readonly Step[]): Payment =>
  steps.reduce((before, { entries }) => applyActions(before, settle(before, entries).actions), payment);

/** What a Payment says, and what its disputes show; of a dispute that was over another amount only what counts. */
const end = (payment: Payment) => {
  const counted = withoutReplaced(withoutSuperseded(payment));
  const shown = counted.transactions
    .filter(({ type }) => type === 'Chargeback' || type === 'Authorization')
    .map(({ interactionId, custom }) => {
      const { facts: _facts, reason: _reason, eventDate: _eventDate, ...fields } = custom?.fields ?? {};
      return [interactionId, JSON.stringify(Object.entries(fields).sort())].join(' ');
    });
  return { ...(essence(counted) as object), shown: shown.sort() };
};

test.each(SHAPES)(
  `%s: every order ends in the same Payment: ${numRuns} histories, seed ${PROPERTY_SEED}`,
  (_, shape) => {
    fc.assert(
      fc.property(deliveredTwice(shape), ({ payment, one, other }) => {
        const [a, b] = [apply(payment, one), apply(payment, other)];
        expect(end(a)).toEqual(end(b));
        expect(balanceOf(a)).toEqual(balanceOf(b));
      }),
      { numRuns },
    );
  },
);

test.each(SHAPES)('%s: what was applied changes nothing when it is applied again', (_, shape) => {
  fc.assert(
    fc.property(deliveredTwice(shape), ({ payment, one }) => {
      const after = apply(payment, one);
      for (const { entries } of one) expect(settle(after, entries).actions).toEqual([]);
    }),
    { numRuns: Math.ceil(numRuns / 10) },
  );
});

test.each(SHAPES)('%s: no operation is recorded twice', (_, shape) => {
  fc.assert(
    fc.property(deliveredTwice(shape), ({ payment, one }) => {
      const { transactions } = withoutReplaced(withoutSuperseded(apply(payment, one)));
      const names = transactions
        .filter(({ state }) => state !== 'Failure')
        .flatMap(({ type, interactionId }) => (interactionId ? `${type} ${interactionId}` : []));
      expect(new Set(names).size).toBe(names.length);
    }),
    { numRuns: Math.ceil(numRuns / 10) },
  );
});

test('a payment that the shop captures has the captures that it asked for, and no other', () => {
  const charges = ({ transactions }: Payment) => transactions.filter(({ type }) => type === 'Charge').length;
  fc.assert(
    fc.property(deliveredTwice(shapes['captured'] as fc.Arbitrary<History>), ({ payment, one }) => {
      expect(charges(apply(payment, one))).toBe(charges(payment));
    }),
    { numRuns: Math.ceil(numRuns / 10) },
  );
});

test('the histories leave out no row of the table, with success or without', () => {
  const names = SHAPES.flatMap(([, shape]) => fc.sample(shape, 400)).flatMap(({ steps }) =>
    steps.map(({ name }) => name),
  );
  const rows = Object.keys(notificationTable).flatMap((code) => [`${code} false`, `${code} true`]);
  expect([...new Set(names)].filter((name) => !name.startsWith('response')).sort()).toEqual(rows.sort());
});
