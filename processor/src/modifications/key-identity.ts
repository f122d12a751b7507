import { sha256 } from '../digest.ts';
import { toIdempotencyKey, type IdempotencyKey } from '../identifiers.ts';
import type { RequestIdentity } from '../ledger/request-identity.ts';

/** The identity of every request with this key. */
export const identityOfKey = (idempotencyKey: IdempotencyKey): RequestIdentity => ({
  kind: 'key',
  digest: sha256(idempotencyKey),
});

/** The key of a reversal. No key of a caller holds a colon, so it never equals the key of a refund that a caller asked for. */
export const reversalKey = (name: string): IdempotencyKey => toIdempotencyKey(`reverse:${name}`);
