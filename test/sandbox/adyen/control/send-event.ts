import { capturable, type Modification, type ModificationKind, type Payment } from '../books.ts';
import { isSettled } from '../checkout/settle.ts';
import { newReference } from '../references.ts';
import { bareEvent } from '../webhooks/events.ts';
import { eventDate, type NotificationItem } from '../webhooks/item.ts';
import type { World } from '../world.ts';

/**
 * An event of a test's choice. What is absent is filled in from the payment, as Adyen would; an empty
 * `originalReference` is left out of the event.
 */
export interface EventOrder extends Partial<Omit<NotificationItem, 'success'>> {
  eventCode: string;
  /** Of a payment or of one of its modifications; any other is sent as it is. */
  pspReference?: string;
  /** Merchant reference of the payment, instead of its pspReference. */
  reference?: string;
  success?: boolean;
}

/** Events with a pspReference of their own that name the payment in `originalReference`. */
const WITH_OWN_REFERENCE = new Set([
  'NOTIFICATION_OF_CHARGEBACK',
  'REQUEST_FOR_INFORMATION',
  'DISPUTE_OPENED_WITH_CHARGEBACK',
  'CHARGEBACK',
  'CHARGEBACK_REVERSED',
  'SECOND_CHARGEBACK',
  'PREARBITRATION_OPEN',
  'PREARBITRATION_ACCEPTED',
  'PREARBITRATION_DECLINED',
  'PREARBITRATION_ISSUER_WITHDRAWN',
  'PREARBITRATION_WON',
  'PREARBITRATION_LOST',
  'SCHEME_ARBITRATION',
  'SCHEME_ARBITRATION_WON',
  'SCHEME_ARBITRATION_LOST',
  'ISSUER_RESPONSE_TIMEFRAME_EXPIRED',
  'ISSUER_COMMENTS',
  'NOTIFICATION_OF_FRAUD',
  'INFORMATION_SUPPLIED',
  'DISPUTE_DEFENSE_PERIOD_ENDED',
  'AUTORESCUE',
  'CANCEL_AUTORESCUE',
  'MANUAL_REVIEW_ACCEPT',
  'MANUAL_REVIEW_REJECT',
  'POSTPONED_REFUND',
  'SETTLED_REVERSED',
  'CAPTURE',
  'REFUND',
  'CANCELLATION',
  'TECHNICAL_CANCEL',
  'CANCEL_OR_REFUND',
  'AUTHORISATION_ADJUSTMENT',
]);

interface Subject {
  payment: Payment;
  modification?: Modification;
}

interface Event extends Subject {
  item: NotificationItem;
  value: number;
}

type Effect = (event: Event) => void;

/** A modification that was made in Adyen's Customer Area, not by the merchant's systems. */
const record = ({ payment, item }: Event, kind: ModificationKind): void => {
  const { pspReference, amount } = item;
  const at = new Date().toISOString();
  payment.modifications.push({ pspReference, kind, amount, success: true, reason: '', undone: false, at });
};

const giveUp: Effect = ({ payment }) => {
  if (payment.state === 'authorised') payment.cancelled += capturable(payment);
  else if (!isSettled(payment)) payment.state = 'expired';
};

const chargeBack: Effect = ({ payment, value }) => {
  payment.chargedBack += value;
};

const giveBack: Effect = ({ payment, value }) => {
  payment.chargedBack = Math.max(0, payment.chargedBack - value);
};

const undoRefund: Effect = ({ payment, modification, value }) => {
  if (modification?.undone) return;
  if (modification) modification.undone = true;
  payment.refunded = Math.max(0, payment.refunded - value);
};

/** What a successful event means for the books; the money really moved. */
const effects: Record<string, Effect> = {
  AUTHORISATION: ({ payment }) => {
    payment.state = 'authorised';
    payment.resultCode = 'Authorised';
    payment.authorised = payment.amount.value;
    if (payment.capturedAutomatically) payment.captured = payment.amount.value;
  },
  EXPIRE: giveUp,
  OFFER_CLOSED: giveUp,
  TECHNICAL_CANCEL: giveUp,
  CAPTURE_FAILED: ({ payment, modification, value }) => {
    if (modification?.undone) return;
    if (modification) modification.undone = true;
    payment.captured = Math.max(0, payment.captured - value);
  },
  CAPTURE: (event) => {
    const { payment, modification, value } = event;
    if (modification && !modification.undone) return;
    if (modification) modification.undone = false;
    else record(event, 'capture');
    payment.captured += value;
  },
  REFUND: (event) => {
    if (event.modification) return;
    record(event, 'refund');
    event.payment.refunded += event.value;
  },
  CANCELLATION: (event) => {
    if (event.modification) return;
    record(event, 'cancel');
    event.payment.cancelled += capturable(event.payment);
  },
  REFUND_FAILED: undoRefund,
  REFUNDED_REVERSED: undoRefund,
  CHARGEBACK: chargeBack,
  SECOND_CHARGEBACK: chargeBack,
  PREARBITRATION_LOST: chargeBack,
  CHARGEBACK_REVERSED: giveBack,
  PREARBITRATION_WON: giveBack,
};

const subjectOf = (world: World, order: EventOrder): Subject | undefined => {
  if (order.pspReference === undefined) {
    const payment =
      order.reference === undefined ? undefined : world.books.byReference(order.reference).at(-1);
    return payment && { payment };
  }
  const payment = world.books.get(order.pspReference);
  return payment ? { payment } : world.books.ownerOf(order.pspReference);
};

const describe = (subject: Subject, eventCode: string): NotificationItem => {
  const { payment, modification } = subject;
  const item = bareEvent(payment, eventCode);
  if (modification) {
    return {
      ...item,
      amount: { ...modification.amount },
      merchantReference: modification.reference ?? payment.merchantReference,
      originalReference: payment.pspReference,
      pspReference: modification.pspReference,
    };
  }
  return WITH_OWN_REFERENCE.has(eventCode)
    ? { ...item, originalReference: payment.pspReference, pspReference: newReference() }
    : item;
};

const foreign = (world: World, { eventCode, pspReference, reference }: EventOrder): NotificationItem => ({
  additionalData: {},
  amount: { currency: 'EUR', value: 0 },
  eventCode,
  eventDate: eventDate(),
  merchantAccountCode: world.identity.merchantAccount,
  merchantReference: reference ?? '',
  pspReference: pspReference ?? newReference(),
  reason: '',
  success: 'true',
});

const overridesIn = (order: Omit<EventOrder, 'success'>): Partial<NotificationItem> => {
  const overrides = { ...order };
  delete overrides.reference;
  delete overrides.pspReference;
  return overrides;
};

/** Queues an event, and lets it change the books where it says that money moved. Returns what is sent, unsigned. */
export const sendEvent = (world: World, order: EventOrder): NotificationItem => {
  const { success = true, ...given } = order;
  const subject = subjectOf(world, order);
  const item: NotificationItem = {
    ...(subject ? describe(subject, order.eventCode) : foreign(world, order)),
    ...overridesIn(given),
    success: success ? 'true' : 'false',
  };
  if (item.originalReference === '') delete item.originalReference;
  if (subject && success) effects[order.eventCode]?.({ ...subject, item, value: item.amount.value });
  world.webhooks.notify(item);
  return item;
};
