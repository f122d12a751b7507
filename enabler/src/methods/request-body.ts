import type { SubmitState } from '../adyen/element.ts';

type Data = SubmitState['data'];

/**
 * What is sent for a method: adyen-web's data, for Japanese convenience stores also in the place where Adyen's API asks
 * for it (Checkout API, `EcontextVoucherDetails`); adyen-web writes the shopper's name and address beside the method.
 */
export function requestBody(data: Data): Data {
  if (!data.paymentMethod.type.startsWith('econtext')) return data;
  const { firstName, lastName } = (data.shopperName ?? {}) as { firstName?: string; lastName?: string };
  const { shopperEmail, telephoneNumber } = data;
  return {
    ...data,
    paymentMethod: { ...data.paymentMethod, firstName, lastName, shopperEmail, telephoneNumber },
  };
}
