import type { Payment } from '@commercetools/platform-sdk';
import { standing } from './authorised-amount.ts';
import type { Participation } from './entry.ts';
import { fieldsOf } from './transaction-fields.ts';
import { learn, viewsOf, type TransactionView } from './transaction-view.ts';

// Equal requests share one Payment. Each one but the first writes down that it takes part before it links the Payment to the
// cart, and each one that gives up without having linked it writes that down too. So the last one to give up knows that
// nobody has linked it, or will: it was never sent to Adyen, and can be removed.

/** Writes down that a request shares the attempt, or has given it up. */
export const recordParticipation = (
  views: readonly TransactionView[],
  { requestId, stage }: Participation,
): void => {
  const [authorisation] = standing(views, 'Authorization');
  if (authorisation) learn(authorisation, { name: stage, requestId });
};

/** Whether every request that has created the Payment or found it has given up. */
export const haveAllLeft = (payment: Payment): boolean => {
  const { createdBy } = payment.transactions.map(fieldsOf).find((fields) => fields.createdBy) ?? {};
  const facts = viewsOf(payment).flatMap((view) => [...view.facts]);
  const idsOf = (stage: 'joined' | 'left'): string[] =>
    facts.flatMap((fact) => (fact.name === stage ? [fact.requestId] : []));
  // An instance of an earlier version says only that there was such a request, not which one; of another version, not even that.
  const isSharedOtherwise = facts.some(({ name }) => name === 'repeated' || name === 'unknown');
  const left = new Set(idsOf('left'));
  return (
    createdBy !== undefined &&
    !isSharedOtherwise &&
    [createdBy, ...idsOf('joined')].every((requestId) => left.has(requestId))
  );
};
