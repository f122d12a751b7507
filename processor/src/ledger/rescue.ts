import type { PspReference } from '../identifiers.ts';
import { standing } from './authorised-amount.ts';
import type { Fact } from './fact.ts';
import { forget, learn, type TransactionView } from './transaction-view.ts';

// Adyen tries a refused charge again for some days (Auto Rescue). Every try has a pspReference of its own; AUTORESCUE says how it
// has ended.
// Source: https://docs.adyen.com/online-payments/auto-rescue/cards

type Views = readonly TransactionView[];
type AdditionalData = Readonly<Record<string, string>>;

/** Whether a refusal is not the end, by the additional data of the response or of AUTHORISATION. */
export const isRescued = (additionalData: AdditionalData = {}): boolean =>
  additionalData['retry.rescueScheduled'] === 'true';

/** Whether AUTHORISATION is about another try than the first, which is the attempt's own. */
export const isLaterTry = (additionalData: AdditionalData = {}): boolean =>
  additionalData['retry.rescueReference'] !== undefined &&
  Number(additionalData['retry.orderAttemptNumber']) > 1;

const isRescue = (tries: Views): boolean => tries.some(({ facts }) => facts.has('rescuing'));

/** The try that Adyen has authorised; `undefined` without a rescue. */
const authorisedTry = (tries: Views): TransactionView | undefined =>
  isRescue(tries) ? tries.find(({ state }) => state === 'Success') : undefined;

/** The authorisation that an event speaks of. What is said of a rescued payment is said of the try that succeeded. */
export const meantAuthorisation = (
  views: Views,
  reference: PspReference | undefined,
): TransactionView | undefined => {
  const tries = standing(views, 'Authorization');
  return authorisedTry(tries) ?? tries.find(({ interactionId }) => interactionId === reference) ?? tries[0];
};

/** Said of the payment, under the reference of a try that need not be known yet. */
const OF_PAYMENT: readonly Fact['name'][] = ['adjusted', 'cancelOrRefund', 'orderClosed', 'event'];

/**
 * Moves what was said of the payment to the try that succeeded, once that is known.
 * @returns that try, where anything was moved
 */
export const gatherFacts = (views: Views): TransactionView | undefined => {
  const tries = standing(views, 'Authorization');
  const authorised = authorisedTry(tries);
  let hasMoved = false;
  for (const view of tries.filter((one) => authorised !== undefined && one !== authorised)) {
    for (const fact of [...view.facts].filter(({ name }) => OF_PAYMENT.includes(name))) {
      forget(view, fact);
      if (authorised) learn(authorised, fact);
      hasMoved = true;
    }
  }
  return hasMoved ? authorised : undefined;
};

/** Ends refused tries that wait for the next one, once no next one comes or one was authorised. */
export const concludeRescue = (views: Views): void => {
  const tries = standing(views, 'Authorization');
  const isOver = tries.some(hasEnded) || tries.some(({ state }) => state === 'Success');
  for (const view of tries) {
    if (isRescue(tries) && isOver && waits(view)) learn(view, { name: 'rescueEnded' });
    else forget(view, { name: 'rescueEnded' });
  }
};

const waits = ({ facts }: TransactionView): boolean => facts.has('rescuing') && !facts.has('authorised');

const ENDS: readonly string[] = ['AUTORESCUE', 'CANCEL_AUTORESCUE'];

const hasEnded = ({ facts }: TransactionView): boolean =>
  facts.named('event').some(({ code }) => ENDS.includes(code));
