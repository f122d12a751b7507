import type { PaymentData } from './row.ts';

/** `ApplePayDetails` and `GooglePayDetails` have no `subtype`; adyen-web says `express` there. */
export function withoutSubtype(data: PaymentData): PaymentData {
  const paymentMethod = { ...data.paymentMethod };
  delete paymentMethod.subtype;
  return { ...data, paymentMethod };
}

/** `EcontextVoucherDetails` holds the shopper's name and address, which adyen-web writes beside the method. */
export function withShopper(data: PaymentData): PaymentData {
  const { firstName, lastName } = (data.shopperName ?? {}) as { firstName?: string; lastName?: string };
  const { shopperEmail, telephoneNumber } = data;
  return {
    ...data,
    paymentMethod: { ...data.paymentMethod, firstName, lastName, shopperEmail, telephoneNumber },
  };
}
