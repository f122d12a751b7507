import { expect, it } from 'vitest';
import { viewsOf, type TransactionView } from '../ledger/transaction-view.ts';
import { paymentOf } from '../ledger/test-payment.ts';
import { createPatience } from './patience.ts';

const start = Date.parse('2026-01-01T00:00:00Z');

const intent = (id: string, timestamp?: number): TransactionView => {
  const [view] = viewsOf(
    paymentOf({ centAmount: 1, currencyCode: 'EUR' }, [
      {
        id,
        type: 'Charge',
        ...(timestamp !== undefined && { timestamp: new Date(timestamp).toISOString() }),
      },
    ]),
  );
  if (!view) throw new Error('There is no view.');
  return view;
};

/** Whether the intent is cut off, asked so many milliseconds after the start, one after the other. */
const asked = (view: TransactionView, ...after: number[]): boolean[] => {
  let at = start;
  const isCutOff = createPatience(() => new Date(at));
  return after.map((milliseconds) => {
    at = start + milliseconds;
    return isCutOff(view);
  });
};

it('an intent is cut off three seconds after it was written', () => {
  expect(asked(intent('t', start), 0, 2_999, 3_000)).toEqual([false, false, true]);
  expect(asked(intent('t', start - 2_000), 0, 999, 1_000)).toEqual([false, false, true]);
  expect(asked(intent('t', start - 3_000), 0)).toEqual([true]);
});

it('where the clock that wrote it is ahead, three seconds after it was first seen', () => {
  expect(asked(intent('t', start + 60_000), 500, 3_499, 3_500)).toEqual([false, false, true]);
});

it('an intent that does not say when it was written was cut off', () => {
  const { timestamp: _timestamp, ...view } = intent('t');
  expect(asked({ ...view, timestamp: undefined }, 0)).toEqual([true]);
});

it('each intent has its own time', () => {
  let at = start;
  const isCutOff = createPatience(() => new Date(at));
  const ahead = start + 60_000;
  isCutOff(intent('first', ahead));
  at += 3_000;
  expect([isCutOff(intent('first', ahead)), isCutOff(intent('second', ahead))]).toEqual([true, false]);
});
