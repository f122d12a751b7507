/**
 * Methods whose payments Adyen can neither refund nor cancel: vouchers and bank transfers that are returned outside of
 * Adyen, if at all. Brands of a method begin with its name, e.g. `boletobancario_santander`.
 * Source: https://docs.adyen.com/payment-methods, the methods' own pages
 */
const NOT_RETURNABLE = [
  'boletobancario',
  'primeiropay_boleto',
  'econtext',
  'oxxo',
  'iris',
  'molpay_ebanking_TH',
];

/** @param method Adyen's type of the method, as stored on the Payment */
export const isReturnable = (method: string | undefined): boolean =>
  !NOT_RETURNABLE.some((name) => method === name || method?.startsWith(`${name}_`) === true);
