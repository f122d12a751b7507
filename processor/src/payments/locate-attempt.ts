import type { Payment } from '@commercetools/platform-sdk';
import { paymentKey, type AttemptIdentity } from './attempt-key.ts';

/** Where an attempt is written, or stands already. */
export interface AttemptLocation {
  readonly key: string;
  /** The cart's Payment under this key: the same attempt, made before. */
  readonly linked: Payment | undefined;
}

/**
 * Finds an attempt among the cart's payments. Without an `Idempotency-Key` the same content is the same attempt until that
 * one is over; then it is the next one.
 * @param isOver whether the same content may be attempted anew after this payment
 */
export const locateAttempt = (
  payments: readonly Payment[],
  identity: AttemptIdentity,
  isOver: (payment: Payment) => boolean,
): AttemptLocation => {
  for (let round = 0; ; round += 1) {
    const key = paymentKey(identity, round);
    const linked = payments.find((payment) => payment.key === key);
    if (!linked || identity.idempotencyKey !== undefined || !isOver(linked)) return { key, linked };
  }
};
