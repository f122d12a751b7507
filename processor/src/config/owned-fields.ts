/**
 * Fields of Adyen's `/payments` request that are not for a merchant's setting: the connector decides them, or they belong to
 * one shopper or one payment. A path that ends in `*` stands for all that begin like it.
 */
export const ownedFields: readonly string[] = [
  ...['additionalAmount', 'amount', 'dccQuote', 'lineItems', 'splits', 'surcharge'],
  ...['applicationInfo', 'merchantAccount', 'merchantOrderReference', 'orderReference', 'reference'],
  ...['channel', 'checkoutAttemptId', 'origin', 'redirectFromIssuerMethod', 'redirectToIssuerMethod'],
  ...['returnUrl', 'sessionValidity', 'shopperConversionId'],
  ...['captureDelayHours', 'deliverAt', 'deliveryDate', 'enhancedSchemeData', 'installments', 'order'],
  ...['bankAccount', 'fundOrigin', 'fundRecipient', 'mpiData', 'paymentMethod'],
  ...['enableOneClick', 'enablePayOut', 'enableRecurring', 'recurringProcessingModel'],
  ...['shopperInteraction', 'shopperReference', 'storePaymentMethod', 'threeDSAuthenticationOnly'],
  ...['billingAddress', 'browserInfo', 'company', 'countryCode', 'dateOfBirth', 'deliveryAddress'],
  ...['deviceFingerprint', 'shopperEmail', 'shopperIP', 'shopperLocale', 'shopperName'],
  ...['shopperStatement', 'shopperTaxInfo', 'socialSecurityNumber', 'telephoneNumber'],
  'authenticationData.authenticationOnly',
  'authenticationData.threeDSRequestData.nativeThreeDS',
  'threeDS2RequestData.authenticationOnly',
  'riskData.clientData',
  'additionalData.manualCapture',
  'additionalData.recurringProcessingModel',
  'additionalData.shopperReference',
  'additionalData.card.*',
  'additionalData.enhancedSchemeData.*',
  'additionalData.openinvoicedata.*',
  'metadata.paymentReference',
  'metadata.ctProjectKey',
  'metadata.cartId',
  'metadata.futureOrderNumber',
];
