import { Router } from 'express';
import type { VerifyJwt } from '../../commercetools/jwt.ts';
import { requireJwt } from '../middleware/authentication.ts';

/** Checkout's names of the methods that the enabler has a component for. */
const components =
  `afterpay alipay applepay bancontactcard bancontactmobile blik card clearpay eps fpx googlepay ideal jcs
  klarna_billie klarna_pay_later klarna_pay_now klarna_pay_overtime mbway mobilepay paypal przelewy24 sepadirectdebit
  swish trustly twint vipps wechatpay zip`.split(/\s+/);

const express = ['applepay', 'googlepay', 'paypal'];

const typed = (types: readonly string[]) => types.map((type) => ({ type }));

export const paymentComponents = {
  dropins: typed(['embedded']),
  components: typed(components),
  express: typed(express),
};

/** `GET /operations/payment-components`: what the Merchant Center offers a merchant to choose from. */
export const paymentComponentsRouter = (dependencies: { verifyJwt: VerifyJwt }): Router => {
  const router = Router();
  router.get('/operations/payment-components', requireJwt(dependencies), (_request, response) => {
    response.json(paymentComponents);
  });
  return router;
};
