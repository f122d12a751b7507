import type { Transaction } from '@commercetools/platform-sdk';
import { encodeFacts } from './fact-codec.ts';
import type { Fact } from './fact.ts';

/** The custom fields of a transaction as commercetools stores them (see custom-types.ts). All are optional. */
export interface TransactionFields extends PlainFields {
  facts?: string[];
}

/** The fields that mean what they hold. */
export interface PlainFields {
  reason?: string;
  eventDate?: string;
  /** Adyen's `reference` of a modification, where it is not the transaction's id. */
  reference?: string;
  /** The recorded response of an attempt, for a repeat of it. */
  outcome?: string;
  /** What the request was, so that a key is not used for another one. */
  requestDigest?: string;
  /** Adyen's reference of the order that the payment is a part of. */
  order?: string;
  /** The id of the charge that a refund is taken from. */
  charge?: string;
}

export const fieldsOf = (transaction: Transaction): TransactionFields => transaction.custom?.fields ?? {};

/** The custom fields that remember this. */
export const encodeFields = ({
  facts,
  ...fields
}: PlainFields & { readonly facts: Iterable<Fact> }): TransactionFields => ({
  ...fields,
  facts: encodeFacts(facts),
});
