import { Router } from 'express';
import * as z from 'zod';
import type { Introspect } from '../../commercetools/introspection.ts';
import type { ReviewDependencies } from '../../reviews/review.ts';
import { parts, runReview, type Part, type Position } from '../../reviews/run-review.ts';
import { requireOAuth2 } from '../middleware/authentication.ts';
import { parseBody } from '../middleware/parse.ts';

const position = new RegExp(`^(${parts.join('|')})(?:/([0-9a-f-]{36}))?$`);

const body = z.object({
  after: z
    .string()
    .regex(position, 'expected the value of "next" of the page before')
    .transform((text): Position => {
      const [, part, after] = position.exec(text) ?? [];
      return { part: part as Part, after };
    })
    .optional(),
  limit: z.int().min(1).max(100).default(50),
  olderThanMinutes: z.int().min(5).max(100_000).default(60),
  abandonedAfterHours: z.int().min(1).max(10_000).default(168),
});

const minute = 60_000;

const textOf = ({ part, after }: Position): string => (after === undefined ? part : `${part}/${after}`);

/** `POST /operations/reviews`: looks for what began and never ended, a page at a time. */
export const reviewsRouter = (deps: ReviewDependencies & { introspect: Introspect }): Router => {
  const router = Router();
  const oauth2 = { introspect: deps.introspect, projectKey: deps.config.commercetools.projectKey };
  const authenticated = requireOAuth2(oauth2, 'manage_checkout_payment_intents');

  router.post('/operations/reviews', authenticated, async (request, response) => {
    const { after, limit, olderThanMinutes, abandonedAfterHours } = parseBody(body, request.body);
    const { next, ...page } = await runReview(deps, after ?? { part: 'payments', after: undefined }, {
      limit,
      olderThanMs: olderThanMinutes * minute,
      abandonedAfterMs: abandonedAfterHours * 60 * minute,
    });
    response.json({ ...page, ...(next && { next: textOf(next) }) });
  });

  return router;
};
