import { Router } from 'express';
import * as z from 'zod';
import { outcomeOf, type ShopperAnswer } from '../../adyen/results.ts';
import type { Introspect } from '../../commercetools/introspection.ts';
import type { PaymentDependencies } from '../../use-case.ts';
import { chargeStoredMethod } from '../../attempts/charge-stored-method.ts';
import { requireOAuth2 } from '../middleware/authentication.ts';
import { parseBody } from '../middleware/parse.ts';

const text = (max: number) => z.string().min(1).max(max);

const transaction = z
  .object({
    cartId: z.guid('expected the UUID of a cart'),
    checkoutTransactionItemId: text(256).nullish(),
    amount: z
      .object({
        centAmount: z.int().positive(),
        currencyCode: z.string().regex(/^[A-Z]{3}$/, 'expected an ISO 4217 currency code'),
      })
      .nullish(),
    paymentMethodId: text(256).nullish(),
    paymentMethod: z.object({ id: text(256) }).nullish(),
    idempotencyKey: text(256).nullish(),
    futureOrderNumber: text(256).nullish(),
    type: z.literal('Recurring').nullish(),
    paymentInterface: text(256).nullish(),
  })
  .transform((body, context) => {
    const { paymentMethod, idempotencyKey, checkoutTransactionItemId } = body;
    const paymentMethodId = body.paymentMethodId ?? paymentMethod?.id;
    const complain = (field: string, message: string) => {
      context.addIssue({ code: 'custom', path: [field], message });
      return z.NEVER;
    };
    if (paymentMethodId === undefined) {
      return complain('paymentMethodId', 'expected the id of a stored payment method');
    }
    if (!idempotencyKey && !checkoutTransactionItemId) {
      return complain('checkoutTransactionItemId', 'expected an id, or else an idempotencyKey');
    }
    return {
      cartId: body.cartId,
      paymentMethodId,
      amount: body.amount ?? undefined,
      idempotencyKey: idempotencyKey ?? undefined,
      checkoutTransactionItemId: checkoutTransactionItemId ?? undefined,
      futureOrderNumber: body.futureOrderNumber ?? undefined,
      paymentInterface: body.paymentInterface ?? undefined,
    };
  });

/** `POST /operations/transactions`: a stored method is charged without the shopper. */
export const transactionsRouter = (deps: PaymentDependencies & { introspect: Introspect }): Router => {
  const router = Router();
  const oauth2 = { introspect: deps.introspect, projectKey: deps.config.commercetools.projectKey };
  const authenticated = requireOAuth2(oauth2, 'manage_checkout_transactions');

  router.post('/operations/transactions', authenticated, async (request, response) => {
    const answer = await chargeStoredMethod(deps, parseBody(transaction, request.body));
    response.status(201).json({ transactionStatus: statusOf(answer), paymentId: answer.paymentReference });
  });

  return router;
};

const statusOf = ({ resultCode, refusalReason }: ShopperAnswer) => {
  const outcome = outcomeOf(resultCode);
  if (outcome === 'authorised') return { state: 'Completed', errors: [] };
  if (outcome !== 'refused') return { state: 'Pending', errors: [] };
  const message = `The payment was refused: ${refusalReason ?? 'Refused'}.`;
  return { state: 'Failed', errors: [{ code: 'PaymentRejected', message }] };
};
