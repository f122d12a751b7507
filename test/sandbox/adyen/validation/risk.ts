import { z } from 'zod';
import { amount } from './common.ts';
import { flag, integer, structure, text, texts } from './structure.ts';

/** Optional words of which each is one of a list. */
const oneOf = (...words: readonly string[]) => z.enum(words).optional();

const ages = ['thisTransaction', 'lessThan30Days', 'from30To60Days', 'moreThan60Days'] as const;
const dateTime = z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional();

export const accountInfo = structure('AccountInfo', {
  accountAgeIndicator: oneOf('notApplicable', ...ages),
  accountChangeDate: dateTime,
  accountChangeIndicator: oneOf(...ages),
  accountCreationDate: dateTime,
  accountType: oneOf('notApplicable', 'credit', 'debit'),
  addCardAttemptsDay: integer().optional(),
  deliveryAddressUsageDate: dateTime,
  deliveryAddressUsageIndicator: oneOf(...ages),
  passwordChangeDate: dateTime,
  passwordChangeIndicator: oneOf('notApplicable', ...ages),
  pastTransactionsDay: integer().optional(),
  pastTransactionsYear: integer().optional(),
  paymentAccountAge: dateTime,
  paymentAccountIndicator: oneOf('notApplicable', ...ages),
  purchasesLast6Months: integer().optional(),
  suspiciousActivity: flag,
  ...texts('homePhone', 'mobilePhone', 'workPhone'),
}).optional();

export const mandate = structure('Mandate', {
  amount: text(),
  endsAt: text(),
  frequency: z.enum(['adhoc', 'daily', 'weekly', 'biWeekly', 'monthly', 'quarterly', 'halfYearly', 'yearly']),
  amountRule: oneOf('max', 'exact'),
  billingAttemptsRule: oneOf('on', 'before', 'after'),
  ...texts('billingDay', 'count', 'remarks', 'startsAt'),
}).optional();

export const merchantRiskIndicator = structure('MerchantRiskIndicator', {
  addressMatch: flag,
  deliveryAddressIndicator: oneOf(
    'shipToBillingAddress',
    'shipToVerifiedAddress',
    'shipToNewAddress',
    'shipToStore',
    'digitalGoods',
    'goodsNotShipped',
    'other',
  ),
  deliveryEmailAddress: text(254).optional(),
  deliveryTimeframe: oneOf(
    'electronicDelivery',
    'sameDayShipping',
    'overnightShipping',
    'twoOrMoreDaysShipping',
  ),
  giftCardAmount: amount.optional(),
  giftCardCount: integer().optional(),
  preOrderDate: dateTime,
  preOrderPurchase: flag,
  reorderItems: flag,
  ...texts('deliveryEmail', 'giftCardCurr', 'preOrderPurchaseInd', 'reorderItemsInd', 'shipIndicator'),
}).optional();

const phone = structure('Phone', { cc: text(3, 1).optional(), subscriber: text(15).optional() }).optional();

/** What the browser's part in 3-D Secure brings is Adyen's own script's to send: no request of ours has it. */
export const threeDS2RequestData = structure('ThreeDS2RequestFields', {
  acctType: oneOf('01', '02', '03'),
  addrMatch: oneOf('Y', 'N'),
  authenticationOnly: flag,
  challengeIndicator: oneOf(
    'noPreference',
    'requestNoChallenge',
    'requestChallenge',
    'requestChallengeAsMandate',
  ),
  homePhone: phone,
  mobilePhone: phone,
  workPhone: phone,
  purchaseInstalData: text(3).optional(),
  recurringFrequency: text(4).optional(),
  threeDSRequestorChallengeInd: oneOf('01', '02', '03', '04', '05', '06'),
  transType: oneOf('01', '03', '10', '11', '28'),
  transactionType: oneOf(
    'goodsOrServicePurchase',
    'checkAcceptance',
    'accountFunding',
    'quasiCashTransaction',
    'prepaidActivationAndLoad',
  ),
  ...texts('acquirerBIN', 'acquirerMerchantID', 'mcc', 'merchantName', 'messageVersion', 'notificationURL'),
  ...texts('recurringExpiry', 'threeDSCompInd', 'threeDSRequestorAuthenticationInd', 'threeDSRequestorID'),
  ...texts('threeDSRequestorName', 'threeDSRequestorURL', 'whiteListStatus'),
}).optional();
