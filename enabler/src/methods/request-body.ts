import type { SubmitState } from '../adyen/element.ts';

type Data = SubmitState['data'];

/** Where adyen-web's data is not what Adyen's Checkout API (v72) describes for a method. */
const corrections: [types: RegExp, correct: (data: Data) => Data][] = [
  [/^(applepay|googlepay|paywithgoogle)$/, withoutSubtype],
  [/^econtext_/, withShopper],
];

/** What is sent for a method: adyen-web's data, in the form of Adyen's Checkout API. */
export function requestBody(data: Data): Data {
  const correction = corrections.find(([types]) => types.test(data.paymentMethod.type));
  return correction ? correction[1](data) : data;
}

/** `ApplePayDetails` and `GooglePayDetails` have no `subtype`; adyen-web says `express` there. */
function withoutSubtype(data: Data): Data {
  const paymentMethod = { ...data.paymentMethod };
  delete paymentMethod.subtype;
  return { ...data, paymentMethod };
}

/** `EcontextVoucherDetails` holds the shopper's name and address, which adyen-web writes beside the method. */
function withShopper(data: Data): Data {
  const { firstName, lastName } = (data.shopperName ?? {}) as { firstName?: string; lastName?: string };
  const { shopperEmail, telephoneNumber } = data;
  return {
    ...data,
    paymentMethod: { ...data.paymentMethod, firstName, lastName, shopperEmail, telephoneNumber },
  };
}
