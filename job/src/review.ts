import { fetchAccessToken } from './access-token.ts';
import type { PostJson } from './http.ts';
import type { Settings } from './settings.ts';

/**
 * A page begins nothing more after so many seconds, and then waits for what it has begun: a minute, where Adyen or
 * commercetools hangs. The limit of a call (http.ts) is more than both together.
 */
const PAGE_SECONDS = 30;

/** More pages than a project in trouble has; it ends a loop that would not. */
const MAX_PAGES = 1000;

interface ReviewPage {
  readonly reviewed: number;
  readonly settled: readonly unknown[];
  readonly findings: readonly unknown[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string;
}

export interface ReviewSum {
  readonly reviewed: number;
  readonly settled: number;
  readonly findings: number;
}

const reviewPage = async (
  post: PostJson,
  settings: Settings,
  token: string,
  after: string | undefined,
): Promise<ReviewPage> =>
  (await post({
    place: 'The processor',
    baseUrl: settings.PROCESSOR_URL,
    path: '/operations/reviews',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ after, withinSeconds: PAGE_SECONDS }),
  })) as ReviewPage;

const add = (sum: ReviewSum, page: ReviewPage): ReviewSum => ({
  reviewed: sum.reviewed + page.reviewed,
  settled: sum.settled + page.settled.length,
  findings: sum.findings + page.findings.length,
});

/**
 * One whole review, page after page. The processor writes what it finds to its log and its metrics.
 * @returns how much was looked at, settled, and left for people
 */
export async function review(post: PostJson, settings: Settings): Promise<ReviewSum> {
  const token = await fetchAccessToken(post, settings);
  let sum: ReviewSum = { reviewed: 0, settled: 0, findings: 0 };
  let after: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await reviewPage(post, settings, token, after);
    sum = add(sum, page);
    after = page.next;
    if (after === undefined) return sum;
  }
  throw new Error(`The review did not end within ${MAX_PAGES} pages`);
}
