import { digestOf, sha256 } from '../digest.ts';
import type { PaymentId } from '../identifiers.ts';

/** Adyen's idempotency key of a further request of a payment: bound to the Payment and to what is sent (64 characters). */
export const contentKey = (paymentId: PaymentId, content: unknown): string =>
  sha256(`${paymentId}\n${digestOf(content)}`);
