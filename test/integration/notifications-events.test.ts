import { describe, expect, it } from 'vitest';
import type { NotificationItem } from '../sandbox/adyen/index.ts';
import { eventDate } from '../sandbox/adyen/webhooks/item.ts';
import { authorisation, useNotifications } from './notified-payment.ts';
import { newPspReference } from './webhook.ts';

const { stack, newPayment } = useNotifications();

type Story = [eventCode: string, changes?: Partial<NotificationItem>];

/** Sends a story about one modification of a new payment, then tells what became of it. */
async function after(stories: Story[]): Promise<string[]> {
  const payment = await newPayment();
  const reference = newPspReference();
  for (const [eventCode, changes] of stories)
    await payment.send(payment.modification(eventCode, reference, changes));
  return payment.lines();
}

const no = { success: 'false' } as const;
const inAnHour = eventDate(new Date(Date.now() + 3_600_000));

describe('each event, transaction by transaction', () => {
  it.each<[string, Story[], string[]]>([
    ['CAPTURE', [['CAPTURE']], ['Charge Success 1000']],
    ['CAPTURE false', [['CAPTURE', no]], ['Charge Failure 1000']],
    ['CAPTURE of a part', [['CAPTURE', { amount: { currency: 'EUR', value: 250 } }]], ['Charge Success 250']],
    ['CAPTURE_FAILED after CAPTURE', [['CAPTURE'], ['CAPTURE_FAILED']], ['Charge Failure 1000']],
    [
      'a capture that is captured again',
      [
        ['CAPTURE'],
        ['CAPTURE_FAILED'],
        // The later of the two counts, and Adyen's dates have seconds.
        ['CAPTURE', { reason: 'Transaction (Auto-)Recaptured', eventDate: inAnHour }],
      ],
      ['Charge Success 1000'],
    ],
    ['REFUND', [['REFUND', { amount: { currency: 'EUR', value: 100 } }]], ['Refund Success 100']],
    ['REFUND false', [['REFUND', no]], ['Refund Failure 1000']],
    ['REFUND_FAILED after REFUND', [['REFUND'], ['REFUND_FAILED']], ['Refund Failure 1000']],
    ['REFUNDED_REVERSED after REFUND', [['REFUND'], ['REFUNDED_REVERSED']], ['Refund Failure 1000']],
    ['CANCELLATION', [['CANCELLATION']], ['CancelAuthorization Success 1000']],
    ['CANCELLATION false', [['CANCELLATION', no]], ['CancelAuthorization Failure 1000']],
    ['TECHNICAL_CANCEL', [['TECHNICAL_CANCEL']], ['CancelAuthorization Success 1000']],
    [
      'CANCEL_OR_REFUND that cancelled',
      [['CANCEL_OR_REFUND', { additionalData: { 'modification.action': 'cancel' } }]],
      ['CancelAuthorization Success 1000'],
    ],
    [
      'CANCEL_OR_REFUND that refunded',
      [['CANCEL_OR_REFUND', { additionalData: { 'modification.action': 'refund' } }]],
      ['Refund Success 1000'],
    ],
    ['NOTIFICATION_OF_CHARGEBACK', [['NOTIFICATION_OF_CHARGEBACK']], ['Chargeback Initial 1000']],
    ['REQUEST_FOR_INFORMATION', [['REQUEST_FOR_INFORMATION']], ['Chargeback Initial 1000']],
    ['CHARGEBACK', [['CHARGEBACK']], ['Chargeback Success 1000']],
    ['CHARGEBACK_REVERSED', [['CHARGEBACK'], ['CHARGEBACK_REVERSED']], ['Chargeback Failure 1000']],
    ['PREARBITRATION_WON', [['CHARGEBACK'], ['PREARBITRATION_WON']], ['Chargeback Failure 1000']],
    ['PREARBITRATION_LOST', [['CHARGEBACK'], ['PREARBITRATION_LOST']], ['Chargeback Success 1000']],
    [
      'SECOND_CHARGEBACK',
      [['CHARGEBACK'], ['CHARGEBACK_REVERSED'], ['SECOND_CHARGEBACK']],
      ['Chargeback Success 1000'],
    ],
    [
      'SECOND_CHARGEBACK over another amount',
      [['CHARGEBACK'], ['SECOND_CHARGEBACK', { amount: { currency: 'EUR', value: 1060 } }]],
      ['Chargeback Failure 1000', 'Chargeback Success 1060'],
    ],
    [
      'a dispute that the issuer gives up, whose credit is late',
      [['CHARGEBACK'], ['PREARBITRATION_ISSUER_WITHDRAWN', { additionalData: { disputeStatus: 'Won' } }]],
      ['Chargeback Failure 1000'],
    ],
    [
      'a dispute lost by the end of the time to defend',
      [
        ['NOTIFICATION_OF_CHARGEBACK'],
        ['DISPUTE_DEFENSE_PERIOD_ENDED', { additionalData: { disputeStatus: 'Lost' } }],
      ],
      ['Chargeback Success 1000'],
    ],
    ['an event without meaning for payments', [['REPORT_AVAILABLE'], ['SOMETHING_NEW']], []],
  ])('%s', async (_name, stories, expected) => {
    const inOrder = await after(stories);
    expect(inOrder).toEqual([authorisation, ...expected]);
    // Whatever the order, the Payment ends the same.
    expect((await after(stories.toReversed())).toSorted()).toEqual(inOrder.toSorted());
    expect(await after([...stories, ...stories])).toEqual(inOrder);
  });

  it('what the bank says of a dispute stands on its transaction', async () => {
    const payment = await newPayment();
    const additionalData = {
      disputeStatus: 'Undefended',
      chargebackReasonCode: '10.4',
      chargebackSchemeCode: 'visa',
      defensePeriodEndsAt: '2026-07-07T15:00:00+02:00',
      defendable: 'true',
    };
    const reason = 'Other Fraud-Card Absent Environment';
    await payment.send(
      payment.modification('NOTIFICATION_OF_CHARGEBACK', newPspReference(), { additionalData, reason }),
    );
    const { transactions } = await stack().payment(payment.id);
    expect(transactions.at(-1)?.custom?.fields).toMatchObject({
      adyenConnectorDisputeStatus: 'Undefended',
      adyenConnectorDisputeReason: reason,
      adyenConnectorDisputeReasonCode: '10.4',
      adyenConnectorDisputeScheme: 'visa',
      adyenConnectorDisputeDeadline: '2026-07-07T15:00:00+02:00',
      adyenConnectorDisputeDefendable: 'true',
    });
  });

  it('AUTHORISATION false, then true: success wins, in either order', async () => {
    for (const order of [
      ['false', 'true'],
      ['true', 'false'],
    ] as const) {
      const payment = await newPayment('redirect');
      for (const success of order) await payment.send(payment.event('AUTHORISATION', { success }));
      expect(await payment.lines()).toEqual([authorisation]);
    }
  });

  it('AUTHORISATION false alone is a failure; PENDING after it changes nothing', async () => {
    const payment = await newPayment('redirect');
    await payment.send(payment.event('PENDING'));
    expect(await payment.lines()).toEqual(['Authorization Pending 1000']);
    await payment.send(payment.event('AUTHORISATION', no));
    await payment.send(payment.event('PENDING'));
    expect(await payment.lines()).toEqual(['Authorization Failure 1000']);
  });

  it.each(['EXPIRE', 'OFFER_CLOSED'])('%s ends what never succeeded', async (eventCode) => {
    const payment = await newPayment('redirect');
    await payment.send(payment.event(eventCode));
    expect(await payment.lines()).toEqual(['Authorization Failure 1000']);
  });

  it('EXPIRE of an authorisation that succeeded cancels it', async () => {
    const payment = await newPayment();
    await payment.send(payment.event('EXPIRE'));
    expect(await payment.lines()).toEqual([authorisation, 'CancelAuthorization Success 1000']);
  });

  it('AUTHORISATION_ADJUSTMENT changes the planned amount to the latest event’s', async () => {
    const payment = await newPayment();
    const adjusted = (value: number, eventDate: string) =>
      payment.modification('AUTHORISATION_ADJUSTMENT', newPspReference(), {
        amount: { currency: 'EUR', value },
        eventDate,
      });
    await payment.send(adjusted(1500, '2026-05-04T12:00:00+02:00'));
    await payment.send(adjusted(1200, '2026-05-04T11:00:00+02:00'));
    expect((await stack().payment(payment.id)).amountPlanned.centAmount).toBe(1500);
  });

  it('AUTHORISATION of a method that is captured with its authorisation is the charge as well', async () => {
    const payment = await newPayment('redirect', 1000, 'ideal');
    await payment.send(payment.event('AUTHORISATION', { paymentMethod: 'ideal' }));
    expect(await payment.lines()).toEqual([authorisation, 'Charge Success 1000']);
  });

  it('AUTHORISATION that names another method than the Payment’s is no charge: its signature does not cover the name', async () => {
    const payment = await newPayment();
    await payment.send(payment.event('AUTHORISATION', { paymentMethod: 'ideal' }));
    expect(await payment.lines()).toEqual([authorisation]);
  });
});
