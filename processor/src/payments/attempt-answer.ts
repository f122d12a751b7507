import type { PaymentAnswer } from '../adyen/responses.ts';
import { refusalReasonOfWords, type RefusalReason } from '../adyen/refusals.ts';
import { outcomeOf, refusalReasonOf, type ShopperAnswer } from '../adyen/results.ts';
import { isCapturedByAdyen } from '../adyen/captured-by-adyen.ts';
import type { Config } from '../config/config.ts';
import { Fault } from '../errors.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import { fromAdyenAmount, type Money } from '../ledger/money.ts';
import type { FactName } from '../ledger/rules.ts';
import { sameMoney, type TransactionView } from '../ledger/transaction-view.ts';

interface Settled {
  resultCode: string;
  refusalReason?: RefusalReason;
}

/** What is remembered of the answer to an attempt, so that a repeat of it is answered the same. */
type Recorded = Settled | { fault: { statusCode: number; code: string; message: string } };

const factOf = ({ resultCode, action }: PaymentAnswer): FactName<'Authorization'> => {
  const outcome = outcomeOf(resultCode);
  if (outcome === 'authorised' || outcome === 'refused' || outcome === 'action') return outcome;
  // Awaiting the shopper in an app, a QR code or a voucher: nothing has been accepted yet.
  return action ? 'action' : 'pending';
};

/** What Adyen's answer to an attempt, or to its continuation, says to the ledger. */
export const entriesOfAnswer = (given: {
  readonly answer: PaymentAnswer;
  readonly transactionId: string | undefined;
  readonly amount: Money;
  /** What the payment was to be when it was answered: PayPal's order may have been changed since the start. */
  readonly planned?: Money;
  readonly method: string | undefined;
  readonly now: Date;
  readonly paymentMethodsConfig: Config['paymentMethodsConfig'];
}): LedgerEntry[] => {
  const { answer, transactionId, amount, now } = given;
  const common = { pspReference: answer.pspReference, amount, at: now.toISOString() };
  const fact = factOf(answer);
  const { pspReference } = answer;
  const planned = given.planned ?? amount;
  const authorised = given.method === 'giftcard' ? paidByGiftCard(answer, planned) : planned;
  // As a notification of the same payment will name it.
  const named = answer.paymentMethod?.brand ?? answer.paymentMethod?.type;
  const isCharge =
    fact === 'authorised' &&
    answer.pspReference !== undefined &&
    authorised.centAmount > 0 &&
    isCapturedByAdyen([named, given.method], given.paymentMethodsConfig);
  return [
    {
      ...common,
      type: 'Authorization',
      fact,
      transactionId,
      reason: fact === 'refused' ? answer.refusalReason : undefined,
      outcome: recordedOutcome(answer),
    },
    ...(isCharge
      ? [
          {
            ...common,
            amount: authorised,
            type: 'Charge',
            fact: 'captured',
            reference: pspReference,
          } as const,
        ]
      : []),
    ...(fact === 'authorised' && pspReference !== undefined && !sameMoney(authorised, planned)
      ? [
          {
            type: 'Adjustment',
            authorisation: pspReference,
            pspReference,
            amount: authorised,
            at: common.at,
          } as const,
        ]
      : []),
  ];
};

/** A gift card pays what it still holds, which may be less than was asked for; never more. */
const paidByGiftCard = ({ amount }: PaymentAnswer, planned: Money): Money => {
  if (amount?.currency !== planned.currencyCode) return planned;
  try {
    const answered = fromAdyenAmount(amount);
    return answered.centAmount < planned.centAmount ? answered : planned;
  } catch {
    return planned;
  }
};

// An action or an order is asked for again at Adyen, which gives its first answer for the same key.
const recordedOutcome = (answer: PaymentAnswer): string | undefined =>
  answer.action || answer.order
    ? undefined
    : record({ resultCode: answer.resultCode, refusalReason: refusalReasonOf(answer) });

/** Adyen refused the request itself: the attempt has failed, and a repeat of it gets the same error. */
export const entriesOfRefusedRequest = (given: {
  readonly fault: Fault;
  readonly transactionId: string | undefined;
  readonly amount: Money;
  readonly now: Date;
}): LedgerEntry[] => [
  {
    type: 'Authorization',
    fact: 'refused',
    transactionId: given.transactionId,
    amount: given.amount,
    reason: given.fault.code,
    at: given.now.toISOString(),
    outcome: record({
      fault: { statusCode: given.fault.statusCode, code: given.fault.code, message: given.fault.message },
    }),
  },
];

const record = (
  outcome: { resultCode: string; refusalReason: RefusalReason | undefined } | Recorded,
): string => JSON.stringify(outcome);

/**
 * The answer to a repeat of an attempt whose end is known; `undefined` when Adyen has to be asked again.
 * @throws Fault the one that the attempt was answered with
 */
export const recordedAnswer = (given: {
  readonly paymentReference: string;
  readonly authorisation: TransactionView;
  readonly merchantReturnUrl: string | undefined;
  /** Whether it pays a part of an order. */
  readonly isPart?: boolean;
}): ShopperAnswer | undefined => {
  const { authorisation, paymentReference, merchantReturnUrl } = given;
  const { state } = authorisation;
  if (state === 'Initial') return undefined;
  // Nothing could be written down, for want of our custom type: Adyen gives its first answer for the same key again.
  if (state === 'Failure' && Object.keys(authorisation.fields).length === 0) return undefined;
  const recorded = readOutcome(authorisation.fields.outcome);
  // A part of an order is not the end of it: only Adyen's first answer tells what remains to be paid.
  const isPart = given.isPart === true || authorisation.fields.order !== undefined;
  if (isPart && !recorded) return undefined;
  if (recorded && 'fault' in recorded && state === 'Failure') {
    throw new Fault(recorded.fault.statusCode, recorded.fault.code, recorded.fault.message);
  }
  const answer = endOfAttempt(authorisation);
  if (!answer) return undefined;
  return {
    paymentReference,
    ...answer,
    ...(state !== 'Failure' && merchantReturnUrl !== undefined && { merchantReturnUrl }),
  };
};

/**
 * How the attempt ended, for the shopper: by the answer that it got, or, when that was lost or a notification has overtaken
 * it, by the authorisation's state. `undefined` while it has not ended.
 */
export const endOfAttempt = ({
  state,
  fields,
}: Pick<TransactionView, 'state' | 'fields'>): Settled | undefined => {
  const recorded = readOutcome(fields.outcome);
  const remembered = recorded && 'resultCode' in recorded ? recorded : undefined;
  return remembered && matches(remembered.resultCode, state)
    ? remembered
    : settledElsewhere(state, fields.reason);
};

const matches = (resultCode: string, state: TransactionView['state']): boolean => {
  const expected = {
    authorised: 'Success',
    pending: 'Pending',
    refused: 'Failure',
    action: 'Initial',
    unknown: 'Pending',
  };
  return expected[outcomeOf(resultCode)] === state;
};

/** The answer was lost, and a notification told the end. */
const settledElsewhere = (
  state: TransactionView['state'],
  reason: string | undefined,
): Settled | undefined => {
  if (state === 'Success') return { resultCode: 'Authorised' };
  if (state !== 'Failure') return undefined;
  const refusalReason = refusalReasonOfWords(reason);
  return { resultCode: refusalReason === 'Cancelled' ? 'Cancelled' : 'Refused', refusalReason };
};

const readOutcome = (outcome: string | undefined): Recorded | undefined => {
  try {
    return outcome === undefined ? undefined : (JSON.parse(outcome) as Recorded);
  } catch {
    // Somebody edited the field by hand: the state is what counts.
    return undefined;
  }
};
