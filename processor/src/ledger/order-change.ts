import type { Payment } from '@commercetools/platform-sdk';
import { standing } from './authorised-amount.ts';
import type { OrderChange } from './entry.ts';
import type { OrderChangeFact } from './fact.ts';
import { forget, learn, viewsOf, type TransactionView } from './transaction-view.ts';

// The shopper changes an order at PayPal until she agrees. A change is written before Adyen is asked for it, and stands on the
// authorisation until its outcome is known: as long as one stands there, nobody knows what PayPal would authorise.

/**
 * Writes what is known of a change. One that was made settles those asked for before it too: Adyen has carried them out
 * earlier, or never will.
 */
export const recordOrderChange = (views: TransactionView[], { at, amount, stage }: OrderChange): void => {
  const [authorisation] = standing(views, 'Authorization');
  if (!authorisation) return;
  const isSettled = (change: OrderChangeFact): boolean =>
    change.at === at || (stage === 'done' && change.at < at);
  for (const change of authorisation.facts.named('orderChange')) {
    if (isSettled(change)) forget(authorisation, change);
  }
  if (stage === 'asked' || stage === 'lost') learn(authorisation, { name: 'orderChange', stage, at, amount });
};

/** The changes of its order whose outcome is not known. */
export const orderChangesInDoubt = (payment: Payment): readonly OrderChangeFact[] =>
  standing(viewsOf(payment), 'Authorization').flatMap(({ facts }) => facts.named('orderChange'));
