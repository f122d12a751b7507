import { method, type PaymentMethod } from '../payment-method.ts';
import {
  atOnce,
  atOnceRefundedWhole,
  atOnceUnrefundable,
  disputable,
  onePartialCapture,
  recurring,
  separate,
  unknown,
  wholeCapture,
} from './columns.ts';

/** Direct debits, payments in the shopper's bank, and bank transfers. */
export const bankPayments: readonly PaymentMethod[] = [
  method('sepadirectdebit', 'SEPA Direct Debit', {
    ...separate,
    ...disputable,
    ...recurring,
    page: 'sepa-direct-debit',
    checkoutName: 'sepadirectdebit',
    hasIban: true,
    notes:
      'Refunds only after settlement. Needs a billing address for accounts outside of the EEA (CH, GB, MC, SM and others).',
  }),
  method('ach', 'ACH Direct Debit', {
    ...wholeCapture,
    ...disputable,
    ...recurring,
    page: 'ach-direct-debit',
  }),
  method('directdebit_GB', 'Bacs Direct Debit', {
    ...wholeCapture,
    ...disputable,
    ...recurring,
    page: 'bacs',
    formAsksFor: ['shopperEmail'],
  }),
  method('eft_directdebit_CA', 'Pre-authorised debit, Canada', {
    ...atOnce,
    ...disputable,
    ...recurring,
    page: 'pad',
  }),
  method('paybybank_AIS_DD', 'Pay by Bank US', {
    ...onePartialCapture,
    ...disputable,
    ...recurring,
    page: 'pay-by-bank-us',
  }),

  method('bcmc_mobile', 'Bancontact mobile', {
    ...atOnce,
    ...recurring,
    page: 'bancontact/bancontact-mobile',
    checkoutName: 'bancontactmobile',
    aliases: ['bcmc_mobile_QR', 'bcmc_mobile_app'],
    family: 'bcmc_mobile*',
  }),
  method('blik', 'BLIK', { ...atOnce, page: 'blik', checkoutName: 'blik' }),
  method('directEbanking', 'Klarna Debit Risk (Sofort)', {
    ...atOnce,
    ...disputable,
    ...recurring,
    page: 'klarna-debit-risk',
  }),
  method('duitnow', 'DuitNow', { ...atOnce, page: 'duitnow' }),
  method('ebanking_FI', 'Finnish online banking', { ...atOnce, page: 'finland-online-banking' }),
  method('eps', 'EPS', {
    ...atOnce,
    ...recurring,
    page: 'eps',
    checkoutName: 'eps',
    storedAs: 'sepadirectdebit',
  }),
  method('ideal', 'iDEAL', {
    ...atOnce,
    ...recurring,
    page: 'ideal',
    checkoutName: 'ideal',
    storedAs: 'sepadirectdebit',
  }),
  method('iris', 'IRIS', {
    ...atOnceUnrefundable,
    page: 'iris',
    notes: 'Refunded at the Greek bank only.',
  }),
  method('molpay_ebanking_fpx_MY', 'FPX', {
    ...atOnce,
    page: 'fpx-online-banking-malaysia',
    checkoutName: 'fpx',
    family: 'molpay_ebanking_*',
  }),
  method('molpay_ebanking_TH', 'Thai online banking', {
    ...atOnceUnrefundable,
    page: 'online-banking-thailand',
  }),
  method('momo_atm', 'Napas cards', { ...atOnceRefundedWhole, page: 'napas-card' }),
  method('onlineBanking_PL', 'Polish online banking (Przelewy24)', {
    ...atOnce,
    page: 'online-banking-poland',
    checkoutName: 'przelewy24',
  }),
  method('onlineBanking_CZ', 'Czech and Slovak online banking', {
    ...atOnce,
    page: 'online-banking-czech-republic',
    family: 'onlineBanking_*',
  }),
  method('onlinebanking_IN', 'Indian online banking', { ...atOnce, page: 'online-banking-india' }),
  method('paybybank', 'Pay by Bank Europe', {
    ...atOnce,
    ...disputable,
    ...recurring,
    page: 'pay-by-bank-europe',
  }),
  method('paynow', 'PayNow', { ...atOnce, page: 'paynow', notes: 'One partial refund at most.' }),
  method('payto', 'PayTo', { ...atOnce, ...disputable, ...recurring, page: 'payto' }),
  method('pix', 'Pix', {
    ...atOnce,
    ...recurring,
    page: 'pix',
    notes: 'Disputes end as requests for information.',
  }),
  method('trustly', 'Trustly', {
    ...atOnce,
    ...disputable,
    page: 'trustly',
    checkoutName: 'trustly',
    notes: 'Charged back when the money never arrives.',
  }),
  method('upi_intent', 'UPI', { ...atOnce, ...disputable, ...recurring, page: 'upi', family: 'upi*' }),
  method('bankTransfer_IBAN', 'Bank transfer', {
    ...atOnce,
    ...recurring,
    page: 'bank-transfer',
    family: 'bankTransfer*',
    formAsksFor: ['shopperEmail'],
  }),
  method('dragonpay_ebanking', 'Dragonpay', {
    ...unknown,
    family: 'dragonpay*',
    formAsksFor: ['shopperEmail'],
  }),
];
