import * as z from 'zod';
import { countryCode, order } from '../schemas.ts';

/** adyen-web and other frontends send more; what the processor decides by itself is not read. */
export const paymentMethodsBody = z.object({
  countryCode: countryCode.optional(),
  locale: z.string().max(35).optional(),
  shopperLocale: z.string().max(35).optional(),
  order: order.optional(),
});
