import { withDeadline } from './adyen-with-deadline.ts';
import { parts, readers, type Item, type Part } from './review-parts.ts';
import type { Finding, Looked, ReviewDependencies, ReviewOptions } from './review.ts';

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

/** So many resources of a page are looked at side by side. */
const AT_ONCE = 5;

/** For a call to Adyen, whatever is configured for shoppers: the next review repeats what took longer under its own key. */
const ADYEN_MS = 20_000;

/**
 * One page of a review: what began and never ended is settled where that can be done, and reported where not. It ends when
 * its time is over, and the next page goes on from there: what hangs at Adyen keeps nothing else from being looked at.
 */
export const runReview = async (
  given: ReviewDependencies,
  { part, after }: Position,
  options: Omit<ReviewOptions, 'isTimeOver'> & { readonly pageMs: number },
): Promise<ReviewPage> => {
  const endsAt = performance.now() + options.pageMs;
  const isTimeOver = () => performance.now() >= endsAt;
  const adyen = withDeadline(given.adyen, Math.min(given.config.adyen.deadlineMs, ADYEN_MS));
  const deps = { ...given, adyen };
  const items = await readers[part](deps, { after, options: { ...options, isTimeOver } });
  const all = await lookAt(items, isTimeOver);
  const isPartOver = items.length < options.limit && all.length === items.length;
  const page = {
    part,
    reviewed: all.length,
    settled: all.flatMap((looked) => looked.settled),
    findings: all.flatMap((looked) => looked.findings),
    next: nextOf(part, isPartOver ? undefined : items[all.length - 1]?.id),
  };
  report(deps, page, deps.now().getTime());
  return page;
};

/** At least one group is looked at, or the review would never go on. */
const lookAt = async (items: readonly Item[], isTimeOver: () => boolean): Promise<Looked[]> => {
  const all: Looked[] = [];
  while (all.length < items.length && (all.length === 0 || !isTimeOver())) {
    const group = items.slice(all.length, all.length + AT_ONCE);
    all.push(...(await Promise.all(group.map(({ look }) => look()))));
  }
  return all;
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
