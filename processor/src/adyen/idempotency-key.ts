import { digestOf, sha256 } from '../digest.ts';
import {
  toAdyenIdempotencyKey,
  type AdyenIdempotencyKey,
  type PaymentId,
  type TransactionId,
} from '../identifiers.ts';

/** Adyen's idempotency key of a further request of a payment: bound to the Payment and to what is sent (64 characters). */
export const contentKey = (paymentId: PaymentId, content: unknown): AdyenIdempotencyKey =>
  toAdyenIdempotencyKey(sha256(`${paymentId}\n${digestOf(content)}`));

/** Adyen's idempotency key of a request that is written to commercetools first: the id of the Payment or transaction for it. */
export const resourceKey = (id: PaymentId | TransactionId): AdyenIdempotencyKey =>
  // As a plain text: here one identifier is meant to become another.
  toAdyenIdempotencyKey<string>(id);
