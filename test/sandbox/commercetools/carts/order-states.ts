import { z } from 'zod';
import { parse } from '../resources/parse.ts';

export const orderState = z.enum(['Open', 'Confirmed', 'Complete', 'Cancelled']);
export const paymentState = z.enum(['BalanceDue', 'CreditOwed', 'Failed', 'Paid', 'Pending']);
export const shipmentState = z.enum([
  'Backorder',
  'Canceled',
  'Delayed',
  'Delivered',
  'Partial',
  'Pending',
  'Ready',
  'Shipped',
]);

const CHANGES: Readonly<Record<string, z.ZodType>> = {
  changeOrderState: z.object({ orderState }),
  changePaymentState: z.object({ paymentState: paymentState.optional() }),
  changeShipmentState: z.object({ shipmentState: shipmentState.optional() }),
};

/** @throws CtError 400 for a state that orders do not have */
export function checkOrderStates(actions: readonly { readonly action: string }[]): void {
  for (const change of actions) {
    const schema = CHANGES[change.action];
    if (schema) parse(schema, change);
  }
}
