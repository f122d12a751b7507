import { Router } from 'express';
import { retryAdviceOf } from '../../adyen/merchant-advice.ts';
import { outcomeOf } from '../../adyen/results.ts';
import type { Introspect } from '../../commercetools/introspection.ts';
import type { PaymentDependencies } from '../../use-case.ts';
import { chargeStoredMethod, type ChargeResult } from '../../attempts/charge-stored-method.ts';
import { requireOAuth2 } from '../middleware/authentication.ts';
import { parseBody } from '../middleware/parse.ts';
import { transactionBody } from './transaction-body.ts';

/** `POST /operations/transactions`: a stored method is charged without the shopper. */
export const transactionsRouter = (deps: PaymentDependencies & { introspect: Introspect }): Router => {
  const router = Router();
  const oauth2 = { introspect: deps.introspect, projectKey: deps.config.commercetools.projectKey };
  const authenticated = requireOAuth2(oauth2, 'manage_checkout_transactions');

  router.post('/operations/transactions', authenticated, async (request, response) => {
    const answer = await chargeStoredMethod(deps, parseBody(transactionBody, request.body));
    response.status(201).json({ transactionStatus: statusOf(answer), paymentId: answer.paymentReference });
  });

  return router;
};

const statusOf = ({ resultCode, refusalReason, merchantAdvice }: ChargeResult) => {
  const outcome = outcomeOf(resultCode);
  if (outcome === 'authorised') return { state: 'Completed', errors: [] };
  if (outcome !== 'refused') return { state: 'Pending', errors: [] };
  const { meaning, ...advice } = retryAdviceOf(merchantAdvice);
  const refused = `The payment was refused: ${refusalReason ?? 'Refused'}.`;
  const words = advice.retryAllowed ? 'The card scheme says' : 'The card scheme forbids another try';
  const message = meaning === undefined ? refused : `${refused} ${words}: ${meaning}.`;
  return { state: 'Failed', errors: [{ code: 'PaymentRejected', message, ...advice }] };
};
