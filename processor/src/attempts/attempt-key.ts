import { sha256 } from '../digest.ts';
import type { CartId, IdempotencyKey } from '../identifiers.ts';
import { OWN_KEY_PREFIX } from '../ledger/ownership.ts';

/** Key prefix of charges without the shopper, which no shopper's attempt has. */
const CHARGE_KEY_PREFIX = `${OWN_KEY_PREFIX}charge-`;

/** Takes the place of a session in the keys of charges, and keeps their keys apart from those that browsers choose. */
const CHARGE_NAMESPACE = 'transaction';

/** What makes an attempt the same attempt: its key, else its content. */
export interface AttemptIdentity {
  readonly cartId: CartId;
  /** A shopper's content is the same within one session; a charge without the shopper has none. */
  readonly madeBy: { readonly kind: 'shopper'; readonly sessionId: string } | { readonly kind: 'merchant' };
  /** The caller's `Idempotency-Key`. */
  readonly idempotencyKey: IdempotencyKey | undefined;
  /** Digest of what was asked for. */
  readonly contentDigest: string;
}

/**
 * The key of the attempt's Payment. The same attempt always has the same key, which commercetools accepts only once.
 * @param round counts the attempts with the same content that are over; always 0 with an `Idempotency-Key`
 */
export const paymentKey = (identity: AttemptIdentity, round: number): string => {
  const { cartId, madeBy, idempotencyKey, contentDigest } = identity;
  const isCharge = madeBy.kind === 'merchant';
  const namespace = isCharge ? CHARGE_NAMESPACE : madeBy.sessionId;
  const parts =
    idempotencyKey === undefined
      ? [cartId, 'body', namespace, contentDigest, round]
      : [cartId, 'key', ...(isCharge ? [CHARGE_NAMESPACE] : []), idempotencyKey];
  return `${isCharge ? CHARGE_KEY_PREFIX : OWN_KEY_PREFIX}${sha256(parts.join('\n'))}`;
};

/** Whether a Payment's key is that of a charge without the shopper. */
export const isChargeKey = (key: string | undefined): boolean => key?.startsWith(CHARGE_KEY_PREFIX) === true;
