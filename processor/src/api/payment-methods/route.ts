import { Router } from 'express';
import * as z from 'zod';
import type { FindSession } from '../../commercetools/session.ts';
import type { PaymentDependencies } from '../../use-case.ts';
import { listPaymentMethods } from '../../attempts/list-payment-methods.ts';
import { inSession } from '../middleware/authentication.ts';
import { parseBody } from '../middleware/parse.ts';

/** adyen-web and other frontends send more; what the processor decides by itself is not read. */
const body = z.object({
  countryCode: z
    .string()
    .regex(/^[A-Z]{2}$/, 'expected a two-letter country code')
    .optional(),
  locale: z.string().max(35).optional(),
  shopperLocale: z.string().max(35).optional(),
  order: z
    .object({ orderData: z.string().max(5000), pspReference: z.string().regex(/^[\w-]{1,64}$/) })
    .optional(),
});

/** `POST /payment-methods`: what the session's cart can be paid with. */
export const paymentMethodsRouter = (deps: PaymentDependencies & { findSession: FindSession }): Router => {
  const router = Router();
  router.post(
    '/payment-methods',
    inSession(
      deps,
      (request) => parseBody(body, request.body),
      async ({ session, input: { shopperLocale, locale, ...input }, response }) => {
        response.json(await listPaymentMethods(deps, session, { ...input, locale: locale ?? shopperLocale }));
      },
    ),
  );
  return router;
};
