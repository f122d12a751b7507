import type { Payment } from '@commercetools/platform-sdk';
import { standing } from './authorised-amount.ts';
import type { UpdateAsked } from './entry.ts';
import { learn, viewsOf, type TransactionView } from './transaction-view.ts';

// An amount update has no transaction of its own: which request a caller's key belongs to stands on the authorisation.

type Views = readonly TransactionView[];

const asked = (views: Views) =>
  standing(views, 'Authorization').flatMap(({ facts }) => facts.named('updateAsked'));

/** Writes down the first request with a key; a later one with the same key changes nothing. */
export const recordAskedUpdate = (views: Views, { keyDigest, contentDigest }: UpdateAsked): void => {
  const [authorisation] = standing(views, 'Authorization');
  if (!authorisation || asked(views).some((known) => known.keyDigest === keyDigest)) return;
  learn(authorisation, { name: 'updateAsked', keyDigest, contentDigest });
};

/** The digest of the update that was asked for under a key; `undefined` where none was. */
export const updateAskedWith = (payment: Payment, keyDigest: string): string | undefined =>
  asked(viewsOf(payment)).find((known) => known.keyDigest === keyDigest)?.contentDigest;
