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
  industryUsage,
  lineItems,
  metadata,
  platformChargebackLogic,
  recurringProcessingModel,
  shopperInteraction,
  shopperName,
  splits,
  subMerchants,
} from './common.ts';
import { accountInfo, mandate, merchantRiskIndicator, threeDS2RequestData } from './risk.ts';
import { flag, integer, map, required, structure, text, texts } from './structure.ts';

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

const installmentPlans = [
  'bonus',
  'buynow_paylater',
  'interes_refund_prctg',
  'interest_bonus',
  'nointeres_refund_prctg',
  'nointerest_bonus',
  'refund_prctg',
  'regular',
  'revolving',
  'with_interest',
] as const;

/** Parts of Adyen's request that the connector has no business with. */
const unsent = z.never().optional();

/** `POST /payments`. */
export const paymentRequest = structure('PaymentRequest', {
  amount,
  merchantAccount: required,
  reference: text(80, 1),
  returnUrl: text(1024, 1),
  paymentMethod: z.looseObject({ type: z.string().optional() }),
  accountInfo,
  additionalAmount: amount.optional(),
  additionalData: map().optional(),
  applicationInfo,
  authenticationData,
  bankAccount: unsent,
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
  dccQuote: unsent,
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
  fundOrigin: unsent,
  fundRecipient: unsent,
  industryUsage,
  installments: structure('Installments', {
    extra: integer().optional(),
    plan: z.enum(installmentPlans).optional(),
    value: integer(),
  }).optional(),
  lineItems,
  localizedShopperStatement: map().optional(),
  mandate,
  mcc: z.string().optional(),
  merchantOrderReference: text(1000).optional(),
  merchantRiskIndicator,
  metadata,
  mpiData: unsent,
  order: encryptedOrder.optional(),
  origin: text(80)
    .regex(/^[a-z][a-z0-9+.-]*:\/\/[^/]+$/, 'an origin has no path')
    .optional(),
  paymentValidations: structure('PaymentValidations', {
    name: structure('PaymentValidationsNameRequest', texts('status')).optional(),
  }).optional(),
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
  shopperTaxInfo: structure('ShopperTaxInfo', {
    taxCountryCode: required,
    taxIdentificationNumber: required,
  }).optional(),
  socialSecurityNumber: text(50).optional(),
  splits,
  store: text(64, 1).optional(),
  storePaymentMethod: flag,
  subMerchants,
  surcharge: structure('Surcharge', { value: integer() }).optional(),
  telephoneNumber: text(64).optional(),
  threeDS2RequestData,
  threeDSAuthenticationOnly: flag,
  trustedShopper: flag,
  ...texts('orderReference', 'recurringExpiry', 'recurringFrequency', 'redirectFromIssuerMethod'),
  ...texts('redirectToIssuerMethod', 'sessionValidity', 'shopperLocale'),
});
export type PaymentRequest = z.infer<typeof paymentRequest>;
