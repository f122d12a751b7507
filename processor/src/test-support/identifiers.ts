// Identifiers for tests, of any text.
export {
  toCartId as cartId,
  toPaymentId as paymentId,
  toTransactionId as transactionId,
} from '../identifiers.ts';
