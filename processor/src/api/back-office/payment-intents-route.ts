import { Router, type Request, type Response } from 'express';
import type { Introspect } from '../../commercetools/introspection.ts';
import { invalidInput } from '../../errors.ts';
import { paymentToModify, type Caller } from '../../modifications/modify-payment.ts';
import type { PaymentDependencies } from '../../use-case.ts';
import { runIntent } from '../../modifications/run-intent.ts';
import { idempotencyKeyOf } from '../idempotency-key.ts';
import { checkOAuth2 } from '../middleware/authentication.ts';
import { bearerToken } from '../middleware/bearer.ts';
import { parseBody, parseQuery } from '../middleware/parse.ts';
import { paymentParams } from '../schemas.ts';
import { paymentIntentBody } from './body.ts';

/** `POST /operations/payment-intents/:id`: capture, refund, cancel, reverse. */
export const paymentIntentsRouter = (deps: PaymentDependencies & { introspect: Introspect }): Router => {
  const router = Router();
  const oauth2 = { introspect: deps.introspect, projectKey: deps.config.commercetools.projectKey };
  const authenticate = (request: Request) => checkOAuth2(oauth2, 'manage_checkout_payment_intents', request);

  router.post('/operations/payment-intents/:id', async (request, response) => {
    bearerToken(request);
    const { id } = parseQuery(paymentParams, request.params);
    const valid = paymentIntentBody.safeParse(request.body);
    if (!valid.success) {
      await authenticate(request);
      assertOneAction(request.body);
      parseBody(paymentIntentBody, request.body);
      return;
    }
    const caller: Caller = { idempotencyKey: idempotencyKeyOf(request), left: callerLeft(response) };
    // The first read does not wait for the introspection; nothing is told or done before both are there.
    const [, payment] = await settledInOrder(authenticate(request), paymentToModify(deps, id));
    const outcome = await runIntent(deps, payment, valid.data.actions[0], caller);
    response.json({ outcome });
  });

  return router;
};

const assertOneAction = (body: unknown): void => {
  const actions = typeof body === 'object' && body !== null && 'actions' in body ? body.actions : undefined;
  if (Array.isArray(actions) && actions.length !== 1) {
    throw invalidInput(`actions: expected a list of exactly one action, not of ${actions.length}.`, {
      field: 'actions',
    });
  }
};

/** Both at once; of two failures the first one's is told. */
const settledInOrder = async <A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> => {
  await Promise.allSettled([first, second]);
  return [await first, await second];
};

const callerLeft = (response: Response): Promise<void> =>
  new Promise((resolve) => {
    response.once('close', () => resolve());
  });
