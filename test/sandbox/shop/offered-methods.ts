/**
 * What the demo shop lets people pay with, by Checkout's names. The wallets are not among them: they ask for scripts of
 * Google, Apple and PayPal, and nothing of the demo leaves the machine.
 */
export const offeredMethods: readonly string[] = [
  'card',
  'ideal',
  'bancontactcard',
  'bancontactmobile',
  'blik',
  'eps',
  'klarna_pay_later',
  'klarna_pay_now',
  'klarna_pay_overtime',
  'mbway',
  'mobilepay',
  'przelewy24',
  'sepadirectdebit',
  'swish',
  'trustly',
  'twint',
  'vipps',
  'giftcard',
];
