import { UNMATCHED_CONTAINER } from '../notifications/unmatched-notifications.ts';
import { reviewCart } from './review-cart.ts';
import { reviewNotification } from './review-notification.ts';
import { reviewPayment } from './review-payment.ts';
import {
  LOOK_BACK_MS,
  type Finding,
  type Looked,
  type ReviewDependencies,
  type ReviewOptions,
} from './review.ts';

/** The parts of a review, in the order in which they run. */
export const parts = ['payments', 'carts', 'notifications'] as const;
export type Part = (typeof parts)[number];

/** Where a review goes on: a part, and the id of the last resource that was looked at. */
export interface Position {
  readonly part: Part;
  readonly after: string | undefined;
}

export interface ReviewPage {
  readonly part: Part;
  readonly reviewed: number;
  readonly settled: readonly Finding[];
  readonly findings: readonly Finding[];
  /** Absent when the review is complete. */
  readonly next: Position | undefined;
}

interface Step<T extends { readonly id: string }> {
  readonly read: () => Promise<readonly T[]>;
  readonly look: (item: T) => Promise<Looked>;
}

const take = async <T extends { readonly id: string }>({ read, look }: Step<T>) => {
  const items = await read();
  const all: Looked[] = [];
  for (const item of items) all.push(await look(item));
  return { all, count: items.length, last: items.at(-1)?.id };
};

/** One page of a review: what began and never ended is settled where that can be done, and reported where not. */
export const runReview = async (
  deps: ReviewDependencies,
  { part, after }: Position,
  options: ReviewOptions,
): Promise<ReviewPage> => {
  const { reviewQueries } = deps;
  const query = { after, limit: options.limit };
  const now = deps.now().getTime();
  const { all, count, last } = await {
    payments: () =>
      take({
        read: () => reviewQueries.openPayments(query, new Date(now - options.olderThanMs)),
        look: (payment) => reviewPayment(deps, payment, options),
      }),
    carts: () =>
      take({
        read: async () =>
          (await reviewQueries.changedCarts(query, new Date(now - LOOK_BACK_MS))).map((found) => ({
            ...found,
            id: found.cart.id,
          })),
        look: (found) => reviewCart(deps, found),
      }),
    notifications: () =>
      take({
        read: () => reviewQueries.customObjects(query, UNMATCHED_CONTAINER),
        look: (object) => reviewNotification(deps, object),
      }),
  }[part]();
  const page = {
    part,
    reviewed: count,
    settled: all.flatMap((looked) => looked.settled),
    findings: all.flatMap((looked) => looked.findings),
    next: nextOf(part, count < options.limit ? undefined : last),
  };
  report(deps, page, now);
  return page;
};

const nextOf = (part: Part, last: string | undefined): Position | undefined => {
  if (last !== undefined) return { part, after: last };
  const next = parts[parts.indexOf(part) + 1];
  return next && { part: next, after: undefined };
};

/** A log line and a count for each finding: what an alert can fire on. */
const report = ({ logger, instruments }: ReviewDependencies, page: ReviewPage, now: number): void => {
  const oldest = new Map<string, number>();
  for (const { kind, ...finding } of page.findings) {
    logger.error('A review found something that it could not settle.', { code: kind, ...finding });
    instruments.findings.add(1, { 'finding.kind': kind, 'finding.settled': false });
    oldest.set(kind, Math.max(oldest.get(kind) ?? 0, (now - Date.parse(finding.since)) / 1000));
  }
  for (const { kind, ...finding } of page.settled) {
    logger.warn('A review settled something.', { settled: kind, ...finding });
    instruments.findings.add(1, { 'finding.kind': kind, 'finding.settled': true });
  }
  for (const [kind, age] of oldest) instruments.unsettledAge.record(age, { 'finding.kind': kind });
};
