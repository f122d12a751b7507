import { z } from 'zod';
import {
  amount,
  applicationInfo,
  billingAddress,
  browserInfo,
  channel,
  deliveryAddress,
  encryptedOrder,
  enhancedSchemeData,
  lineItems,
  metadata,
  platformChargebackLogic,
  recurringProcessingModel,
  shopperInteraction,
  shopperName,
  splits,
  subMerchants,
} from './common.ts';
import { integer, map, structure, text, texts } from './structure.ts';

const flag = z.boolean().optional();
const object = z.looseObject({}).optional();
const required = text(undefined, 1);
const industryUsage = z.enum(['delayedCharge', 'installment', 'noShow']).optional();

const authenticationData = structure('AuthenticationData', {
  attemptAuthentication: z.enum(['always', 'never']).optional(),
  authenticationOnly: flag,
  threeDSRequestData: structure('ThreeDSRequestData', {
    challengeWindowSize: z.enum(['01', '02', '03', '04', '05']).optional(),
    dataOnly: z.enum(['false', 'true']).optional(),
    nativeThreeDS: z.enum(['preferred', 'disabled']).optional(),
    threeDSVersion: z.enum(['2.1.0', '2.2.0']).optional(),
  }).optional(),
}).optional();

const riskData = structure('RiskData', {
  clientData: text(5000).optional(),
  customFields: map().optional(),
  fraudOffset: integer().optional(),
  profileReference: z.string().optional(),
}).optional();

/** `POST /payments`. Parts that a shop has no business with are only checked to be objects. */
export const paymentRequest = structure('PaymentRequest', {
  amount,
  merchantAccount: required,
  reference: text(80, 1),
  returnUrl: text(1024, 1),
  paymentMethod: z.looseObject({ type: z.string().optional() }),
  accountInfo: object,
  additionalAmount: amount.optional(),
  additionalData: map().optional(),
  applicationInfo,
  authenticationData,
  bankAccount: object,
  billingAddress,
  browserInfo,
  captureDelayHours: integer().optional(),
  channel,
  checkoutAttemptId: text(256).optional(),
  clientStateDataIndicator: flag,
  company: structure('Company', texts('homepage', 'name', 'registrationNumber', 'registryLocation', 'taxId', 'type')).optional(),
  countryCode: text(100).optional(),
  dateOfBirth: z.iso.date().optional(),
  dccQuote: object,
  deliverAt: z.iso.datetime({ offset: true }).optional(),
  deliveryAddress,
  deliveryDate: z.iso.datetime({ offset: true }).optional(),
  deviceFingerprint: text(5000).optional(),
  enableOneClick: flag,
  enablePayOut: flag,
  enableRecurring: flag,
  enhancedSchemeData,
  entityType: z.enum(['NaturalPerson', 'CompanyName']).optional(),
  fraudOffset: integer().optional(),
  fundOrigin: object,
  fundRecipient: object,
  industryUsage,
  installments: structure('Installments', {
    extra: integer().optional(),
    plan: z.string().optional(),
    value: integer(),
  }).optional(),
  lineItems,
  localizedShopperStatement: map().optional(),
  mandate: object,
  mcc: z.string().optional(),
  merchantOrderReference: text(1000).optional(),
  merchantRiskIndicator: object,
  metadata,
  mpiData: object,
  order: encryptedOrder.optional(),
  origin: text(80).optional(),
  paymentValidations: object,
  platformChargebackLogic,
  recurringProcessingModel: recurringProcessingModel.optional(),
  riskData,
  shopperConversionId: text(256).optional(),
  shopperEmail: text(256).optional(),
  shopperIP: text(50).optional(),
  shopperInteraction,
  shopperName,
  shopperReference: text(256, 3).optional(),
  shopperStatement: text(10_000).optional(),
  shopperTaxInfo: object,
  socialSecurityNumber: text(50).optional(),
  splits,
  store: text(64, 1).optional(),
  storePaymentMethod: flag,
  subMerchants,
  surcharge: structure('Surcharge', { value: integer() }).optional(),
  telephoneNumber: text(64).optional(),
  threeDS2RequestData: object,
  threeDSAuthenticationOnly: flag,
  trustedShopper: flag,
  ...texts('orderReference', 'recurringExpiry', 'recurringFrequency', 'redirectFromIssuerMethod'),
  ...texts('redirectToIssuerMethod', 'sessionValidity', 'shopperLocale'),
});
export type PaymentRequest = z.infer<typeof paymentRequest>;

export const detailsRequest = structure('PaymentDetailsRequest', {
  details: structure('PaymentCompletionDetails', {
    ...texts('authorization_token', 'billingToken', 'cupsecureplus.smscode', 'facilitatorAccessToken'),
    ...texts('oneTimePasscode', 'orderID', 'payerID', 'paymentID', 'paymentStatus', 'resultCode', 'vaultToken'),
    MD: text(20_000).optional(),
    PaReq: text(20_000).optional(),
    PaRes: text(20_000).optional(),
    payload: text(20_000).optional(),
    redirectResult: text(20_000).optional(),
    returnUrlQueryString: text(20_000).optional(),
    threeDSResult: text(50_000).optional(),
    'threeds2.challengeResult': text(50_000).optional(),
    'threeds2.fingerprint': text(100_000).optional(),
  }),
  authenticationData: structure('DetailsRequestAuthenticationData', { authenticationOnly: flag }).optional(),
  paymentData: text(200_000).optional(),
  threeDSAuthenticationOnly: flag,
});

const modification = { applicationInfo, merchantAccount: required, reference: z.string().optional() };

export const captureRequest = structure('PaymentCaptureRequest', {
  ...modification,
  amount,
  enhancedSchemeData,
  lineItems,
  platformChargebackLogic,
  splits,
  subMerchants,
});

export const refundRequest = structure('PaymentRefundRequest', {
  ...modification,
  amount,
  capturePspReference: z.string().optional(),
  enhancedSchemeData,
  lineItems,
  merchantRefundReason: z.enum(['FRAUD', 'CUSTOMER REQUEST', 'RETURN', 'DUPLICATE', 'OTHER']).optional(),
  splits,
  store: z.string().optional(),
});

export const cancelRequest = structure('PaymentCancelRequest', modification);
export const reversalRequest = structure('PaymentReversalRequest', modification);

export const amountUpdateRequest = structure('PaymentAmountUpdateRequest', {
  ...modification,
  amount,
  adjustAuthType: z.enum(['cardholderInitiatedTransaction', 'merchantInitiatedTransaction']).optional(),
  adjustAuthorisationData: z.string().optional(),
  industryUsage,
  lineItems,
  mpiData: object,
  splits,
});

export const paymentMethodsRequest = structure('PaymentMethodsRequest', {
  merchantAccount: required,
  additionalData: map().optional(),
  allowedPaymentMethods: z.array(z.string()).optional(),
  blockedPaymentMethods: z.array(z.string()).optional(),
  amount: amount.optional(),
  browserInfo,
  channel,
  order: encryptedOrder.optional(),
  shopperConversionId: text(256).optional(),
  splitCardFundingSources: flag,
  store: text(16, 1).optional(),
  storeFiltrationMode: z.enum(['exclusive', 'inclusive', 'skipFilter']).optional(),
  ...texts('countryCode', 'shopperEmail', 'shopperIP', 'shopperLocale', 'shopperReference', 'telephoneNumber'),
});

export const balanceRequest = structure('BalanceCheckRequest', {
  amount,
  merchantAccount: required,
  paymentMethod: map(),
  additionalData: map().optional(),
  applicationInfo,
  metadata,
  shopperInteraction,
  store: text(16, 1).optional(),
  ...texts('reference', 'shopperEmail', 'shopperIP', 'shopperLocale', 'shopperReference'),
});

export const orderRequest = structure('CreateOrderRequest', {
  amount,
  merchantAccount: required,
  reference: required,
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});

export const cancelOrderRequest = structure('CancelOrderRequest', {
  merchantAccount: required,
  order: encryptedOrder,
});

export const paypalUpdateRequest = structure('PaypalUpdateOrderRequest', {
  amount: amount.optional(),
  deliveryMethods: z
    .array(
      structure('DeliveryMethod', {
        amount: amount.optional(),
        selected: flag,
        type: z.enum(['Shipping']).optional(),
        ...texts('description', 'reference'),
      }),
    )
    .optional(),
  taxTotal: structure('TaxTotal', { amount: amount.optional() }).optional(),
  ...texts('paymentData', 'pspReference', 'sessionId'),
});

export const applePaySessionRequest = structure('ApplePaySessionRequest', {
  displayName: text(64, 1),
  domainName: required,
  merchantIdentifier: required,
});

export const storeMethodRequest = structure('StoredPaymentMethodRequest', {
  merchantAccount: required,
  paymentMethod: z.looseObject({ type: z.string().optional() }),
  recurringProcessingModel,
  shopperReference: text(256, 3),
  ...texts('shopperEmail', 'shopperIP'),
});
