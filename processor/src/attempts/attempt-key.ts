import { sha256 } from '../digest.ts';
import { OWN_KEY_PREFIX } from '../ledger/ownership.ts';

/** With what the keys of charges without the shopper begin, so that they can be told from a shopper's own attempts. */
export const CHARGE_KEY_PREFIX = `${OWN_KEY_PREFIX}charge-`;

/** What makes an attempt the same attempt: its key, else its body within the session. */
export interface AttemptIdentity {
  readonly cartId: string;
  readonly sessionId: string;
  /** The caller's `Idempotency-Key`. */
  readonly idempotencyKey: string | undefined;
  readonly bodyDigest: string;
  /** Unless it is a shopper's own. */
  readonly keyPrefix?: string | undefined;
}

/**
 * The key of the attempt's Payment. The same attempt always has the same key, which commercetools accepts only once.
 * @param round counts the attempts with the same body that failed before; always 0 with an `Idempotency-Key`
 */
export const paymentKey = (identity: AttemptIdentity, round: number): string => {
  const { cartId, sessionId, idempotencyKey, bodyDigest, keyPrefix = OWN_KEY_PREFIX } = identity;
  const parts =
    idempotencyKey === undefined
      ? [cartId, 'body', sessionId, bodyDigest, round]
      : [cartId, 'key', idempotencyKey];
  return `${keyPrefix}${sha256(parts.join('\n'))}`;
};
