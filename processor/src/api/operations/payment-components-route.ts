import { Router } from 'express';
import type { VerifyJwt } from '../../commercetools/jwt.ts';
import { catalogue, type Catalogue } from '../../payment-methods/catalogue.ts';
import { checkoutNames, expressNames } from '../../payment-methods/payment-method-names.ts';
import { requireJwt } from '../middleware/authentication.ts';

const typed = (types: readonly string[]) => types.map((type) => ({ type }));

export const paymentComponents = (methods: Catalogue = catalogue) => ({
  dropins: typed(['embedded']),
  components: typed(checkoutNames(methods)),
  express: typed(expressNames(methods)),
});

/** `GET /operations/payment-components`: what the Merchant Center offers a merchant to choose from. */
export const paymentComponentsRouter = (dependencies: { verifyJwt: VerifyJwt }): Router => {
  const router = Router();
  router.get('/operations/payment-components', requireJwt(dependencies), (_request, response) => {
    response.json(paymentComponents());
  });
  return router;
};
