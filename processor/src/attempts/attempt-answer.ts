import type { PaymentAnswer } from '../adyen/responses.ts';
import { adjustDataEntries } from '../adyen/adjust-data.ts';
import { readAssessment } from '../adyen/assessment.ts';
import { repeatedRefusal } from '../adyen/errors.ts';
import { refusalReasonOfWords } from '../adyen/refusals.ts';
import { outcomeOf, refusalReasonOf } from '../adyen/results.ts';
import type { PaymentId, TransactionId } from '../identifiers.ts';
import type { ShopperResponse } from './shopper-response.ts';
import { readAmount, readAuthorisedAmount } from '../adyen/read-amount.ts';
import { isCapturedByAdyen } from '../payment-methods/captured-by-adyen.ts';
import type { Config } from '../config/config.ts';
import { compact } from '../adyen/wire.ts';
import type { Fault } from '../errors.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import { isRescued } from '../ledger/rescue.ts';
import { smaller, type Money } from '../ledger/money.ts';
import type { FactName } from '../ledger/rules.ts';
import { remembersNothing, type TransactionView } from '../ledger/transaction-view.ts';
import { decodeOutcome, encodeOutcome, type RecordedResult } from './recorded-outcome.ts';

const factOf = ({ resultCode, action, additionalData }: PaymentAnswer): FactName<'Authorization'> => {
  const outcome = outcomeOf(resultCode);
  if ((outcome === 'refused' || outcome === 'pending') && isRescued(additionalData)) return 'rescuing';
  if (outcome === 'authorised' || outcome === 'refused' || outcome === 'action') return outcome;
  // Awaiting the shopper in an app, a QR code or a voucher: nothing has been accepted yet.
  return action ? 'action' : 'pending';
};

/** What Adyen's answer to an attempt, or to its continuation, says to the ledger. */
export const entriesOfAnswer = (given: {
  readonly answer: PaymentAnswer;
  readonly transactionId: TransactionId | undefined;
  /** What the payment was to be when it was answered: PayPal's order may have been changed since the start. */
  readonly planned: Money;
  readonly method: string | undefined;
  readonly now: Date;
  readonly paymentMethodsConfig: Config['paymentMethodsConfig'];
}): LedgerEntry[] => {
  const { answer, transactionId, planned, now } = given;
  const { pspReference } = answer;
  const fact = factOf(answer);
  const amount = fact === 'authorised' ? authorisedAmount(answer, planned) : planned;
  const common = { pspReference, amount, at: now.toISOString() };
  // As a notification of the same payment will name it.
  const named = answer.paymentMethod?.brand ?? answer.paymentMethod?.type;
  const isCapturedAtOnce =
    fact === 'authorised' &&
    pspReference !== undefined &&
    amount.centAmount > 0 &&
    isCapturedByAdyen([named, given.method], given.paymentMethodsConfig);
  return [
    {
      ...common,
      type: 'Authorization',
      fact,
      transactionId,
      reason: fact === 'refused' ? answer.refusalReason : undefined,
      outcome: recordedOutcome(answer),
      assessment: readAssessment(answer.additionalData, answer.fraudResult?.accountScore),
      isCapturedAtOnce,
      isInReview: answer.additionalData['fraudManualReview'] === 'true',
    },
    ...adjustDataEntries(answer.additionalData),
  ];
};

/**
 * What Adyen says that it authorised, which may be less or more than was asked for; what was planned where it does not say.
 * Source: https://docs.adyen.com/online-payments/partial-authorizations (`additionalData.authorisedAmountValue`)
 */
const authorisedAmount = ({ amount, additionalData }: PaymentAnswer, planned: Money): Money => {
  const { authorisedAmountValue, authorisedAmountCurrency } = additionalData;
  const answered = amount && readAmount(amount);
  const granted = readAuthorisedAmount(authorisedAmountValue, authorisedAmountCurrency);
  return smaller(answered?.currencyCode === planned.currencyCode ? answered : planned, granted);
};

// An action or an order is asked for again at Adyen, which gives its first answer for the same key.
const recordedOutcome = (answer: PaymentAnswer): string | undefined =>
  answer.action || answer.order
    ? undefined
    : encodeOutcome(compact({ resultCode: answer.resultCode, refusalReason: refusalReasonOf(answer) }));

/** Adyen refused the request itself: the attempt has failed, and a repeat of it gets the same error. */
export const entriesOfRefusedRequest = (given: {
  readonly fault: Fault;
  readonly transactionId: TransactionId | undefined;
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
    outcome: encodeOutcome({
      fault: { statusCode: given.fault.statusCode, code: given.fault.code, message: given.fault.message },
    }),
  },
];

/**
 * The answer to a repeat of an attempt whose end is known; `undefined` when Adyen has to be asked again.
 * @throws Fault the one that the attempt was answered with
 */
export const recordedAnswer = (given: {
  readonly paymentReference: PaymentId;
  readonly authorisation: TransactionView;
  readonly merchantReturnUrl: string | undefined;
  /** What the cart owes beside this payment. */
  readonly remainingAmount?: Money | undefined;
  /** Whether it pays a part of an order. */
  readonly isPart?: boolean;
}): ShopperResponse | undefined => {
  const { authorisation, paymentReference, merchantReturnUrl, remainingAmount } = given;
  const { state } = authorisation;
  if (state === 'Initial') return undefined;
  // An earlier version could not store it without our custom type: Adyen gives its first answer for the same key again.
  if (state === 'Failure' && remembersNothing(authorisation)) return undefined;
  const recorded = decodeOutcome(authorisation.fields.outcome);
  // A part of an order is not the end of it: only Adyen's first answer tells what remains to be paid.
  const isPart = given.isPart === true || authorisation.fields.order !== undefined;
  if (isPart && !recorded) return undefined;
  if (recorded && 'fault' in recorded && state === 'Failure') {
    throw repeatedRefusal(recorded.fault);
  }
  const answer = endOfAttempt(authorisation);
  if (!answer) return undefined;
  const next = remainingAmount ? { remainingAmount } : { merchantReturnUrl };
  return { paymentReference, ...answer, ...(state === 'Failure' ? {} : compact(next)) };
};

/**
 * How the attempt ended, for the shopper: by the answer that it got, or, when that was lost or a notification has overtaken
 * it, by the authorisation's state. `undefined` while it has not ended.
 */
export const endOfAttempt = ({
  state,
  fields,
}: Pick<TransactionView, 'state' | 'fields'>): RecordedResult | undefined => {
  const recorded = decodeOutcome(fields.outcome);
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

/** The response was lost, and a notification brought the outcome. */
const settledElsewhere = (
  state: TransactionView['state'],
  reason: string | undefined,
): RecordedResult | undefined => {
  if (state === 'Success') return { resultCode: 'Authorised' };
  if (state !== 'Failure') return undefined;
  const refusalReason = refusalReasonOfWords(reason);
  return { resultCode: refusalReason === 'Cancelled' ? 'Cancelled' : 'Refused', refusalReason };
};
