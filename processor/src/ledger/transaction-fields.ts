import type { Transaction } from '@commercetools/platform-sdk';
import type { CartId, PspReference, TransactionId } from '../identifiers.ts';
import { encodeFacts } from './fact-codec.ts';
import type { Fact } from './fact.ts';
import { encodeIdentity, type RequestIdentity } from './request-identity.ts';

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
  order?: PspReference;
  /** The id of the charge that a refund is taken from. */
  charge?: TransactionId;
  /** The cart that an attempt is to pay. Earlier versions did not write it. */
  cart?: CartId;
  /** The request that created the Payment of an attempt. */
  createdBy?: string;
}

/** What made a transaction the same one when it is asked for again. */
export interface RememberedRequest {
  /** Of an attempt: the digest of what it is about, so that a key is not used for another one. */
  readonly contentDigest?: string | undefined;
  /** Of a modification. */
  readonly identity?: RequestIdentity | undefined;
}

export const fieldsOf = (transaction: Transaction): TransactionFields => transaction.custom?.fields ?? {};

/** The custom fields that remember this. */
export const encodeFields = ({
  facts,
  contentDigest,
  identity,
  ...fields
}: PlainFields & RememberedRequest & { readonly facts: Iterable<Fact> }): TransactionFields => {
  const requestDigest = contentDigest ?? (identity && encodeIdentity(identity));
  return {
    ...fields,
    ...(requestDigest !== undefined && { requestDigest }),
    facts: encodeFacts(facts),
  };
};
