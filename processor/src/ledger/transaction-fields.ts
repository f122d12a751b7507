import type { Transaction } from '@commercetools/platform-sdk';
import { encodeFacts } from './fact-codec.ts';
import type { Fact } from './fact.ts';
import { encodeRequestedBy, type RequestedBy } from './requested-by.ts';

/** The custom fields of a transaction as commercetools stores them (see custom-types.ts). All are optional. */
export interface TransactionFields extends PlainFields {
  facts?: string[];
  /** On an authorisation the digest of what the attempt is about; on a modification who asked for it. */
  requestDigest?: string;
}

/** The fields that mean what they hold. */
export interface PlainFields {
  reason?: string;
  eventDate?: string;
  /** Adyen's `reference` of a modification, where it is not the transaction's id. */
  reference?: string;
  /** The recorded response of an attempt, for a repeat of it. */
  outcome?: string;
  /** Adyen's reference of the order that the payment is a part of. */
  order?: string;
  /** The id of the charge that a refund is taken from. */
  charge?: string;
}

/** What made a transaction the same one when it is asked for again. */
export interface RequestIdentity {
  /** Of an attempt: the digest of what it is about, so that a key is not used for another one. */
  readonly contentDigest?: string | undefined;
  /** Of a modification. */
  readonly requestedBy?: RequestedBy | undefined;
}

export const fieldsOf = (transaction: Transaction): TransactionFields => transaction.custom?.fields ?? {};

/** The custom fields that remember this. */
export const encodeFields = ({
  facts,
  contentDigest,
  requestedBy,
  ...fields
}: PlainFields & RequestIdentity & { readonly facts: Iterable<Fact> }): TransactionFields => {
  const requestDigest = contentDigest ?? (requestedBy && encodeRequestedBy(requestedBy));
  return {
    ...fields,
    ...(requestDigest !== undefined && { requestDigest }),
    facts: encodeFacts(facts),
  };
};
