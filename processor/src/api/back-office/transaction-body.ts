import * as z from 'zod';
import { amount } from '../schemas.ts';

const text = (max: number) => z.string().min(1).max(max);

/** The body of `POST /operations/transactions`; `null` means absent. */
export const transactionBody = z
  .object({
    cartId: z.guid('expected the UUID of a cart').brand<'CartId'>(),
    checkoutTransactionItemId: text(256).nullish(),
    amount: amount.nullish(),
    paymentMethodId: text(256).nullish(),
    paymentMethod: z.object({ id: text(256) }).nullish(),
    idempotencyKey: text(256).brand<'IdempotencyKey'>().nullish(),
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
