import { Router } from 'express';
import type { Introspect } from '../../commercetools/introspection.ts';
import type { ReviewDependencies } from '../../reviews/review.ts';
import { runReview, type Position } from '../../reviews/run-review.ts';
import { requireOAuth2 } from '../middleware/authentication.ts';
import { parseBody } from '../middleware/parse.ts';
import { reviewBody } from './body.ts';

const second = 1000;
const minute = 60 * second;

const textOf = ({ part, after }: Position): string => (after === undefined ? part : `${part}/${after}`);

/** `POST /operations/reviews`: looks for what began and never ended, a page at a time. */
export const reviewsRouter = (deps: ReviewDependencies & { introspect: Introspect }): Router => {
  const router = Router();
  const oauth2 = { introspect: deps.introspect, projectKey: deps.config.commercetools.projectKey };
  const authenticated = requireOAuth2(oauth2, 'manage_checkout_payment_intents');

  router.post('/operations/reviews', authenticated, async (request, response) => {
    const body = parseBody(reviewBody, request.body);
    const { after, limit, withinSeconds, olderThanMinutes, abandonedAfterHours } = body;
    const { next, ...page } = await runReview(deps, after ?? { part: 'payments', after: undefined }, {
      limit,
      pageMs: withinSeconds * second,
      olderThanMs: olderThanMinutes * minute,
      abandonedAfterMs: abandonedAfterHours * 60 * minute,
    });
    response.json({ ...page, ...(next && { next: textOf(next) }) });
  });

  return router;
};
