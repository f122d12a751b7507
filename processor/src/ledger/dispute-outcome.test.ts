import type { Payment } from '@commercetools/platform-sdk';
import { describe, expect, test } from 'vitest';
import { balanceOf } from './balance.ts';
import type { LedgerEntry } from './entry.ts';
import { withoutReplaced } from './test-payment.ts';
import { authorised, eur, lines, modified, tell } from './test-history.ts';
import { fieldsOf } from './transaction-fields.ts';

// Of a captured payment of 10.00 EUR, of which 4.00 EUR are disputed.

type Event = [eventCode: string, disputeStatus?: string, centAmount?: number];

const captured = (): Payment => tell(authorised(), modified('CAPTURE', 'CAPTURE1'));

const said = ([eventCode, disputeStatus, centAmount = 400]: Event, minute: number): LedgerEntry[] =>
  modified(eventCode, 'DISPUTE1', {
    amount: eur(centAmount),
    eventDate: `2026-02-01T10:${String(minute).padStart(2, '0')}:00.000Z`,
    ...(disputeStatus !== undefined && { additionalData: { disputeStatus } }),
  });

const permutations = <T>(all: readonly T[]): T[][] =>
  all.length < 2
    ? [[...all]]
    : all.flatMap((one, index) => permutations(all.toSpliced(index, 1)).map((rest) => [one, ...rest]));

/** What the disputes are in the end, whatever the order; the events happen a minute apart, or all at once. */
const ends = (events: readonly Event[]): { lines: string[]; held: number } => {
  const all = [0, 1].flatMap((minutes) =>
    permutations(events.map((event, index) => said(event, minutes * index))).map((order) => {
      const payment = tell(captured(), ...order, ...order);
      return { lines: lines(payment).slice(2).sort(), held: balanceOf(payment).held };
    }),
  );
  const [first = { lines: [], held: 0 }] = all;
  for (const other of all) expect(other).toEqual(first);
  return first;
};

const lost = { lines: ['Chargeback Success DISPUTE1 400'], held: 600 };
const won = { lines: ['Chargeback Failure DISPUTE1 400'], held: 1000 };
const open = { lines: ['Chargeback Initial DISPUTE1 400'], held: 1000 };

describe('a dispute in every order, each event twice', () => {
  test.each<[string, Event[], typeof lost]>([
    ['opened with a chargeback', [['DISPUTE_OPENED_WITH_CHARGEBACK'], ['CHARGEBACK']], lost],
    ['announced', [['NOTIFICATION_OF_CHARGEBACK', 'Undefended']], open],
    ['described only', [['INFORMATION_SUPPLIED', 'Pending']], open],
    [
      'undefended',
      [['NOTIFICATION_OF_CHARGEBACK'], ['CHARGEBACK'], ['DISPUTE_DEFENSE_PERIOD_ENDED', 'Lost']],
      lost,
    ],
    [
      'accepted, the debit is late',
      [['NOTIFICATION_OF_CHARGEBACK'], ['DISPUTE_DEFENSE_PERIOD_ENDED', 'Accepted']],
      lost,
    ],
    [
      'won in arbitration',
      [
        ['CHARGEBACK'],
        ['CHARGEBACK_REVERSED'],
        ['SCHEME_ARBITRATION', 'Pending'],
        ['SCHEME_ARBITRATION_WON'],
      ],
      won,
    ],
    [
      'lost in arbitration, debited once more',
      [['CHARGEBACK'], ['CHARGEBACK_REVERSED'], ['SCHEME_ARBITRATION_LOST'], ['SECOND_CHARGEBACK']],
      lost,
    ],
    [
      'lost in arbitration, the second debit is late',
      [['CHARGEBACK'], ['CHARGEBACK_REVERSED'], ['SCHEME_ARBITRATION_LOST', 'Lost']],
      lost,
    ],
    [
      'pre-arbitration accepted',
      [['CHARGEBACK'], ['CHARGEBACK_REVERSED'], ['PREARBITRATION_OPEN'], ['PREARBITRATION_ACCEPTED', 'Lost']],
      lost,
    ],
    [
      'withdrawn by the issuer',
      [['CHARGEBACK'], ['CHARGEBACK_REVERSED'], ['PREARBITRATION_ISSUER_WITHDRAWN', 'Won']],
      won,
    ],
    ['withdrawn, the credit is late', [['CHARGEBACK'], ['PREARBITRATION_ISSUER_WITHDRAWN', 'Won']], won],
    [
      'withdrawn, opened again and lost',
      [
        ['CHARGEBACK'],
        ['CHARGEBACK_REVERSED'],
        ['PREARBITRATION_ISSUER_WITHDRAWN', 'Won'],
        ['SECOND_CHARGEBACK'],
      ],
      lost,
    ],
    [
      'the issuer was silent',
      [['CHARGEBACK'], ['CHARGEBACK_REVERSED', 'Pending'], ['ISSUER_RESPONSE_TIMEFRAME_EXPIRED']],
      won,
    ],
    [
      'a request that was answered',
      [
        ['REQUEST_FOR_INFORMATION'],
        ['INFORMATION_SUPPLIED', 'Responded'],
        ['ISSUER_RESPONSE_TIMEFRAME_EXPIRED', 'Won'],
      ],
      won,
    ],
    ['allocation, won', [['CHARGEBACK'], ['PREARBITRATION_WON', 'Won'], ['CHARGEBACK_REVERSED', 'Won']], won],
    ['allocation, lost', [['CHARGEBACK'], ['PREARBITRATION_LOST', 'Lost']], lost],
  ])('%s', (_, events, expected) => {
    expect(ends(events)).toEqual(expected);
  });

  test('lost, and the shopper pays after all: the later credit counts', () => {
    const events: Event[] = [
      ['CHARGEBACK', 'Lost'],
      ['DISPUTE_DEFENSE_PERIOD_ENDED', 'Lost'],
      ['CHARGEBACK_REVERSED'],
    ];
    for (const order of permutations(events.map(said))) {
      expect(lines(tell(captured(), ...order)).slice(2)).toEqual(won.lines);
    }
  });

  test.each([450, 300])('a second chargeback of %i takes the place of the first', (centAmount) => {
    const events: Event[] = [
      ['CHARGEBACK'],
      ['CHARGEBACK_REVERSED'],
      ['SECOND_CHARGEBACK', 'Lost', centAmount],
    ];
    expect(ends([...events, ['SCHEME_ARBITRATION_LOST', 'Lost']])).toEqual({
      lines: ['Chargeback Failure DISPUTE1 400', `Chargeback Success DISPUTE1 ${centAmount}`],
      held: 1000 - centAmount,
    });
  });

  test('another currency enters no sum of the payment’s', () => {
    const yen = modified('CHARGEBACK', 'DISPUTE2', { amount: { centAmount: 500, currencyCode: 'JPY' } });
    expect(balanceOf(tell(captured(), yen)).held).toBe(1000);
  });
});

describe('what is shown of a dispute', () => {
  const described = (
    eventCode: string,
    minute: number,
    additionalData: Record<string, string>,
    reason?: string,
  ) =>
    modified(eventCode, 'DISPUTE1', {
      amount: eur(400),
      eventDate: `2026-02-01T10:0${minute}:00.000Z`,
      additionalData,
      reason,
    });
  const announced = described(
    'NOTIFICATION_OF_CHARGEBACK',
    1,
    {
      disputeStatus: 'Undefended',
      chargebackReasonCode: '10.4',
      chargebackSchemeCode: 'visa',
      defensePeriodEndsAt: '2026-03-01T00:00:00+01:00',
      defendable: 'true',
    },
    `Fraud ${'👍'.repeat(200)}`,
  );
  const lostLater = described('DISPUTE_DEFENSE_PERIOD_ENDED', 3, { disputeStatus: 'Lost' });
  const supplied = described('INFORMATION_SUPPLIED', 2, { disputeStatus: 'Pending' });
  const shown = (payment: Payment) => {
    const {
      facts: _facts,
      reason: _reason,
      eventDate: _date,
      ...fields
    } = fieldsOf(payment.transactions.at(-1) as never);
    return fields;
  };

  test.each(permutations([announced, supplied, lostLater]))(
    'is what the latest event says, in order %#',
    (...order) => {
      expect(shown(tell(authorised(), ...order))).toEqual({
        disputeStatus: 'Lost',
        disputeReason: `Fraud ${'👍'.repeat(94)}`,
        disputeReasonCode: '10.4',
        disputeScheme: 'visa',
        disputeDeadline: '2026-03-01T00:00:00+01:00',
        disputeDefendable: 'true',
        // No debit was seen.
        flags: ['DisputeContradiction'],
      });
    },
  );

  test('of one event with several dates the earliest of a debit counts, and the latest of any other', () => {
    const at = (eventCode: string, minute: number) =>
      described(eventCode, minute, { disputeStatus: String(minute) });
    for (const order of permutations([
      at('CHARGEBACK', 1),
      at('CHARGEBACK', 5),
      at('ISSUER_COMMENTS', 2),
      at('ISSUER_COMMENTS', 3),
    ])) {
      expect(shown(tell(authorised(), ...order))).toEqual({ disputeStatus: '3' });
    }
  });

  test('follows its events to another dispute', () => {
    const comment = modified('ISSUER_COMMENTS', 'DISPUTE2', { amount: eur(100), reason: 'why' });
    const ofSecond = modified('CHARGEBACK', 'DISPUTE2', { amount: eur(100) });
    for (const order of permutations([supplied, described('CHARGEBACK', 0, {}), comment, ofSecond])) {
      const payment = withoutReplaced(tell(authorised(), ...order));
      const byReference = (reference: string) =>
        payment.transactions.find((one) => one.interactionId === reference && one.amount.centAmount < 500);
      expect(fieldsOf(byReference('DISPUTE1') as never).disputeReason).toBeUndefined();
      expect(fieldsOf(byReference('DISPUTE2') as never).disputeReason).toBe('why');
    }
  });
});
