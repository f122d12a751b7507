import { method, type PaymentMethod } from '../payment-method.ts';
import {
  atOnce,
  disputable,
  lines,
  linesWithDiscounts,
  onePartialCapture,
  PERSON,
  recurring,
  separate,
  unknown,
  wholeCapture,
} from './columns.ts';

const klarna = {
  ...separate,
  ...disputable,
  ...recurring,
  ...linesWithDiscounts('request', 'capture', 'partialRefund'),
  page: 'klarna',
  requires: ['shopperEmail'],
  notes: 'The country, its currency and that of the billing address belong together.',
} as const;

const afterpay = {
  ...separate,
  ...disputable,
  ...lines('request', 'capture', 'partialRefund'),
  requires: ['shopperName', 'shopperEmail', 'billingAddress', 'deliveryAddress'],
} as const;

const oney = {
  ...onePartialCapture,
  ...lines('request', 'capture', 'partialRefund'),
  page: 'oney',
  requires: ['shopperName', 'shopperEmail', 'telephoneNumber', 'billingAddress', 'deliveryAddress'],
  notes: 'Mobile telephone numbers of FR, ES and IT; postal codes of five characters.',
} as const;

const walley = { ...separate, ...lines('capture', 'partialRefund'), page: 'walley' };

const riverty = {
  ...separate,
  ...disputable,
  ...lines('request'),
  page: 'riverty',
  requires: ['shopperName', 'billingAddress'],
} as const;

/** Invoices and instalments. */
export const payLater: readonly PaymentMethod[] = [
  method('klarna', 'Klarna Pay Later', { ...klarna, checkoutName: 'klarna_pay_later' }),
  method('klarna_paynow', 'Klarna Pay Now', { ...klarna, checkoutName: 'klarna_pay_now' }),
  method('klarna_account', 'Klarna Pay Over Time', { ...klarna, checkoutName: 'klarna_pay_overtime' }),
  method('klarna_b2b', 'Billie', {
    ...klarna,
    page: 'billie',
    checkoutName: 'klarna_billie',
    isRecurring: false,
    requires: ['company', 'shopperEmail'],
  }),
  method('klarna_network', 'Klarna Network', {
    ...unknown,
    ...linesWithDiscounts(),
    family: 'klarna_*',
  }),
  method('afterpaytouch', 'Afterpay', {
    ...afterpay,
    ...recurring,
    page: 'afterpaytouch',
    checkoutName: 'afterpay',
    family: 'afterpaytouch*',
    notes: 'Recurring in AU and NZ only.',
  }),
  method('clearpay', 'Clearpay', {
    ...afterpay,
    page: 'clearpay',
    checkoutName: 'clearpay',
    family: 'clearpay*',
  }),
  method('cash_app_afterpay', 'Cash App Afterpay', {
    ...afterpay,
    page: 'cash-app-afterpay',
  }),
  method('zip', 'Zip', {
    ...separate,
    ...disputable,
    ...recurring,
    ...lines('capture', 'partialRefund'),
    page: 'zip',
    checkoutName: 'zip',
    family: 'zip*',
  }),
  method('affirm', 'Affirm', {
    ...separate,
    ...lines('capture', 'partialRefund'),
    page: 'affirm',
    formAsksFor: PERSON,
    requires: ['shopperName', 'shopperEmail', 'telephoneNumber', 'stateOrProvince'],
  }),
  method('alma', 'Alma', { ...onePartialCapture, ...lines(), page: 'alma' }),
  method('atome', 'Atome', {
    ...atOnce,
    ...lines('partialRefund'),
    page: 'atome',
    formAsksFor: PERSON,
  }),
  method('oney', 'Oney', oney),
  method('facilypay_3x', 'Oney instalments', { ...oney, family: 'facilypay*', formAsksFor: PERSON }),
  method('paybright', 'PayBright', { ...separate, ...disputable, page: 'paybright' }),
  method('bright', 'PayBright (older name)', { ...separate, ...disputable, page: 'paybright' }),
  method('paypo', 'PayPo', { ...wholeCapture, page: 'paypo' }),
  method('ratepay', 'Ratepay', {
    ...separate,
    ...linesWithDiscounts('request', 'capture', 'partialRefund'),
    page: 'ratepay',
    family: 'ratepay*',
    formAsksFor: PERSON,
    requires: [...PERSON, 'billingAddress', 'deviceFingerprint'],
  }),
  method('riverty', 'Riverty', { ...riverty, family: 'riverty*', formAsksFor: PERSON }),
  method('sepadirectdebit_riverty', 'Riverty by direct debit', riverty),
  method('afterpay_default', 'AfterPay (Riverty)', {
    ...separate,
    ...lines('capture', 'partialRefund'),
    knownAs: 'afterpaytouch',
    family: 'afterpay_*',
    formAsksFor: PERSON,
  }),
  method('afterpay_b2b', 'AfterPay for businesses (Riverty)', {
    ...separate,
    ...lines('capture', 'partialRefund'),
    formAsksFor: PERSON,
    requires: ['company'],
  }),
  method('scalapay_3x', 'Scalapay', {
    ...separate,
    page: 'scalapay',
    family: 'scalapay*',
    refundNamesCapture: true,
  }),
  method('walley', 'Walley', { ...walley, family: 'walley*' }),
  method('walley_b2b', 'Walley for businesses', { ...walley, requires: ['company'] }),
  method('openinvoice', 'Invoice', { ...unknown, ...lines() }),
];
