import * as z from 'zod';

const text = (maximum = 10_000) => z.string().min(1).max(maximum);
const textsByName = (maximum?: number) => z.record(z.string().min(1), text(maximum));
const flag = z.boolean();
const date = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** How long ago something of the shopper's account happened. */
const age = z.enum(['thisTransaction', 'lessThan30Days', 'from30To60Days', 'moreThan60Days']);
const ageOrNone = z.enum(['notApplicable', ...age.options]);

const accountInfo = z.strictObject({
  accountAgeIndicator: z.enum(['notApplicable', ...age.options]),
  accountChangeDate: date,
  accountChangeIndicator: age,
  accountCreationDate: date,
  accountType: z.enum(['notApplicable', 'credit', 'debit']),
  addCardAttemptsDay: z.int(),
  deliveryAddressUsageDate: date,
  deliveryAddressUsageIndicator: age,
  passwordChangeDate: date,
  passwordChangeIndicator: ageOrNone,
  pastTransactionsDay: z.int(),
  pastTransactionsYear: z.int(),
  paymentAccountAge: date,
  paymentAccountIndicator: ageOrNone,
  purchasesLast6Months: z.int(),
  suspiciousActivity: flag,
});

const authenticationData = z.strictObject({
  attemptAuthentication: z.enum(['always', 'never']),
  threeDSRequestData: z
    .strictObject({
      challengeWindowSize: z.enum(['01', '02', '03', '04', '05']),
      dataOnly: z.enum(['false', 'true']),
      threeDSVersion: z.enum(['2.1.0', '2.2.0']),
    })
    .partial(),
});

const mandate = z.strictObject({
  amount: text(),
  amountRule: z.enum(['max', 'exact']).optional(),
  billingAttemptsRule: z.enum(['on', 'before', 'after']).optional(),
  billingDay: text().optional(),
  count: text().optional(),
  endsAt: z.iso.date(),
  frequency: z.enum(['adhoc', 'daily', 'weekly', 'biWeekly', 'monthly', 'quarterly', 'halfYearly', 'yearly']),
  remarks: text().optional(),
  startsAt: z.iso.date().optional(),
});

const merchantRiskIndicator = z.strictObject({
  addressMatch: flag,
  deliveryAddressIndicator: z.enum([
    'shipToBillingAddress',
    'shipToVerifiedAddress',
    'shipToNewAddress',
    'shipToStore',
    'digitalGoods',
    'goodsNotShipped',
    'other',
  ]),
  deliveryTimeframe: z.enum([
    'electronicDelivery',
    'sameDayShipping',
    'overnightShipping',
    'twoOrMoreDaysShipping',
  ]),
  preOrderPurchase: flag,
  reorderItems: flag,
});

const threeDS2RequestData = z.strictObject({
  acctType: z.enum(['01', '02', '03']),
  acquirerBIN: text(),
  acquirerMerchantID: text(),
  challengeIndicator: z.enum([
    'noPreference',
    'requestNoChallenge',
    'requestChallenge',
    'requestChallengeAsMandate',
  ]),
  mcc: text(),
  merchantName: text(),
  messageVersion: text(),
  purchaseInstalData: text(3),
  recurringExpiry: text(),
  recurringFrequency: text(4),
  threeDSRequestorAuthenticationInd: text(),
  threeDSRequestorChallengeInd: z.enum(['01', '02', '03', '04', '05', '06']),
  threeDSRequestorID: text(),
  threeDSRequestorName: text(),
  threeDSRequestorURL: text(),
  transType: z.enum(['01', '03', '10', '11', '28']),
  transactionType: z.enum([
    'goodsOrServicePurchase',
    'checkAcceptance',
    'accountFunding',
    'quasiCashTransaction',
    'prepaidActivationAndLoad',
  ]),
});

const subMerchant = z.strictObject({
  address: z
    .strictObject({
      city: text(3000),
      country: text(2),
      houseNumberOrName: text(3000),
      postalCode: text(10),
      stateOrProvince: text(3).optional(),
      street: text(3000),
    })
    .optional(),
  email: text(320).optional(),
  id: text().optional(),
  mcc: text().optional(),
  name: text().optional(),
  phoneNumber: text(20).optional(),
  registeredSince: text().optional(),
  taxId: text().optional(),
  url: text(320).optional(),
});

/**
 * The fields of Adyen's `/payments` request that hold for every payment with a method, and that neither the shopper nor the
 * connector decides.
 * Source: https://docs.adyen.com/api-explorer/Checkout/72/post/payments
 */
export const settableFields = z
  .strictObject({
    accountInfo: accountInfo.partial(),
    additionalData: textsByName(),
    authenticationData: authenticationData.partial(),
    entityType: z.enum(['NaturalPerson', 'CompanyName']),
    fraudOffset: z.int(),
    industryUsage: z.enum(['delayedCharge', 'installment', 'noShow']),
    localizedShopperStatement: textsByName(),
    mandate,
    mcc: text(),
    merchantRiskIndicator: merchantRiskIndicator.partial(),
    metadata: z.record(z.string().min(1).max(20), z.string().max(80)),
    paymentValidations: z.strictObject({
      name: z.strictObject({ status: text() }).optional(),
    }),
    platformChargebackLogic: z
      .strictObject({
        behavior: z.enum([
          'deductAccordingToSplitRatio',
          'deductFromLiableAccount',
          'deductFromOneBalanceAccount',
        ]),
        costAllocationAccount: text(),
        targetAccount: text(),
      })
      .partial(),
    recurringExpiry: text(),
    recurringFrequency: text(),
    riskData: z
      .strictObject({ customFields: textsByName(), fraudOffset: z.int(), profileReference: text() })
      .partial(),
    store: text(64),
    subMerchants: z.array(subMerchant),
    threeDS2RequestData: threeDS2RequestData.partial(),
    trustedShopper: flag,
  })
  .partial();

/** What a merchant sets in every `/payments` request with a method. */
export type RequestDefaults = z.output<typeof settableFields>;
