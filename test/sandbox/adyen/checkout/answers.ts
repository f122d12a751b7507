import type { Payment } from '../books.ts';
import { orderView } from '../orders.ts';
import { paymentData } from '../webhooks/events.ts';
import type { World } from '../world.ts';

/** Something for the shopper to do; a `PaymentResponse`'s `action`. */
export type Action = Record<string, unknown> & { type: string };

/** How a payment that is decided, or in nobody's hands but the bank's, is answered. */
export const paymentAnswer = (world: World, payment: Payment): Record<string, unknown> => {
  const order =
    payment.orderPspReference === undefined ? undefined : world.orders.get(payment.orderPspReference);
  const { type, brand } = payment.paidWith;
  return {
    additionalData: {
      ...paymentData(payment),
      ...(world.settings.synchronousAdjustment && {
        adjustAuthorisationData: `adjust-${payment.pspReference}`,
      }),
      ...(payment.refusalReason && {
        refusalReasonRaw: `${payment.refusalReasonCode ?? ''} : ${payment.refusalReason}`,
      }),
    },
    pspReference: payment.pspReference,
    ...(payment.refusalReason && {
      refusalReason: payment.refusalReason,
      refusalReasonCode: payment.refusalReasonCode,
    }),
    resultCode: payment.resultCode,
    amount: payment.amount,
    merchantReference: payment.merchantReference,
    paymentMethod: { type, ...(brand && { brand }) },
    ...(order && { order: orderView(order) }),
  };
};

/** How a payment is answered that waits for the shopper. */
export const actionAnswer = (world: World, payment: Payment, action: Action): Record<string, unknown> => ({
  ...(world.settings.pspReferenceWithAction && { pspReference: payment.pspReference }),
  resultCode: payment.resultCode,
  merchantReference: payment.merchantReference,
  amount: payment.amount,
  action,
});
