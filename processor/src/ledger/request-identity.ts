/** A request without an `Idempotency-Key`: it is the same one only while its caller waits for it. */
export interface UnkeyedRequest {
  readonly kind: 'unkeyed';
  /** The process that received it. */
  readonly processId: string;
  readonly requestId: string;
}

/** What a repeat of a modification's request has in common with the first request. */
export type RequestIdentity =
  | {
      readonly kind: 'key';
      /** SHA-256 of the caller's `Idempotency-Key`, 64 hexadecimal digits. */
      readonly digest: string;
    }
  | UnkeyedRequest;

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const UNKEYED = new RegExp(`^unkeyed-(${UUID})-(${UUID})$`);

/** The identity as the custom field `requestDigest` holds it. */
export const encodeIdentity = (identity: RequestIdentity): string =>
  identity.kind === 'key' ? identity.digest : `unkeyed-${identity.processId}-${identity.requestId}`;

/** The reverse of {@link encodeIdentity}; any text that is not of the unkeyed form is a digest. */
export const decodeIdentity = (stored: string): RequestIdentity => {
  const [, processId, requestId] = UNKEYED.exec(stored) ?? [];
  return processId === undefined || requestId === undefined
    ? { kind: 'key', digest: stored }
    : { kind: 'unkeyed', processId, requestId };
};

export const isSameIdentity = (one: RequestIdentity, other: RequestIdentity): boolean =>
  encodeIdentity(one) === encodeIdentity(other);
