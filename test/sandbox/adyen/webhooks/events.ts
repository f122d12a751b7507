import type { Modification, ModificationKind, Payment, Rescue } from '../books.ts';
import { printed } from '../money.ts';
import type { Settings } from '../options.ts';
import type { Order } from '../orders.ts';
import { newReference } from '../references.ts';
import type { Kept, Token } from '../tokens.ts';
import { eventDate, type NotificationItem, type TokenizationEvent } from './item.ts';

/** The event that reports a modification's outcome. */
const eventCodes: Record<ModificationKind, string> = {
  capture: 'CAPTURE',
  refund: 'REFUND',
  cancel: 'CANCELLATION',
  reversal: 'CANCEL_OR_REFUND',
  adjustment: 'AUTHORISATION_ADJUSTMENT',
};

/** Events name a card by its brand, other methods by their type. */
const variantOf = ({ paidWith }: Payment): string => paidWith.brand ?? paidWith.type;

/** What links the tries of a charge: the order's reference is the first try's, since the merchant gives none here. */
const rescueData = ({
  attempt,
  isScheduled,
  reference,
  firstPspReference,
}: Rescue): Record<string, string> => ({
  'retry.rescueScheduled': String(isScheduled),
  'retry.rescueReference': reference,
  'retry.orderAttemptNumber': String(attempt),
  merchantOrderReference: firstPspReference,
});

/** Additional data of a payment, as answers and its AUTHORISATION carry them. */
export const paymentData = (payment: Payment): Record<string, string> => {
  const { lastFour, expiryDate, holderName } = payment.paidWith;
  const { shopperReference, storedPaymentMethodId, tokenOperation } = payment;
  return {
    paymentMethodVariant: variantOf(payment),
    ...(lastFour && { cardSummary: lastFour }),
    ...(expiryDate && { expiryDate }),
    ...(holderName && { cardHolderName: holderName }),
    ...(payment.state === 'authorised' && lastFour && { authCode: '083152' }),
    ...(payment.rescue && rescueData(payment.rescue)),
    ...(shopperReference && { shopperReference }),
    ...(shopperReference &&
      storedPaymentMethodId &&
      tokenOperation && {
        'tokenization.shopperReference': shopperReference,
        'tokenization.storedPaymentMethodId': storedPaymentMethodId,
        'tokenization.store.operationType': tokenOperation,
        'recurring.shopperReference': shopperReference,
        'recurring.recurringDetailReference': storedPaymentMethodId,
      }),
  };
};

/** An event about a payment, with nothing in it but what all events have. */
export const bareEvent = (payment: Payment, eventCode: string): NotificationItem => ({
  additionalData: {},
  amount: { ...payment.amount },
  eventCode,
  eventDate: eventDate(),
  merchantAccountCode: payment.merchantAccount,
  merchantReference: payment.merchantReference,
  paymentMethod: variantOf(payment),
  pspReference: payment.pspReference,
  reason: '',
  success: 'true',
});

/** AUTHORISATION: success when the payment is authorised. */
export const authorisation = (payment: Payment): NotificationItem => {
  const success = payment.state === 'authorised';
  const { lastFour, expiryDate } = payment.paidWith;
  const operations = payment.capturedAutomatically ? ['REFUND'] : ['CANCEL', 'CAPTURE', 'REFUND'];
  const metadata = Object.entries(payment.metadata).map(([key, value]) => [`metadata.${key}`, value]);
  return {
    ...bareEvent(payment, 'AUTHORISATION'),
    additionalData: { ...paymentData(payment), ...(Object.fromEntries(metadata) as Record<string, string>) },
    ...(success && { operations }),
    reason: success
      ? lastFour
        ? `083152:${lastFour}:${expiryDate ?? ''}`
        : ''
      : (payment.refusalReason ?? ''),
    success: success ? 'true' : 'false',
  };
};

/** AUTORESCUE: no further try comes. It is dated as the rescue began. */
export const autoRescue = (
  payment: Payment,
  { reference, firstPspReference, startedAt }: Rescue,
  { isAuthorised, reason }: { isAuthorised: boolean; reason: string },
): NotificationItem => ({
  ...bareEvent(payment, 'AUTORESCUE'),
  additionalData: { 'retry.rescueReference': reference, merchantOrderReference: firstPspReference },
  eventDate: eventDate(new Date(startedAt)),
  originalReference: firstPspReference,
  pspReference: newReference(),
  reason,
  success: isAuthorised ? 'true' : 'false',
});

/** The outcome of a modification, under the reference that the merchant gave it. */
export const modified = (
  payment: Payment,
  modification: Modification,
  additionalData: Record<string, string> = {},
): NotificationItem => ({
  ...bareEvent(payment, eventCodes[modification.kind]),
  additionalData: { ...additionalData, paymentMethodVariant: variantOf(payment) },
  amount: { ...modification.amount },
  merchantReference: modification.reference ?? payment.merchantReference,
  originalReference: payment.pspReference,
  pspReference: modification.pspReference,
  reason: modification.reason,
  success: modification.success ? 'true' : 'false',
});

const orderEvent = (order: Order, eventCode: string, success: boolean): NotificationItem => ({
  additionalData: {},
  amount: { ...order.amount },
  eventCode,
  eventDate: eventDate(),
  merchantAccountCode: order.merchantAccount,
  merchantReference: order.reference,
  pspReference: order.pspReference,
  reason: '',
  success: success ? 'true' : 'false',
});

export const orderOpened = (order: Order): NotificationItem => orderEvent(order, 'ORDER_OPENED', true);

/** ORDER_CLOSED with its parts: success when it is paid in full, else its parts are rolled back. */
export const orderClosed = (
  order: Order,
  parts: Payment[],
  { orderSuccessFlags }: Pick<Settings, 'orderSuccessFlags'>,
): NotificationItem => ({
  ...orderEvent(order, 'ORDER_CLOSED', order.state === 'paid'),
  additionalData: Object.fromEntries(
    parts.flatMap((part, index) =>
      Object.entries({
        pspReference: part.pspReference,
        paymentAmount: printed(part.amount),
        ...(orderSuccessFlags && { success: String(part.authorised > 0) }),
        paymentMethod: variantOf(part),
      }).map(([key, value]) => [`order-${index + 1}-${key}`, value]),
    ),
  ),
});

const tokenEvent = (
  token: Token,
  merchantAccount: string,
  type: TokenizationEvent['type'],
  eventId: string,
): TokenizationEvent => ({
  environment: 'test',
  createdAt: eventDate(),
  eventId,
  version: '1',
  type,
  data: {
    merchantAccount,
    shopperReference: token.shopperReference,
    storedPaymentMethodId: token.id,
    type: token.brand ?? token.type,
  },
});

export const tokenKept = (
  { token, operation }: Kept,
  merchantAccount: string,
  eventId: string,
): TokenizationEvent => {
  const event = tokenEvent(token, merchantAccount, `recurring.token.${operation}`, eventId);
  return {
    ...event,
    data: { ...event.data, operation: operation === 'created' ? 'created' : 'alreadyExisting' },
  };
};

export const tokenUpdated = (token: Token): TokenizationEvent => {
  const event = tokenEvent(token, token.merchantAccount, 'recurring.token.updated', newReference());
  return { ...event, data: { ...event.data, operation: 'updated' } };
};

export const tokenDisabled = (token: Token, merchantAccount: string): TokenizationEvent =>
  tokenEvent(token, merchantAccount, 'recurring.token.disabled', newReference());
