import { z } from 'zod';
import {
  amount,
  applicationInfo,
  browserInfo,
  channel,
  encryptedOrder,
  enhancedSchemeData,
  industryUsage,
  lineItems,
  metadata,
  platformChargebackLogic,
  recurringProcessingModel,
  shopperInteraction,
  splits,
  subMerchants,
} from './common.ts';
import { flag, map, required, structure, text, texts } from './structure.ts';

export const detailsRequest = structure('PaymentDetailsRequest', {
  details: structure('PaymentCompletionDetails', {
    ...texts('authorization_token', 'billingToken', 'cupsecureplus.smscode', 'facilitatorAccessToken'),
    ...texts(
      'oneTimePasscode',
      'orderID',
      'payerID',
      'paymentID',
      'paymentStatus',
      'resultCode',
      'vaultToken',
    ),
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
  ...texts(
    'countryCode',
    'shopperEmail',
    'shopperIP',
    'shopperLocale',
    'shopperReference',
    'telephoneNumber',
  ),
});

export const balanceRequest = structure('BalanceCheckRequest', {
  amount,
  merchantAccount: required,
  paymentMethod: map(),
  additionalData: map().optional(),
  applicationInfo,
  metadata,
  shopperInteraction,
  recurringProcessingModel: recurringProcessingModel.optional(),
  store: text(16, 1).optional(),
  browserInfo,
  ...texts(
    'merchantOrderReference',
    'orderReference',
    'reference',
    'selectedBrand',
    'sessionId',
    'shopperEmail',
  ),
  ...texts(
    'shopperIP',
    'shopperLocale',
    'shopperReference',
    'shopperStatement',
    'telephoneNumber',
    'totalsGroup',
  ),
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
