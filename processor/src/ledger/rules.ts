/** commercetools' states of a transaction. */
export type TransactionState = 'Initial' | 'Pending' | 'Success' | 'Failure';

interface Rule {
  /** The fact with the highest rank decides the transaction's state, whenever it became known. */
  readonly rank: number;
  readonly state: TransactionState;
  /** The fact counts only where none of this name is as late as it is, by their dates. */
  readonly unlessLater?: string;
  /** Concluded from another operation, so that a recorded state never stands for it. */
  readonly isConcluded?: true;
  /** Where the fact comes from; printed into the documentation. */
  readonly source: string;
}

/**
 * What can be known about one operation at Adyen, and which knowledge wins.
 *
 * A transaction's facts only ever grow, adding one twice changes nothing, and the state is read off the fact with the
 * highest rank. Hence every order, duplication or interleaving of answers and notifications ends in the same state.
 * Source: Adyen's webhook documentation (success after failure, CAPTURE_FAILED after CAPTURE, ...).
 */
export const rules = {
  Authorization: {
    started: { rank: 0, state: 'Initial', source: 'attempt written before Adyen is called' },
    action: {
      rank: 0,
      state: 'Initial',
      source: 'answer RedirectShopper, IdentifyShopper, ChallengeShopper',
    },
    pending: { rank: 1, state: 'Pending', source: 'answer Pending, Received, PresentToShopper; PENDING' },
    rescuing: {
      rank: 1,
      state: 'Pending',
      source: 'refused with `retry.rescueScheduled`: Adyen tries again (Auto Rescue)',
    },
    rescueEnded: {
      rank: 2,
      state: 'Failure',
      isConcluded: true,
      source: 'AUTORESCUE false; CANCEL_AUTORESCUE true; another try was authorised',
    },
    refused: { rank: 2, state: 'Failure', source: 'answer Refused, Error, Cancelled; AUTHORISATION false' },
    closed: { rank: 2, state: 'Failure', source: 'OFFER_CLOSED' },
    expired: { rank: 2, state: 'Failure', source: 'EXPIRE' },
    authorised: { rank: 3, state: 'Success', source: 'answer Authorised; AUTHORISATION true' },
    replaced: { rank: 4, state: 'Failure', source: 'Adyen authorised another amount' },
  },
  Charge: {
    requested: { rank: 0, state: 'Initial', source: 'intent written before Adyen is called' },
    accepted: { rank: 1, state: 'Pending', source: 'answer to /captures' },
    scheduled: { rank: 1, state: 'Pending', source: 'AUTHORISATION true where Adyen captures after a delay' },
    captured: {
      rank: 2,
      state: 'Success',
      source: 'CAPTURE true; AUTHORISATION true where Adyen captures automatically; the end of the delay',
    },
    failed: { rank: 3, state: 'Failure', source: 'refused by Adyen; CAPTURE false' },
    undone: { rank: 3, state: 'Failure', source: 'CAPTURE_FAILED' },
    recaptured: {
      rank: 4,
      state: 'Success',
      unlessLater: 'undone',
      source: 'CAPTURE true with a reason that says "Recaptured", later than CAPTURE_FAILED',
    },
    replaced: { rank: 5, state: 'Failure', source: 'Adyen authorised another amount' },
    superseded: {
      rank: 6,
      state: 'Failure',
      source: 'captured by Adyen itself, of what turns out to have been captured otherwise or cancelled',
    },
  },
  Refund: {
    requested: { rank: 0, state: 'Initial', source: 'intent written before Adyen is called' },
    accepted: { rank: 1, state: 'Pending', source: 'answer to /refunds' },
    refunded: {
      rank: 2,
      state: 'Success',
      source: 'REFUND true; CANCEL_OR_REFUND (refund) true; ORDER_CLOSED',
    },
    failed: {
      rank: 3,
      state: 'Failure',
      source:
        'refused by Adyen; REFUND false; REFUND_FAILED; REFUNDED_REVERSED; CANCEL_OR_REFUND (refund) false',
    },
    superseded: {
      rank: 4,
      state: 'Failure',
      source: 'ORDER_CLOSED of what turns out to have been reversed otherwise',
    },
  },
  CancelAuthorization: {
    requested: { rank: 0, state: 'Initial', source: 'intent written before Adyen is called' },
    accepted: { rank: 1, state: 'Pending', source: 'answer to /cancels' },
    cancelledWithOrder: {
      rank: 2,
      state: 'Success',
      isConcluded: true,
      source: 'ORDER_CLOSED of what Adyen has accepted to cancel',
    },
    failed: {
      rank: 3,
      state: 'Failure',
      source: 'refused by Adyen; CANCELLATION, TECHNICAL_CANCEL, CANCEL_OR_REFUND (cancel) false',
    },
    cancelled: {
      rank: 4,
      state: 'Success',
      source:
        'CANCELLATION, TECHNICAL_CANCEL, CANCEL_OR_REFUND (cancel) true; EXPIRE of an authorisation that succeeded; ORDER_CLOSED; CAPTURE of a part where only one is possible',
    },
    refundedInstead: {
      rank: 5,
      state: 'Failure',
      source: 'written by earlier versions for `superseded`',
    },
    superseded: {
      rank: 6,
      state: 'Failure',
      source:
        'ORDER_CLOSED of what turns out to have been captured, or reversed otherwise; the only capture failed',
    },
  },
  Chargeback: {
    announced: {
      rank: 0,
      state: 'Initial',
      source: 'NOTIFICATION_OF_CHARGEBACK, REQUEST_FOR_INFORMATION, DISPUTE_OPENED_WITH_CHARGEBACK',
    },
    disputed: { rank: 0, state: 'Initial', source: 'a dispute event that moves no money' },
    lapsed: {
      rank: 1,
      state: 'Failure',
      isConcluded: true,
      source: 'REQUEST_FOR_INFORMATION whose time has ended, and nothing was debited',
    },
    debited: { rank: 2, state: 'Success', source: 'CHARGEBACK' },
    reversed: { rank: 3, state: 'Failure', source: 'CHARGEBACK_REVERSED' },
    endedWon: {
      rank: 4,
      state: 'Failure',
      isConcluded: true,
      source: 'the final status Won of an event that moves no money',
    },
    endedLost: {
      rank: 5,
      state: 'Success',
      isConcluded: true,
      source: 'the final status Lost or Accepted of an event that moves no money',
    },
    debitedAgain: { rank: 6, state: 'Success', source: 'SECOND_CHARGEBACK' },
    won: { rank: 7, state: 'Failure', source: 'PREARBITRATION_WON, SCHEME_ARBITRATION_WON' },
    lost: { rank: 8, state: 'Success', source: 'PREARBITRATION_LOST, SCHEME_ARBITRATION_LOST' },
    replaced: { rank: 9, state: 'Failure', source: 'SECOND_CHARGEBACK over another amount' },
  },
} as const satisfies Record<string, Record<string, Rule>>;

type Rules = typeof rules;

/** commercetools' types of a transaction. */
export type TransactionType = keyof Rules;

/** The types, in the order in which a payment usually meets them. */
export const transactionTypes = Object.keys(rules) as readonly TransactionType[];

/** The name of a fact about a transaction of this type. */
export type FactName<T extends TransactionType = TransactionType> = T extends TransactionType
  ? keyof Rules[T] & string
  : never;

/** The names of all facts that decide a state. */
export const factNames: readonly FactName[] = [
  ...new Set(transactionTypes.flatMap((type) => Object.keys(rules[type]) as FactName[])),
];

const rulesOf = (type: TransactionType): Readonly<Record<string, Rule | undefined>> => rules[type];

/** The rule for a fact; `undefined` for one that decides no state, such as an adjusted amount. */
export const ruleOf = (type: TransactionType, name: string): Rule | undefined => rulesOf(type)[name];

/**
 * The weakest fact that explains a recorded state. It stands in for what is not remembered: transactions of another
 * connector, or of an earlier version in a project without our custom type.
 */
export const factBehind = (type: TransactionType, state: TransactionState): FactName => {
  const [weakest] = Object.entries(rulesOf(type))
    .flatMap(([fact, rule]) =>
      rule?.state === state && !rule.isConcluded ? [{ fact, rank: rule.rank }] : [],
    )
    .sort((a, b) => a.rank - b.rank);
  if (!weakest) throw new Error(`No rule leads a ${type} to ${state}.`);
  return weakest.fact as FactName;
};

/** The state that a set of facts amounts to: a pure function of the set, not of its order. */
export const stateOf = (type: TransactionType, facts: Iterable<DatedName>): TransactionState => {
  const all = [...facts];
  let strongest: Rule | undefined;
  for (const fact of all) {
    const rule = ruleOf(type, fact.name);
    if (!rule || (strongest && rule.rank <= strongest.rank)) continue;
    if (!isOvertaken(fact, rule, all)) strongest = rule;
  }
  return strongest?.state ?? 'Initial';
};

interface DatedName {
  readonly name: string;
  /** ISO 8601 in UTC */
  readonly at?: string;
}

/** What has no date was written by an earlier version, and counts. */
const isOvertaken = ({ at }: DatedName, { unlessLater }: Rule, facts: readonly DatedName[]): boolean =>
  at !== undefined &&
  unlessLater !== undefined &&
  facts.some((other) => other.name === unlessLater && other.at !== undefined && other.at >= at);
