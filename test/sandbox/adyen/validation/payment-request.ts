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
  company: structure(
    'Company',
    texts('homepage', 'name', 'registrationNumber', 'registryLocation', 'taxId', 'type'),
  ).optional(),
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
  origin: text(80)
    .regex(/^https?:\/\/[^/]+$/, 'an origin has no path')
    .optional(),
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
  shopperStatement: text(22)
    .regex(/^[a-zA-Z0-9 .,'_\-?+*/]*$/, 'characters that no card scheme prints')
    .optional(),
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
