import type { Transaction } from '@commercetools/platform-sdk';
import { describe, expect, test } from 'vitest';
import type { CaptureStatement } from '../config/config.ts';
import { pspReference, transactionId } from '../test-support/identifiers.ts';
import { balanceOf } from './balance.ts';
import type { LedgerEntry } from './entry.ts';
import { dueCharges } from './scheduled-charge.ts';
import { answered, attempt, AUTH, eur, lines, modified, notified, tell } from './test-history.ts';

type Step = LedgerEntry[];

const authorised = notified('AUTHORISATION');
/** By the method's name alone it would be captured with its authorisation. */
const namedAtOnce = notified('AUTHORISATION', { capturedByAdyen: true });
const captured = modified('CAPTURE', 'CAP1');
const capturedInPart = modified('CAPTURE', 'CAP2', { amount: eur(400) });
const undone = modified('CAPTURE_FAILED', 'CAP1');
const cancelled = modified('CANCELLATION', 'CAN1');
const reversed = modified('CANCEL_OR_REFUND', 'REV1');
const expired = notified('EXPIRE');

const AUTHORISED = `Authorization Success ${AUTH} 1000`;
const SCHEDULED = `Charge Pending ${AUTH} 1000`;
const SUPERSEDED = `Charge Failure ${AUTH} 1000`;
const CHARGED = `Charge Success ${AUTH} 1000`;
const noon = (day: number): Date => new Date(Date.UTC(2026, 0, day, 12));

describe('what was stated of the capture', () => {
  test.each<[CaptureStatement, string, Step[], string[]]>([
    ['manual', 'leaves the charge to a capture, whatever the method is called', [namedAtOnce], []],
    ['manual', 'leaves the charge to a capture', [namedAtOnce, captured], ['Charge Success CAP1 1000']],
    ['immediate', 'makes the authorisation the charge', [authorised], [CHARGED]],
    ['immediate', 'makes one charge with the capture', [authorised, captured], ['Charge Success CAP1 1000']],
    ['immediate', 'makes none where the capture fails', [authorised, undone], ['Charge Failure CAP1 1000']],
    [24, 'makes a charge that is pending', [authorised], [SCHEDULED]],
    [24, 'makes one charge with the capture', [authorised, captured], ['Charge Success CAP1 1000']],
    [24, 'makes none where the capture fails', [authorised, undone], ['Charge Failure CAP1 1000']],
    [24, 'gives way to a part', [authorised, capturedInPart], [SUPERSEDED, 'Charge Success CAP2 400']],
    [
      24,
      'gives way to a cancellation',
      [authorised, cancelled],
      ['CancelAuthorization Success CAN1 1000', SUPERSEDED],
    ],
    [
      24,
      'gives way to a reversal',
      [authorised, reversed],
      ['CancelAuthorization Success REV1 1000', SUPERSEDED],
    ],
    [
      24,
      'gives way to the end of the authorisation',
      [authorised, expired],
      [`CancelAuthorization Success ${AUTH} 1000`, SUPERSEDED],
    ],
    [24, 'makes nothing of a refusal', [notified('AUTHORISATION', { success: false })], []],
  ])('%s %s', (capture, _name, steps, expected) => {
    const isRefused = expected.length === 0 && steps.length === 1 && capture === 24;
    const authorisation = isRefused ? `Authorization Failure ${AUTH} 1000` : AUTHORISED;
    for (const order of [steps, steps.toReversed()]) {
      expect(lines(tell(attempt(capture), ...order)).toSorted()).toEqual(
        [authorisation, ...expected].toSorted(),
      );
    }
  });

  test('decides for the response as for the notification', () => {
    const responses = [
      answered({ fact: 'authorised' }),
      answered({ fact: 'authorised', isCapturedAtOnce: true }),
    ];
    for (const response of responses) {
      expect(lines(tell(attempt('manual'), response))).toEqual([AUTHORISED]);
      expect(lines(tell(attempt('immediate'), response, namedAtOnce))).toEqual([AUTHORISED, CHARGED]);
      expect(lines(tell(attempt(1), response, namedAtOnce))).toEqual([AUTHORISED, SCHEDULED]);
    }
  });

  test.each<CaptureStatement>(['immediate', 24])('%s charges nothing of a zero amount', (capture) => {
    const amount = eur(0);
    const request: Step = [
      { type: 'Request', transactionId: transactionId('transaction-0'), amount, at: noon(1).toISOString() },
    ];
    const anew = tell(attempt(capture), request, notified('AUTHORISATION', { amount }));
    expect(lines(anew)).toEqual(['Authorization Failure - 1000', `Authorization Success ${AUTH} 0`]);
  });

  test('decides of an authorisation over another amount, too', () => {
    const part = notified('AUTHORISATION', { authorisedAmount: eur(600) });
    const standing = lines(tell(attempt(24), part)).filter((line) => !line.includes('Failure'));
    expect(standing).toEqual([`Authorization Success ${AUTH} 600`, `Charge Pending ${AUTH} 600`]);
  });
});

describe('a scheduled charge', () => {
  const scheduled = tell(attempt(24), answered({ fact: 'authorised', at: noon(1).toISOString() }));

  test('is not taken yet: it can be cancelled and not refunded', () => {
    expect(balanceOf(scheduled)).toMatchObject({
      captured: 0,
      capturePending: 0,
      capturable: 1000,
      refundable: 0,
      held: 1000,
    });
  });

  test('is due once its hours are over, and then captured at that time', () => {
    expect(dueCharges(scheduled, new Date(noon(2).getTime() - 1))).toEqual([]);
    const after = tell(scheduled, dueCharges(scheduled, noon(2)));
    expect(lines(after)).toEqual([AUTHORISED, CHARGED]);
    expect(after.transactions[1]?.timestamp).toBe(noon(2).toISOString());
    expect(balanceOf(after)).toMatchObject({ captured: 1000, refundable: 1000, held: 1000 });
    expect(dueCharges(after, noon(3))).toEqual([]);
  });

  test('of a payment that Adyen rescued is due after the try that succeeded', () => {
    const refused = notified('AUTHORISATION', { success: false, eventDate: noon(1).toISOString() });
    const rescue = { pspReference: pspReference('RESCUE0000000001'), eventDate: noon(5).toISOString() };
    const rescued = tell(attempt(24), refused, notified('AUTHORISATION', rescue));
    expect(dueCharges(rescued, new Date(noon(6).getTime() - 1))).toEqual([]);
    expect(dueCharges(rescued, noon(6))).toHaveLength(1);
  });

  test('that was captured still ends as Adyen reports', () => {
    const after = tell(scheduled, dueCharges(scheduled, noon(2)));
    expect(lines(tell(after, undone))).toEqual([AUTHORISED, 'Charge Failure CAP1 1000']);
    expect(lines(tell(after, captured))).toEqual([AUTHORISED, 'Charge Success CAP1 1000']);
    expect(lines(tell(after, cancelled))).toEqual([
      AUTHORISED,
      SUPERSEDED,
      'CancelAuthorization Success CAN1 1000',
    ]);
  });

  test.each<[string, Partial<Transaction>]>([
    ['a capture of ours', { type: 'Charge' }],
    ['a cancellation of ours', { type: 'CancelAuthorization' }],
    [
      'a cancellation that Adyen has accepted',
      { type: 'CancelAuthorization', state: 'Pending', interactionId: 'CAN7' },
    ],
  ])('waits for %s to be decided', (_name, intent) => {
    const payment = tell(attempt(24, intent), answered({ fact: 'authorised', at: noon(1).toISOString() }));
    expect(dueCharges(payment, noon(9))).toEqual([]);
    const decided = {
      ...payment,
      transactions: payment.transactions.filter(({ id }) => id !== 'transaction-1'),
    };
    expect(dueCharges(decided, noon(9))).toHaveLength(1);
  });

  test('exists only where hours were stated', () => {
    expect(dueCharges(tell(attempt('manual'), authorised), noon(9))).toEqual([]);
    expect(dueCharges(tell(attempt('immediate'), authorised), noon(9))).toEqual([]);
    expect(dueCharges(attempt(24), noon(9))).toEqual([]);
  });
});
