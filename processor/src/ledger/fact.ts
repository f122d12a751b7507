import type { CaptureStatement } from '../config/config.ts';
import type { AssessmentName } from './assessment.ts';
import type { PspReference } from '../identifiers.ts';
import type { Money } from './money.ts';
import type { FactName } from './rules.ts';

/**
 * Facts about the connector's own part in an operation, which decide no state (see `Note`). `repeated` was written by earlier
 * versions: another request than the one that created the attempt's Payment has found it.
 */
export const noteNames = ['unsent', 'answered', 'repeated'] as const;

/** On an authorisation: Adyen holds it for a review by a person. */
export const IN_REVIEW = 'inReview';

/** On a charge: it was made by the authorisation, also where a capture of Adyen's has given it a name of its own since. */
export const AT_ONCE = 'atOnce';

/** On a charge: the merchant account allows no capture after it, so that it ends the rest of the authorisation. */
export const ENDS_REST = 'endsRest';

/** What may follow the opening of a dispute. */
export const followUpNames = [
  'disputed',
  'reversed',
  'debitedAgain',
  'won',
  'lost',
] as const satisfies readonly FactName[];

/** A fact whose name says all. */
export interface BareFact {
  readonly name: FactName | (typeof noteNames)[number] | typeof AT_ONCE | typeof ENDS_REST | typeof IN_REVIEW;
}

/** On an authorisation: how Adyen was asked to capture it. */
export interface StatedFact {
  readonly name: 'stated';
  readonly capture: CaptureStatement;
}

/** Facts that may be about another amount than the transaction's own. */
export const amountNames = [
  'authorised',
  'expired',
  'announced',
  'debited',
] as const satisfies readonly FactName[];

/** An authorisation, its end, or the opening of a dispute over another amount than the transaction's own. */
export interface AmountFact {
  readonly name: (typeof amountNames)[number];
  readonly amount: Money;
}

/** The end of a capture, or another try of it: the later one counts. */
export interface DatedFact {
  readonly name: 'undone' | 'recaptured';
  /** ISO 8601 in UTC, so that dates sort as texts. */
  readonly at: string;
}

/** The authorised amount was changed. */
export interface AdjustedFact {
  readonly name: 'adjusted';
  /** ISO 8601 in UTC, so that dates sort as texts. */
  readonly at: string;
  readonly amount: Money;
  readonly pspReference: PspReference;
}

/** The gift card order that the authorisation is a part of was closed: Adyen reversed what the part held. */
export interface OrderClosedFact {
  readonly name: 'orderClosed';
  readonly refund: boolean;
  /** The order's own reference. */
  readonly pspReference: PspReference;
  readonly amount: Money;
}

/** Adyen reversed the payment, and does not say whether that was a cancellation or a refund. */
export interface CancelOrRefundFact {
  readonly name: 'cancelOrRefund';
  readonly succeeded: boolean;
  readonly pspReference: PspReference;
  readonly amount: Money;
}

/** Adyen was asked to change the amount of PayPal's order, and what came of it is not known. */
export interface OrderChangeFact {
  readonly name: 'orderChange';
  /** `asked`: the call may be under way. `lost`: it has ended without an answer. */
  readonly stage: 'asked' | 'lost';
  /** When it was asked for: ISO 8601 in UTC. */
  readonly at: string;
  readonly amount: Money;
}

/** An amount update was asked for under a key of the caller's: the key belongs to this request. */
export interface UpdateAskedFact {
  readonly name: 'updateAsked';
  readonly keyDigest: string;
  readonly contentDigest: string;
}

/** A request has found the attempt's Payment, or has given up without having linked it. */
export interface ParticipationFact {
  readonly name: 'joined' | 'left';
  readonly requestId: string;
}

/** A later event of a dispute, with the reference and the amount that it came with. */
export interface FollowUpFact {
  readonly name: (typeof followUpNames)[number];
  readonly pspReference: PspReference;
  readonly amount: Money;
}

/** What issuer, scheme and risk checks made of the payment. */
export interface AssessedFact {
  readonly name: 'assessed';
  readonly about: AssessmentName;
  /** The rank of the fact that it came with: see `recordAssessment`. */
  readonly weight: number;
  readonly text: string;
}

/** What an event says beside its money. All are Adyen's own texts. */
export interface EventDetails {
  readonly status?: string;
  readonly reason?: string;
  readonly reasonCode?: string;
  readonly scheme?: string;
  /** When the time to defend ends. */
  readonly deadline?: string;
  readonly defendable?: string;
}

/** An event that describes a dispute or an authorisation, and dates that. */
export interface EventFact {
  readonly name: 'event';
  readonly code: string;
  /** ISO 8601 in UTC, so that dates sort as texts. */
  readonly at: string;
  readonly pspReference: PspReference;
  readonly details: EventDetails;
}

/** A stored text that this version cannot read: it decides nothing, and is written back as it is. */
export interface UnknownFact {
  readonly name: 'unknown';
  readonly text: string;
}

/** Something that is known about one transaction. */
export type Fact =
  | BareFact
  | StatedFact
  | AmountFact
  | DatedFact
  | AdjustedFact
  | OrderClosedFact
  | CancelOrRefundFact
  | OrderChangeFact
  | UpdateAskedFact
  | ParticipationFact
  | FollowUpFact
  | AssessedFact
  | EventFact
  | UnknownFact;

/** The facts that go by a name. */
export type FactNamed<N extends Fact['name']> = Fact & { readonly name: N };

/** The amount that the fact is about: the whole of it where the fact names none. */
export const amountOf = (fact: BareFact | AmountFact | FollowUpFact, whole: Money): Money =>
  'amount' in fact ? fact.amount : whole;

interface Details {
  readonly name: string;
  readonly at?: string;
  readonly capture?: CaptureStatement;
  readonly amount?: Money;
  readonly pspReference?: PspReference;
  readonly refund?: boolean;
  readonly succeeded?: boolean;
  readonly stage?: string;
  readonly text?: string;
  readonly keyDigest?: string;
  readonly contentDigest?: string;
  readonly requestId?: string;
  readonly about?: string;
  readonly weight?: number;
  readonly code?: string;
  readonly details?: EventDetails;
}

/** Whether two facts say the same. */
export const sameFact = (one: Details, other: Details): boolean =>
  one.name === other.name &&
  one.at === other.at &&
  one.capture === other.capture &&
  one.amount?.centAmount === other.amount?.centAmount &&
  one.amount?.currencyCode === other.amount?.currencyCode &&
  one.pspReference === other.pspReference &&
  one.refund === other.refund &&
  one.succeeded === other.succeeded &&
  one.stage === other.stage &&
  one.keyDigest === other.keyDigest &&
  one.contentDigest === other.contentDigest &&
  one.requestId === other.requestId &&
  one.about === other.about &&
  one.weight === other.weight &&
  one.code === other.code &&
  sameDetails(one.details, other.details) &&
  one.text === other.text;

const sameDetails = (one: EventDetails = {}, other: EventDetails = {}): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
