import { sha256 } from '../digest.ts';
import type { RequestIdentity } from '../ledger/request-identity.ts';

/** The identity of every request with this key. */
export const identityOfKey = (idempotencyKey: string): RequestIdentity => ({
  kind: 'key',
  digest: sha256(idempotencyKey),
});
