import type { Payment } from '@commercetools/platform-sdk';
import { paymentKey, type AttemptIdentity } from './attempt-key.ts';

/** Where an attempt is written, or stands already. */
export interface AttemptLocation {
  readonly key: string;
  /** How many attempts with the same content were over before this one. */
  readonly round: number;
  /** The cart's Payment of the same attempt, made before; under this key unless an attempt with a key is repeated without. */
  readonly linked: Payment | undefined;
}

/** When a payment of the cart is, or is no longer, the attempt that is looked for. */
export interface SameAttempt {
  /** Whether the same content may be attempted anew after this payment. */
  readonly isOver: (payment: Payment) => boolean;
  /** Whether an attempt without a key is this one, although it was made under a key. */
  readonly repeats?: ((payment: Payment) => boolean) | undefined;
}

/**
 * Finds an attempt among the cart's payments. Without an `Idempotency-Key` the same content is the same attempt until that
 * one is over; then it is the next one.
 * @param firstRound where earlier rounds are over although the cart does not have their payments any more
 */
export const locateAttempt = (
  payments: readonly Payment[],
  identity: AttemptIdentity,
  { isOver, repeats = () => false }: SameAttempt,
  firstRound = 0,
): AttemptLocation => {
  for (let round = firstRound; ; round += 1) {
    const key = paymentKey(identity, round);
    const linked = payments.find((payment) => payment.key === key);
    if (identity.idempotencyKey !== undefined) return { key, round, linked };
    if (!linked) return { key, round, linked: payments.find(repeats) };
    if (!isOver(linked)) return { key, round, linked };
  }
};
