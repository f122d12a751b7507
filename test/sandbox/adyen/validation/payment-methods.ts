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
  details(name, { ...stored, [field]: text(maxLength).optional(), fundingSource, ...extra });
const plain = details('PaymentDetails', {});

const klarna = openInvoice('KlarnaDetails', texts('subtype'));
const afterpay = openInvoice('AfterpayDetails');
const econtext = details('EcontextVoucherDetails', {
  firstName: text(),
  lastName: text(),
  shopperEmail: text(),
  telephoneNumber: text(),
});

/** The structure of `paymentMethod` by its type. Issuers are optional: adyen-web no longer asks for them everywhere. */
const structures: Record<string, z.ZodType<Record<string, unknown>>> = {
  scheme: card,
  card,
  bcmc: card,
  giftcard: card,
  networkToken: card,
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
  bcmc_mobile: details('StoredPaymentMethodDetails', stored),
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

/** The structure that Adyen holds the details of this method to. */
export const paymentMethodStructure = (type: string): z.ZodType<Record<string, unknown>> =>
  structures[type] ?? plain;
