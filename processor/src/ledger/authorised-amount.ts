import type { Request } from './entry.ts';
import { amountOf, type AmountFact, type BareFact, type Fact } from './fact.ts';
import { formatMoney, type Money } from './money.ts';
import { addView, isUnanswered, learn, sameMoney, type TransactionView } from './transaction-view.ts';

// Adyen may authorise another amount than it was asked for: a gift card holds less, a bank authorises a part, the shopper
// changes the order at PayPal. commercetools cannot change a transaction's amount, so another transaction takes its place.
// Source: https://docs.adyen.com/online-payments/partial-authorizations

/** The fact with the amount where that is not the transaction's own. */
export const authorisedFact = (own: Money, reported: Money): BareFact | AmountFact =>
  sameMoney(own, reported) || own.currencyCode !== reported.currencyCode
    ? { name: 'authorised' }
    : { name: 'authorised', amount: reported };

/** What an authorisation is over: the smallest amount that Adyen has reported; `undefined` while it is not authorised. */
const authorisedAmount = ({ amount, facts }: Pick<TransactionView, 'amount' | 'facts'>): Money | undefined =>
  facts
    .named('authorised')
    .map((authorised) => amountOf(authorised, amount))
    .toSorted((a, b) => a.centAmount - b.centAmount)[0];

const goByOneReference = (one: TransactionView, other: TransactionView): boolean =>
  one !== other &&
  one.type === other.type &&
  one.interactionId !== undefined &&
  one.interactionId === other.interactionId;

/** Whether another transaction has taken its place. */
const isReplaced = (view: TransactionView, views: readonly TransactionView[]): boolean =>
  view.state === 'Failure' &&
  (view.facts.has('replaced') ||
    // What an earlier version wrote without our custom type has no facts.
    views.some((other) => goByOneReference(view, other) && other.state === 'Success') ||
    (view.type === 'Authorization' && view.interactionId === undefined && hasSuccessor(view, views)));

/** A Payment is one attempt: next to an intent without a reference, another authorisation was made in its place. */
const hasSuccessor = (view: TransactionView, views: readonly TransactionView[]): boolean =>
  views.some((other) => other !== view && other.type === view.type && other.state !== 'Failure');

/** The transactions of a type that no other has taken the place of. */
export const standing = (
  views: readonly TransactionView[],
  type: TransactionView['type'],
): TransactionView[] => views.filter((view) => view.type === type && !isReplaced(view, views));

/**
 * Gives every authorisation, and the charge that it made, the amount that Adyen has authorised: a transaction of another
 * amount becomes a Failure, and one of the right amount takes its place with all that is known of it.
 */
export const correctAmounts = (views: TransactionView[]): void => {
  for (const authorisation of standing(views, 'Authorization')) {
    const amount = authorisedAmount(authorisation);
    if (amount && !sameMoney(amount, authorisation.amount)) {
      replace(views, authorisation, { amount, reason: 'Authorised' });
    }
  }
  for (const authorisation of standing(views, 'Authorization')) {
    const isCorrected = views.some((view) => goByOneReference(view, authorisation));
    if (authorisation.state !== 'Success' || !isCorrected) continue;
    for (const charge of standing(views, 'Charge')) {
      const isItsOwn = charge.interactionId === authorisation.interactionId;
      if (isItsOwn && !sameMoney(charge.amount, authorisation.amount)) {
        replace(views, charge, { amount: authorisation.amount, reason: 'Authorised' });
      }
    }
  }
};

/**
 * What Adyen was asked for: the amount of the intent, also where an authorisation of another amount has taken its place;
 * `undefined` without an authorisation.
 */
export const requestedAmountOf = (views: readonly TransactionView[]): Money | undefined => {
  const [authorisation] = standing(views, 'Authorization');
  return (
    (authorisation && views.find((view) => goByOneReference(view, authorisation)))?.amount ??
    authorisation?.amount
  );
};

/**
 * Makes an unanswered intent anew for another amount.
 * @returns whether there was such an intent, of another amount
 */
export const requestAnew = (views: TransactionView[], { transactionId, amount, at }: Request): boolean => {
  const intent = views.find(({ id }) => id === transactionId);
  if (!intent || !isUnanswered(intent) || sameMoney(intent.amount, amount)) return false;
  const { type, fields, contentDigest, identity } = intent;
  const successor = addView(views, { contentDigest, identity, type, amount, interactionId: undefined });
  successor.timestamp = at;
  const { order, cart } = fields;
  Object.assign(successor.fields, order !== undefined && { order }, cart !== undefined && { cart });
  learn(successor, { name: 'started' });
  learn(intent, { name: 'replaced' });
  intent.fields.reason = `Made anew for ${formatMoney(amount)}`;
  return true;
};

/** Puts a transaction of another amount into the place of one, with all that is known of it. */
export const replace = (
  views: TransactionView[],
  view: TransactionView,
  { amount, reason }: { readonly amount: Money; readonly reason: string },
): void => {
  const { type, interactionId, contentDigest, identity } = view;
  const successor = addView(views, { contentDigest, identity, type, amount, interactionId });
  successor.timestamp = view.timestamp;
  Object.assign(successor.fields, view.fields);
  for (const fact of view.facts) learn(successor, carriedOver(fact, view.amount, amount));
  learn(view, { name: 'replaced' });
  view.fields.reason = `${reason} ${formatMoney(amount)}`;
};

/** What a fact says of a transaction of another amount. */
const carriedOver = (fact: Fact, before: Money, amount: Money): Fact => {
  if (fact.name === 'authorised') return authorisedFact(amount, amountOf(fact, before));
  if (fact.name !== 'announced' && fact.name !== 'debited') return fact;
  const own = amountOf(fact, before);
  return sameMoney(own, amount) ? { name: fact.name } : { name: fact.name, amount: own };
};
