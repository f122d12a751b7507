import type { PaymentMethodData } from './shopper-input.ts';

/** The types that Adyen reads as a card's details. */
const cardTypes = ['bcmc', 'card', 'clicktopay', 'giftcard', 'networkToken', 'scheme'];

/**
 * What Adyen knows of a card's details and a browser may decide.
 * Source: https://docs.adyen.com/api-explorer/Checkout/72/post/payments; https://docs.adyen.com/payment-methods/cards/korean-cards
 */
const cardFields = new Set([
  ...['type', 'brand', 'fundingSource', 'holderName', 'checkoutAttemptId', 'sdkData', 'threeDS2SdkVersion'],
  ...['encryptedCard', 'encryptedCardNumber', 'encryptedExpiryMonth', 'encryptedExpiryYear'],
  ...['encryptedSecurityCode', 'encryptedPassword', 'cupsecureplus.smscode', 'taxNumber', 'fastlaneData'],
  ...['srcCorrelationId', 'srcDigitalCardId', 'srcScheme', 'srcTokenReference'],
]);

/** A method's data without what Adyen would refuse a card for, which has texts only; other methods stay as they are. */
export const withKnownCardFields = (paymentMethod: PaymentMethodData): PaymentMethodData => {
  if (!cardTypes.includes(paymentMethod.type)) return paymentMethod;
  const known = Object.entries(paymentMethod).filter(
    ([field, value]) => cardFields.has(field) && typeof value === 'string',
  );
  return { ...Object.fromEntries(known), type: paymentMethod.type };
};
