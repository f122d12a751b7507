import * as z from 'zod';
import type { PaymentMethodData } from '../../adyen/requests/shopper-input.ts';
import type { CancelOrderBody } from '../../gift-cards/cancel-order.ts';
import { parseShopperBody } from '../middleware/parse.ts';
import { methodType, order } from '../schemas.ts';

const balance = z.object({
  paymentMethod: z.looseObject({ type: methodType, brand: z.string().max(64).optional() }),
});

/** Reads the body of `POST /paymentMethods/balance`. @throws Fault 400, also for unencrypted card data */
export const parseBalanceBody = (body: unknown): { paymentMethod: PaymentMethodData } =>
  parseShopperBody(balance, body);

/** adyen-web hands over `{order}`; the route is documented with its two fields alone. */
const cancelledOrder = z.preprocess(
  (body) => (typeof body === 'object' && body !== null && 'order' in body ? body.order : body),
  order,
);

/** Reads the body of `POST /orders/cancel`. @throws Fault 400 */
export const parseCancelOrderBody = (body: unknown): CancelOrderBody =>
  parseShopperBody(cancelledOrder, body);
