import { standing } from './authorised-amount.ts';
import { forget, learn, type TransactionView } from './transaction-view.ts';

// Adyen tries a refused charge again for some days (Auto Rescue). Every try has a pspReference of its own; AUTORESCUE says how it
// has ended.
// Source: https://docs.adyen.com/online-payments/auto-rescue/cards

/** Whether a refusal is not the end, by the additional data of the response or of AUTHORISATION. */
export const isRescued = (additionalData: Readonly<Record<string, string>> = {}): boolean =>
  additionalData['retry.rescueScheduled'] === 'true';

/** Ends refused tries that wait for the next one, once no next one comes or one was authorised. */
export const concludeRescue = (views: readonly TransactionView[]): void => {
  const tries = standing(views, 'Authorization');
  const isRescue = tries.some(({ facts }) => facts.has('rescuing'));
  const isOver = tries.some(hasEnded) || tries.some(({ state }) => state === 'Success');
  for (const view of tries) {
    if (isRescue && isOver && waits(view)) learn(view, { name: 'rescueEnded' });
    else forget(view, { name: 'rescueEnded' });
  }
};

const waits = ({ facts }: TransactionView): boolean => facts.has('rescuing') && !facts.has('authorised');

const ENDS: readonly string[] = ['AUTORESCUE', 'CANCEL_AUTORESCUE'];

const hasEnded = ({ facts }: TransactionView): boolean =>
  facts.named('event').some(({ code }) => ENDS.includes(code));
