/**
 * Who asked for a modification: a caller with an `Idempotency-Key`, or one without, for whom the process that serves it chose
 * a name. It tells whether a request is the same one again.
 */
export type RequestedBy =
  | { readonly kind: 'key'; readonly digest: string }
  | { readonly kind: 'process'; readonly processId: string; readonly requestId: string };

/** The text that commercetools stores: the digest of a key, or `unkeyed-<process>-<request>`. */
export const encodeRequestedBy = (requester: RequestedBy): string =>
  requester.kind === 'key' ? requester.digest : `unkeyed-${requester.processId}-${requester.requestId}`;

/** A process is named by a UUID, which holds hyphens of its own. */
const OF_PROCESS = /^unkeyed-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[^-]*)-(.*)$/s;

/** Whoever stored the text. A text of no known form is the digest of a key that nobody has. */
export const decodeRequestedBy = (text: string): RequestedBy => {
  const [, processId, requestId] = OF_PROCESS.exec(text) ?? [];
  return processId === undefined || requestId === undefined
    ? { kind: 'key', digest: text }
    : { kind: 'process', processId, requestId };
};
