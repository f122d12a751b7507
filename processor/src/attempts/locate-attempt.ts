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

/**
 * Finds an attempt among the cart's payments. Without an `Idempotency-Key` the same content is the same attempt until that
 * one is over; then it is the next one.
 * @param isOver whether the same content may be attempted anew after this payment
 * @param firstRound where earlier rounds are over although the cart does not have their payments any more
 * @param repeats whether an attempt without a key is this one, although it was made under a key
 */
export const locateAttempt = (
  payments: readonly Payment[],
  identity: AttemptIdentity,
  isOver: (payment: Payment) => boolean,
  repeats: (payment: Payment) => boolean = () => false,
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
