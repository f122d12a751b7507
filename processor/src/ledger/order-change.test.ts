import { describe, expect, it } from 'vitest';
import { orderChangesInDoubt } from './order-change.ts';
import { authorised, entry, payment, told } from './test-entries.ts';
import { eur } from './test-history.ts';
import type { OrderChange } from './entry.ts';

const FIRST = '2026-01-01T10:00:00.000Z';
const SECOND = '2026-01-01T10:00:40.000Z';

const change = (stage: OrderChange['stage'], at = FIRST, amount = eur(1200)): OrderChange => ({
  type: 'OrderChange',
  at,
  amount,
  stage,
});

const started = payment({ type: 'Authorization', state: 'Initial' });
const doubts = (...entries: OrderChange[]): string[] =>
  orderChangesInDoubt(told(started, ...entries)).map(({ stage, at }) => `${stage} ${at}`);

describe('a change of PayPal’s order', () => {
  it.each<[string, OrderChange[], string[]]>([
    ['is in doubt once it is asked for', [change('asked')], [`asked ${FIRST}`]],
    ['stays in doubt when its answer is lost', [change('asked'), change('lost')], [`lost ${FIRST}`]],
    ['is settled when it is made', [change('asked'), change('done')], []],
    ['is settled when it is refused', [change('asked'), change('refused')], []],
    [
      'is settled by a later one that is made',
      [change('asked'), change('lost'), change('asked', SECOND), change('done', SECOND)],
      [],
    ],
    [
      'is not settled by a later one that is refused',
      [change('asked'), change('lost'), change('asked', SECOND), change('refused', SECOND)],
      [`lost ${FIRST}`],
    ],
    [
      'is not settled by an earlier one that is made',
      [change('asked'), change('asked', SECOND), change('done')],
      [`asked ${SECOND}`],
    ],
  ])('%s', (_what, entries, expected) => {
    expect(doubts(...entries)).toEqual(expected);
  });

  it('says nothing of the amount that is authorised', () => {
    const after = told(started, change('asked'), entry({ amount: eur(1200) }));
    expect(after.transactions.map(({ state, amount }) => `${state} ${amount.centAmount}`)).toEqual([
      'Failure 1000',
      'Success 1200',
    ]);
    expect(after.amountPlanned.centAmount).toBe(1200);
  });

  it('does nothing where nothing was authorised or attempted', () => {
    expect(orderChangesInDoubt(told(payment(authorised()), change('done')))).toEqual([]);
  });
});
