import type { LeanAnswer, LeanRequest } from './lean-server.ts';

let count = 0;
export const newPspReference = (): string => `B${(count += 1).toString(36).toUpperCase().padStart(15, '0')}`;

const ok = (body: unknown, status = 200): LeanAnswer => ({ status, body: JSON.stringify(body) });

const methods = ok({
  paymentMethods: [
    'scheme',
    'ideal',
    'klarna',
    'paypal',
    'eps',
    'blik',
    'sepadirectdebit',
    'twint',
    'swish',
    'vipps',
  ].map((type) => ({ type, name: type, ...(type === 'scheme' && { brands: ['visa', 'mc', 'amex'] }) })),
});

/** By the Payment's id: what a notification of its authorisation has to name. */
const authorised = new Map<string, string>();

/** Payments that are authorised by card, by their pspReference. */
export const authorisedPayments = (): ReadonlyMap<string, string> => authorised;

export const authorisationOf = (paymentId: string): string => authorised.get(paymentId) ?? newPspReference();

interface Attempt {
  reference: string;
  amount: object;
  paymentMethod: { type: string };
}

const attempt = (body: string): LeanAnswer => {
  const { reference, amount, paymentMethod } = JSON.parse(body) as Attempt;
  if (paymentMethod.type === 'ideal') {
    const action = {
      type: 'redirect',
      method: 'GET',
      url: 'https://bank.example/pay',
      paymentMethodType: 'ideal',
    };
    return ok({ resultCode: 'RedirectShopper', action });
  }
  const pspReference = newPspReference();
  authorised.set(reference, pspReference);
  return ok({
    resultCode: 'Authorised',
    pspReference,
    merchantReference: reference,
    amount,
    paymentMethod: { type: 'scheme', brand: 'visa' },
  });
};

/** The redirect result of the bench is the Payment's id, which the answer must name. */
const details = (body: string): LeanAnswer => {
  const { redirectResult } = (JSON.parse(body) as { details: { redirectResult: string } }).details;
  return ok({ resultCode: 'Authorised', pspReference: newPspReference(), merchantReference: redirectResult });
};

/** As much of the Checkout API as the load needs; every payment succeeds. */
export const leanAdyen = ({ path, body }: LeanRequest): LeanAnswer => {
  if (path.endsWith('/paymentMethods')) return methods;
  if (path.endsWith('/payments/details')) return details(body);
  if (path.endsWith('/payments')) return attempt(body);
  return ok({ pspReference: newPspReference(), status: 'received' }, 201);
};
