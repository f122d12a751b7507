// Identifiers for tests, of any text.
export {
  toAdyenIdempotencyKey as adyenIdempotencyKey,
  toCartId as cartId,
  toIdempotencyKey as idempotencyKey,
  toMerchantAccount as merchantAccount,
  toPaymentId as paymentId,
  toPspReference as pspReference,
  toTransactionId as transactionId,
} from '../identifiers.ts';
