import { z } from 'zod';
import { structure, text, texts } from './structure.ts';

const fundingSource = z.enum(['credit', 'debit', 'prepaid']).optional();
const blob = text(15_000).optional();

/** Fields that every kind of details has. */
const base = {
  type: z.string(),
  checkoutAttemptId: z.string().optional(),
  sdkData: text(50_000).optional(),
};
const stored = { ...texts('recurringDetailReference'), storedPaymentMethodId: text(64).optional() };

const details = (name: string, shape: z.core.$ZodShape): z.ZodType<Record<string, unknown>> =>
  structure(name, { ...base, ...shape });

const card = details('CardDetails', {
  ...stored,
  ...texts('billingSequenceNumber', 'brand', 'cupsecureplus.smscode', 'cvc', 'expiryMonth', 'expiryYear'),
  ...texts('fastlaneData', 'networkPaymentReference', 'number', 'shopperNotificationReference'),
  ...texts('srcCorrelationId', 'srcDigitalCardId', 'srcScheme', 'srcTokenReference'),
  encryptedCard: text(40_000).optional(),
  encryptedCardNumber: blob,
  encryptedExpiryMonth: blob,
  encryptedExpiryYear: blob,
  encryptedPassword: blob,
  encryptedSecurityCode: blob,
  holderName: text(15_000).optional(),
  threeDS2SdkVersion: text(12).optional(),
  fundingSource,
});
const issuer = details('GenericIssuerPaymentMethodDetails', { ...stored, ...texts('issuer') });
const openInvoice = (name: string, extra: z.core.$ZodShape = {}) =>
  details(name, { ...stored, ...texts('billingAddress', 'deliveryAddress', 'personalDetails'), ...extra });
const token = (name: string, field: string, maxLength: number, extra: z.core.$ZodShape = {}) =>
  details(name, { ...stored, [field]: text(maxLength), fundingSource, ...extra });
const plain = details('PaymentDetails', {});

const klarna = openInvoice('KlarnaDetails', texts('subtype'));
const afterpay = openInvoice('AfterpayDetails');
const econtext = details('EcontextVoucherDetails', {
  firstName: text(),
  lastName: text(),
  shopperEmail: text(),
  telephoneNumber: text(),
});

const DOKU = 'firstName! lastName! shopperEmail!';
const DRAGONPAY = 'issuer! shopperEmail';
const INVOICE = 'billingAddress deliveryAddress personalDetails';

/** The structure of `paymentMethod` by its type. Issuers are optional: adyen-web no longer asks for them everywhere. */
const structures: Record<string, z.ZodType<Record<string, unknown>>> = {
  scheme: card,
  card,
  bcmc: card,
  giftcard: card,
  networkToken: card,
  clicktopay: card,
  ach: details('AchDetails', {
    ...stored,
    ...texts('bankAccountNumber', 'bankLocationId', 'encryptedBankAccountNumber', 'encryptedBankLocationId'),
    ...texts('ownerName', 'transferInstrumentId'),
    accountHolderType: z.enum(['business', 'personal']).optional(),
    bankAccountType: z
      .enum(['balance', 'checking', 'deposit', 'general', 'other', 'payment', 'savings'])
      .optional(),
  }),
  afterpaytouch: afterpay,
  clearpay: afterpay,
  applepay: token('ApplePayDetails', 'applePayToken', 10_000),
  googlepay: token('GooglePayDetails', 'googlePayToken', 10_000, {
    ...texts('googlePayCardNetwork'),
    threeDS2SdkVersion: text(12).optional(),
  }),
  blik: details('BlikDetails', { ...stored, ...texts('blikCode') }),
  directdebit_GB: details('BacsDirectDebitDetails', {
    ...stored,
    ...texts('bankAccountNumber', 'bankLocationId', 'holderName', 'transferInstrumentId'),
  }),
  econtext_stores: econtext,
  eps: issuer,
  onlineBanking_PL: issuer,
  molpay_ebanking_fpx_MY: issuer,
  ideal: details('IdealDetails', { ...stored, ...texts('issuer') }),
  klarna,
  klarna_paynow: klarna,
  klarna_account: klarna,
  klarna_b2b: klarna,
  mbway: details('MbwayDetails', texts('shopperEmail', 'telephoneNumber')),
  paypal: details('PayPalDetails', {
    ...stored,
    ...texts('orderID', 'payeePreferred', 'payerID', 'payerSelected', 'userAction'),
    subtype: z.enum(['express', 'redirect', 'sdk']).optional(),
  }),
  sepadirectdebit: details('SepaDirectDebitDetails', {
    ...stored,
    ...texts('dueDate', 'iban', 'ownerName', 'transferInstrumentId'),
  }),
  twint: details('TwintDetails', { ...stored, ...texts('subtype') }),
  vipps: details('VippsDetails', { ...stored, ...texts('telephoneNumber') }),
  zip: details('ZipDetails', { ...stored, ...texts('clickAndCollect') }),
};

/** Methods whose details have texts only; a `!` marks what is required. All of these but the first group can be stored. */
const textual: readonly (readonly [types: string, fields: string])[] = [
  ['affirm mobilepay androidpay wechatpay wechatpay_pos', ''],
  ['alma', 'feeType'],
  ['amazonpay', 'amazonPayToken checkoutSessionId'],
  ['billdesk_online billdesk_wallet molpay_ebanking_TH', 'issuer!'],
  ['ebanking_FI paybybank', 'issuer'],
  ['doku_mandiri_va doku_cimb_va doku_danamon_va doku_bni_va doku_permata_lite_atm', DOKU],
  ['doku_bri_va doku_bca_va doku_alfamart doku_indomaret doku_wallet doku_ovo', DOKU],
  ['dragonpay_ebanking dragonpay_otc_banking dragonpay_otc_non_banking', DRAGONPAY],
  ['dragonpay_otc_philippines', DRAGONPAY],
  ['econtext econtext_atm econtext_online econtext_seven_eleven', `${DOKU} telephoneNumber!`],
];
const textualAndStored: readonly (readonly [types: string, fields: string])[] = [
  ['afterpay_default afterpay_b2b openinvoice afterpay_directdebit atome_pos', INVOICE],
  ['ratepay ratepay_directdebit', INVOICE],
  ['riverty riverty_account riverty_installments', `${INVOICE} deviceFingerprint iban subtype`],
  ['sepadirectdebit_riverty', `${INVOICE} deviceFingerprint iban subtype`],
  ['ancv', 'beneficiaryId'],
  ['cashapp', 'cashtag customerId grantId onFileGrantId requestId subtype'],
  ['directdebit_AU', 'bankAccountNumber bankBranchCode holderName!'],
  ['eft_directdebit_CA', 'bankAccountNumber bankCode bankLocationId ownerName'],
  ['onlineBanking_SK onlineBanking_CZ onlinebanking_IN', 'issuer!'],
  ['payto', 'shopperAccountIdentifier'],
  ['upi_collect payu_IN_upi', 'billingSequenceNumber shopperNotificationReference virtualPaymentAddress'],
  ['upi_intent upi_qr', 'appId billingSequenceNumber shopperNotificationReference'],
  ['paybybank_AIS_DD paypay rakutenpay bcmc_mobile bcmc_mobile_QR bcmc_mobile_app', ''],
  ['momo_wallet grabpay_SG grabpay_MY grabpay_PH oxxo gcash dana kakaopay paysafecard', ''],
];

const ofTexts = (
  rows: readonly (readonly [types: string, fields: string])[],
  shape: z.core.$ZodShape,
): Record<string, z.ZodType<Record<string, unknown>>> =>
  Object.fromEntries(
    rows.flatMap(([types, fields]) =>
      types.split(' ').map((type) => [type, details(type, { ...shape, ...textsOf(fields) })] as const),
    ),
  );

const textsOf = (fields: string): z.core.$ZodShape => {
  const names = fields.split(' ').filter((field) => field !== '');
  const required = names.flatMap((name) => (name.endsWith('!') ? [name.slice(0, -1)] : []));
  return {
    ...texts(...names.filter((name) => !name.endsWith('!'))),
    ...Object.fromEntries(required.map((name) => [name, text()] as const)),
  };
};

const all: Record<string, z.ZodType<Record<string, unknown>>> = {
  ...ofTexts(textual, {}),
  ...ofTexts(textualAndStored, stored),
  ...structures,
};

/** The structure that Adyen holds the details of this method to. */
export const paymentMethodStructure = (type: string): z.ZodType<Record<string, unknown>> =>
  all[type] ?? plain;
