// Identifiers for tests, of any text.
export {
  toCartId as cartId,
  toPaymentId as paymentId,
  toPspReference as pspReference,
  toTransactionId as transactionId,
} from '../identifiers.ts';
