import type { Transaction } from '@commercetools/platform-sdk';
import type { CartId, PspReference, TransactionId } from '../identifiers.ts';
import { adjustNames } from './adjust-names.ts';
import { assessmentNames, type Assessment } from './assessment.ts';
import { encodeFacts } from './fact-codec.ts';
import type { Fact } from './fact.ts';
import { encodeIdentity, type RequestIdentity } from './request-identity.ts';

/** The custom fields of a transaction (see custom-types.ts). All are optional. */
export interface TransactionFields extends PlainFields {
  facts?: string[];
  /** On an authorisation the digest of what the attempt is about; on a modification who asked for it. */
  requestDigest?: string;
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/** The fields that mean what they hold. */
export interface PlainFields extends Writable<Assessment> {
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
  /** What the request said of the authorisation: PreAuth or FinalAuth. */
  authorisationType?: string;
  /** Adyen's data for the next update of the amount. */
  adjustData?: string;
  /** Adyen's idempotency key of the latest update, and the data that it brought along. */
  adjustedWith?: string;
  /** Of a dispute, what the latest event says; Adyen's own words. */
  disputeStatus?: string;
  disputeReason?: string;
  disputeReasonCode?: string;
  disputeScheme?: string;
  /** When the time to defend ends. */
  disputeDeadline?: string;
  disputeDefendable?: string;
  /** Of an authorisation that Adyen holds, or held, for a review by a person. */
  manualReview?: 'pending' | 'accepted' | 'rejected';
  /** Of an authorisation whose issuer reports fraud: scheme and code. */
  fraudAlert?: string;
  /** What a person should look at. */
  flags?: string[];
}

export type FieldName = keyof TransactionFields;

/** Those that earlier versions stored under these names, which other connectors may use too. */
export const bareNames = [
  'facts',
  'reason',
  'eventDate',
  'reference',
  'outcome',
  'requestDigest',
  'order',
  'charge',
  'cart',
  'createdBy',
] as const satisfies readonly FieldName[];

/** Those that are read off the facts anew with every entry, so that they may end. */
export const derivedNames = [
  'disputeStatus',
  'disputeReason',
  'disputeReasonCode',
  'disputeScheme',
  'disputeDeadline',
  'disputeDefendable',
  'manualReview',
  'fraudAlert',
  'flags',
] as const satisfies readonly FieldName[];

/** Every field, by its name in the ledger. */
export const fieldNames: readonly FieldName[] = [
  ...bareNames,
  ...assessmentNames,
  ...adjustNames,
  ...derivedNames,
];

/**
 * The name under which commercetools stores a field. A name must have one field type in all Types of a project that are made
 * for transactions, so ours carry a prefix that nobody else uses.
 * Source: https://docs.commercetools.com/api/projects/types#fielddefinition
 */
export const storedName = (name: FieldName): string =>
  `adyenConnector${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const storedNames = fieldNames.map((name) => [name, storedName(name)] as const);

const wasBare = (name: FieldName): boolean => (bareNames as readonly FieldName[]).includes(name);

/** What made a transaction the same one when it is asked for again. */
export interface RememberedRequest {
  /** Of an attempt: the digest of what it is about, so that a key is not used for another one. */
  readonly contentDigest?: string | undefined;
  /** Of a modification. */
  readonly identity?: RequestIdentity | undefined;
}

/** Our custom fields of a transaction, under whichever names a version stored them; empty for another connector's. */
export const fieldsOf = ({ custom }: Transaction): TransactionFields => {
  if (!custom) return {};
  const stored: Record<string, unknown> = custom.fields;
  const bare = isOurs(stored) ? stored : {};
  const entries = storedNames
    .map(([name, own]) => [
      name,
      name === 'facts'
        ? union(stored[own], bare[name])
        : (stored[own] ?? (wasBare(name) ? bare[name] : undefined)),
    ])
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as TransactionFields;
};

/** Facts are in every transaction that a version of this connector wrote. */
const isOurs = ({ facts }: Record<string, unknown>): boolean =>
  Array.isArray(facts) && facts.every((fact) => typeof fact === 'string');

/** Versions that run side by side may each have written theirs. */
const union = (own: unknown, bare: unknown): unknown =>
  Array.isArray(own) && Array.isArray(bare)
    ? [...new Set<unknown>([...(own as unknown[]), ...(bare as unknown[])])]
    : (own ?? bare);

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
