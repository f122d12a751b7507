import type { CorrectionName, PaymentData } from './row.ts';

/** What turns adyen-web's data into what Adyen's Checkout API describes. */
export const corrections: Readonly<Record<CorrectionName, (data: PaymentData) => PaymentData>> = {
  /** `ApplePayDetails` and `GooglePayDetails` have no `subtype`; adyen-web says `express` there. */
  withoutSubtype: (data) => {
    const paymentMethod = { ...data.paymentMethod };
    delete paymentMethod.subtype;
    return { ...data, paymentMethod };
  },

  /** `EcontextVoucherDetails` holds the shopper's name and address, which adyen-web writes beside the method. */
  withShopper: (data) => {
    const { firstName, lastName } = (data.shopperName ?? {}) as { firstName?: string; lastName?: string };
    const { shopperEmail, telephoneNumber } = data;
    return {
      ...data,
      paymentMethod: { ...data.paymentMethod, firstName, lastName, shopperEmail, telephoneNumber },
    };
  },
};
