import { OPEN_JOB, RECURRING_CONTAINER } from '../stored-methods/recurring-job.ts';
import { reviewRecurring } from './review-recurring.ts';
import { SET_ASIDE_CONTAINER } from '../notifications/set-aside.ts';
import { reviewCart } from './review-cart.ts';
import { reviewNotification } from './review-notification.ts';
import { reviewPayment } from './review-payment.ts';
import { reviewUnlinked, unlinkedOf } from './review-unlinked.ts';
import { reviewFlags } from './review-flags.ts';
import {
  FLAGGED_MS,
  LOOK_BACK_MS,
  nothing,
  type Looked,
  type ReviewDependencies,
  type ReviewOptions,
} from './review.ts';

/** The parts of a review, in the order in which they run. */
export const parts = ['payments', 'carts', 'notifications', 'unlinked', 'recurring', 'flagged'] as const;
export type Part = (typeof parts)[number];

/** One resource of a page, which is looked at when its turn comes. */
export interface Item {
  readonly id: string;
  readonly look: () => Promise<Looked>;
}

interface Page {
  readonly after: string | undefined;
  readonly options: ReviewOptions;
}

type Read = (deps: ReviewDependencies, page: Page) => Promise<Item[]>;

const queryOf = ({ after, options: { limit } }: Page) => ({ after, limit });

const ago = ({ now }: ReviewDependencies, ms: number): Date => new Date(now().getTime() - ms);

/** What each part reads for a page. */
export const readers: Readonly<Record<Part, Read>> = {
  payments: async (deps, page) => {
    const { options } = page;
    const payments = await deps.reviewQueries.openPayments(queryOf(page), ago(deps, options.olderThanMs));
    return payments.map((payment) => ({ id: payment.id, look: () => reviewPayment(deps, payment, options) }));
  },
  carts: async (deps, page) => {
    const carts = await deps.reviewQueries.changedCarts(queryOf(page), ago(deps, LOOK_BACK_MS));
    return carts.map((found) => ({ id: found.cart.id, look: () => reviewCart(deps, found) }));
  },
  notifications: async (deps, page) => {
    const objects = await deps.reviewQueries.customObjects(queryOf(page), SET_ASIDE_CONTAINER);
    return objects.map((object) => ({ id: object.id, look: () => reviewNotification(deps, object) }));
  },
  flagged: async (deps, page) => {
    const payments = await deps.reviewQueries.flaggedPayments(queryOf(page), ago(deps, FLAGGED_MS));
    return payments.map((payment) => ({
      id: payment.id,
      look: () => Promise.resolve(reviewFlags(deps, payment)),
    }));
  },
  unlinked: async (deps, page) => {
    const since = ago(deps, LOOK_BACK_MS);
    const before = ago(deps, page.options.olderThanMs);
    const payments = await deps.reviewQueries.authorisedPayments(queryOf(page), since, before);
    const unlinked = await unlinkedOf(deps, payments);
    return payments.map((payment) => ({
      id: payment.id,
      look: () => (unlinked.has(payment) ? reviewUnlinked(deps, payment) : Promise.resolve(nothing)),
    }));
  },
  recurring: async (deps, page) => {
    const jobs = await deps.reviewQueries.customObjects(queryOf(page), RECURRING_CONTAINER, OPEN_JOB);
    return jobs.map((object) => ({ id: object.id, look: () => reviewRecurring(deps, object) }));
  },
};
