import { docs, type EventRow, type EventTable } from './event-row.ts';

const WEBHOOK_TYPES = docs('development-resources/webhooks/webhook-types');
const EXPLORER = docs('api-explorer/Webhooks/1/overview');

const silent = (effect: string, source: string = WEBHOOK_TYPES): EventRow => ({ effect, source });
const ofOtherWebhook = (effect: string): EventRow => ({ ...silent(effect), isOfOtherWebhook: true });

/** Events that say nothing about a Payment's money: acknowledged, and stored as interactions where those are on. */
export const silentEvents = {
  ORDER_OPENED: silent('No effect: an order without money yet.', docs('online-payments/partial-payments')),
  AUTHENTICATION: silent('No effect: an authentication without a payment.'),
  REFUND_WITH_DATA: silent('No effect: a refund without a payment of this shop.', EXPLORER),
  RECURRING_CONTRACT: ofOtherWebhook('No effect: the tokenization webhook says which methods are stored.'),
  REPORT_AVAILABLE: silent(
    'No effect on Payments: names a report.',
    docs('reporting/automatically-get-reports'),
  ),
  DONATION: ofOtherWebhook('No effect: the money is not the merchant’s.'),
  ACH_NOTIFICATION_OF_CHANGE: silent('No effect: bank details of a shopper have changed.'),
  DIRECT_DEBIT_NOTICE_OF_CHANGE_NOTIFICATION: silent('No effect: bank details of a shopper have changed.'),
  PAYOUT_THIRDPARTY: ofOtherWebhook('No effect: a payout to a shopper.'),
  PAYOUT_DECLINE: ofOtherWebhook('No effect: a payout to a shopper.'),
  PAYOUT_EXPIRE: ofOtherWebhook('No effect: a payout to a shopper.'),
  PAIDOUT_REVERSED: ofOtherWebhook('No effect: a payout to a shopper.'),
} as const satisfies EventTable;
