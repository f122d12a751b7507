import * as z from 'zod';
import { amount } from '../schemas.ts';

/** The body of `POST /operations/payments/:id/amount`. */
export const amountUpdateBody = z.object({
  amount,
  reason: z.enum(['delayedCharge', 'noShow', 'installment']).optional(),
});

const merchantReference = z.string().min(1).max(80).optional();

const action = z.discriminatedUnion('action', [
  z.object({ action: z.literal('capturePayment'), amount, merchantReference }),
  z.object({
    action: z.literal('refundPayment'),
    amount,
    merchantReference,
    transactionId: z.string().min(1).brand<'TransactionId'>().optional(),
  }),
  z.object({ action: z.literal('cancelPayment'), merchantReference }),
  z.object({ action: z.literal('reversePayment'), merchantReference }),
]);

/** The body of `POST /operations/payment-intents/:id`. */
export const paymentIntentBody = z.object({
  actions: z.tuple([action], { message: 'expected a list of exactly one action' }),
});
