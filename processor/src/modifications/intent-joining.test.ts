import type { Transaction } from '@commercetools/platform-sdk';
import { describe, expect, it } from 'vitest';
import type { IntentRequest } from './intent.ts';
import {
  eur,
  key,
  me,
  another,
  elsewhere,
  intent,
  plain,
  marked,
  payment,
  request,
  type Known,
  decide,
  inShort,
} from './test-intents.ts';

describe('a request without a key', () => {
  const answered = { facts: ['accepted', 'answered'] };

  it.each<[string, Partial<Transaction>[], Partial<IntentRequest>, Known, string]>([
    ['nothing is there', [], {}, {}, 'write'],
    ['more is asked for than there is', [], { amount: eur(1001) }, {}, 'breach'],
    ['its own intent is there', [intent(me)], {}, { caller: 'waiting' }, 'existing transaction-1'],
    ['an equal one’s caller waits here', [intent(another)], {}, { caller: 'waiting' }, 'write'],
    ['an equal one’s caller has left', [intent(another)], {}, {}, 'existing transaction-1'],
    ['an equal one’s caller has the outcome', [intent(another, answered)], {}, {}, 'write'],
    [
      'an equal one’s caller has an error only',
      [intent(another, answered)],
      {},
      { caller: 'failed' },
      'existing transaction-1',
    ],
    [
      'an equal one has an outcome since, which its caller never got',
      [intent(another, { facts: ['captured'] }, { state: 'Success' })],
      {},
      {},
      'existing transaction-1',
    ],
    ['one of another amount was cut off', [intent(another)], { amount: eur(201) }, {}, 'write'],
    [
      'one of another merchant reference was cut off',
      [intent(another)],
      { merchantReference: 'r' },
      {},
      'write',
    ],
    [
      'one of the same merchant reference was cut off',
      [intent(another, { reference: 'r' })],
      { merchantReference: 'r' },
      {},
      'existing transaction-1',
    ],
    ['a key’s equal intent is there', [intent(key)], {}, { isCutOff: true }, 'write'],
    ['an equal one of another process is open', [intent(elsewhere)], {}, {}, 'wait'],
    [
      'an equal one of another process was cut off',
      [intent(elsewhere)],
      {},
      { isCutOff: true },
      'existing transaction-1',
    ],
    [
      'the caller of an equal one of another process has the outcome',
      [intent(elsewhere, answered)],
      {},
      {},
      'write',
    ],
    [
      'of two open ones the abandoned one',
      [intent(elsewhere), intent(another)],
      {},
      {},
      'existing transaction-2',
    ],
    ['an earlier version’s mark, open', [marked(elsewhere)], {}, {}, 'wait'],
    [
      'an earlier version’s mark, cut off',
      [marked(elsewhere)],
      {},
      { isCutOff: true },
      'existing transaction-1',
    ],
    [
      'an earlier version’s mark, refused',
      [marked(elsewhere, { state: 'Failure' })],
      {},
      { isCutOff: true },
      'write',
    ],
    ['an earlier version’s mark of a key', [marked(key)], {}, { isCutOff: true }, 'write'],
    ['an intent that says nothing, open', [plain()], {}, {}, 'wait'],
    ['an intent that says nothing, cut off', [plain()], {}, { isCutOff: true }, 'existing transaction-1'],
    [
      'an intent that says nothing, answered',
      [plain({ interactionId: 'C1', state: 'Pending' })],
      {},
      { isCutOff: true },
      'write',
    ],
  ])('%s', (...[, transactions, changes, known, expected]) => {
    expect(inShort(decide(payment(...transactions), request(me, changes), known))).toBe(expected);
  });
});
