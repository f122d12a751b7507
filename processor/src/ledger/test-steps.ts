import { pspReference, transactionId } from '../test-support/identifiers.ts';
import { disputeEvents } from './dispute-events.ts';
import type { LedgerEntry } from './entry.ts';
import { notedEvents } from './noted-events.ts';
import { entriesOf, type LedgerNotification } from './notifications.ts';
import type { FactName, TransactionType } from './rules.ts';
import { silentEvents } from './silent-events.ts';
import { PAYMENT_ID } from './test-payment.ts';
import { at, AUTHORISATION, AUTHORISED, money } from './test-written.ts';

// What Adyen may say of one payment, step by step, for the properties over histories.

/** What one response or one notification says. */
export interface Step {
  /** `CAPTURE true`, or `response accepted`. */
  readonly name: string;
  readonly entries: readonly LedgerEntry[];
}

type Given = Partial<LedgerNotification>;

export const notification = (eventCode: string, given: Given = {}): Step => ({
  name: `${eventCode} ${given.success ?? true}`,
  entries: entriesOf({
    eventCode,
    success: true,
    pspReference: AUTHORISATION,
    merchantReference: PAYMENT_ID,
    amount: money(AUTHORISED),
    eventDate: at(0),
    capturedByAdyen: false,
    ...given,
  }),
});

/** The event with success and without. */
export const both = (eventCode: string, given: Given = {}): Step[] =>
  [true, false].map((success) => notification(eventCode, { ...given, success }));

export const response = (
  fact: FactName<'Authorization'>,
  centAmount = AUTHORISED,
  more: object = {},
): Step => ({
  name: `response ${fact}`,
  entries: [
    {
      type: 'Authorization',
      fact,
      transactionId: transactionId('T-authorisation'),
      pspReference: AUTHORISATION,
      amount: money(centAmount),
      at: at(1),
      ...more,
    },
  ],
});

/** What ends or changes an authorisation. */
export const endSteps: readonly Step[] = [
  ...both('PENDING'),
  ...both('EXPIRE', { amount: money(600) }),
  notification('EXPIRE', { pspReference: pspReference('EXPIRE0000000001'), amount: money(600) }),
  ...both('OFFER_CLOSED'),
  ...both('AUTHORISATION_ADJUSTMENT', {
    pspReference: pspReference('ADJUST0000000001'),
    originalReference: AUTHORISATION,
    amount: money(1200),
    eventDate: at(5),
  }),
  notification('AUTHORISATION_ADJUSTMENT', {
    pspReference: pspReference('ADJUST0000000002'),
    originalReference: AUTHORISATION,
    amount: money(900),
    eventDate: at(9),
  }),
];

/** The attempt of a card: its responses, and every event about it. */
export const attemptSteps = (capturedByAdyen = false): Step[] => [
  response('action'),
  response('authorised', AUTHORISED, { isCapturedAtOnce: capturedByAdyen }),
  response('refused'),
  response('pending'),
  notification('AUTHORISATION', { capturedByAdyen }),
  notification('AUTHORISATION', { success: false, reason: 'Refused', capturedByAdyen }),
  ...endSteps,
];

interface Modification {
  readonly type: TransactionType;
  /** Of its intent's id, and of its reference. */
  readonly name: string;
  readonly centAmount: number;
  /** The merchant's reference; the intent's id where there is none. */
  readonly reference?: string | undefined;
  readonly given?: Given;
}

const EVENTS = {
  Charge: ['CAPTURE', 'CAPTURE_FAILED'],
  Refund: ['REFUND', 'REFUND_FAILED', 'REFUNDED_REVERSED'],
  CancelAuthorization: ['CANCELLATION', 'TECHNICAL_CANCEL'],
} as const;

/** The events of an operation, under a reference of its own. */
export const operationSteps = (
  type: keyof typeof EVENTS,
  { name, centAmount, reference, given }: Modification,
) => {
  const about: Given = {
    pspReference: ownReference(name),
    originalReference: AUTHORISATION,
    merchantReference: reference ?? `T-${name}`,
    amount: money(centAmount),
    ...given,
  };
  const recaptured = notification('CAPTURE', { ...about, reason: 'Transaction Auto-Recaptured' });
  return [...EVENTS[type].flatMap((code) => both(code, about)), ...(type === 'Charge' ? [recaptured] : [])];
};

const ownReference = (name: string) => pspReference(`${name.toUpperCase().replaceAll('-', '')}PSP`);

/** The response to an intent, and its events. */
export const intentSteps = (modification: Modification & { readonly type: keyof typeof EVENTS }): Step[] => {
  const { type, name, centAmount } = modification;
  const accepted = {
    type,
    fact: 'accepted' as const,
    transactionId: transactionId(`T-${name}`),
    pspReference: ownReference(name),
    amount: money(centAmount),
    at: at(2),
  };
  return [{ name: 'response accepted', entries: [accepted] }, ...operationSteps(type, modification)];
};

/** Reversals that somebody has made at Adyen; of the first Adyen does not say what it was. */
export const reversalSteps: readonly Step[] = [undefined, 'cancel', 'refund'].flatMap((modificationAction) =>
  both('CANCEL_OR_REFUND', {
    modificationAction,
    pspReference: pspReference(`REVERSAL${modificationAction ?? ''}`),
    originalReference: AUTHORISATION,
  }),
);

/** The gift card order that the payment is a part of was closed unpaid; paid, it says nothing. */
export const orderSteps: readonly Step[] = [
  {
    name: 'ORDER_CLOSED false',
    entries: [
      {
        type: 'OrderClosed',
        authorisation: AUTHORISATION,
        pspReference: pspReference('ORDER00000000001'),
        amount: money(AUTHORISED),
        refund: false,
        at: at(7),
      },
    ],
  },
  notification('ORDER_CLOSED'),
];

export const notedSteps: readonly Step[] = Object.keys(notedEvents)
  .filter((code) => !code.endsWith('AUTORESCUE'))
  .flatMap((code, index) =>
    both(code, {
      pspReference: pspReference(`NOTED${index}`),
      originalReference: AUTHORISATION,
      eventDate: at(index),
    }),
  );

export const silentSteps: readonly Step[] = Object.keys(silentEvents).flatMap((code) =>
  both(code, { originalReference: AUTHORISATION }),
);

const DISPUTE_EVENTS = Object.keys(disputeEvents);
const OPENING_EVENTS = ['NOTIFICATION_OF_CHARGEBACK', 'REQUEST_FOR_INFORMATION', 'CHARGEBACK'];
const FOLLOW_UPS = DISPUTE_EVENTS.filter(
  (code) => !OPENING_EVENTS.includes(code) && !code.includes('OPENED'),
);
const STATUSES = ['Pending', 'Won', 'Lost', 'Accepted', 'Undefended'];

/** The events of a dispute, each an hour after the one before, with Adyen's words about it. */
const dispute = (reference: string, codes: readonly string[], amountOf: (code: string) => number): Step[] =>
  codes.flatMap((code, index) =>
    both(code, {
      pspReference: pspReference(reference),
      originalReference: AUTHORISATION,
      amount: money(amountOf(code)),
      eventDate: at(60 * DISPUTE_EVENTS.indexOf(code)),
      reason: `${code} of ${reference}`,
      additionalData: { disputeStatus: STATUSES[index % STATUSES.length] ?? '', defendable: 'true' },
    }),
  );

const second = (code: string): number => (code === 'SECOND_CHARGEBACK' ? 450 : 400);

/** Two disputes, and follow-ups under names of their own. */
export const disputeSteps: readonly Step[] = [
  ...dispute('DISPUTE000000001', DISPUTE_EVENTS, second),
  ...dispute('DISPUTE000000002', DISPUTE_EVENTS, () => 300),
  ...dispute('ANOTHER000000001', FOLLOW_UPS, () => 400),
  ...dispute('ZANOTHER00000002', FOLLOW_UPS, () => 400),
];
