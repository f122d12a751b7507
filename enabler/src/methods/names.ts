import type { ComponentType } from '../types.ts';

/** Checkout's component names and Adyen's payment method types, where they differ. */
const adyenTypes: Partial<Record<ComponentType, string>> = {
  afterpay: 'afterpaytouch',
  bancontactcard: 'bcmc',
  bancontactmobile: 'bcmc_mobile',
  card: 'scheme',
  fpx: 'molpay_ebanking_fpx_MY',
  jcs: 'econtext_stores',
  klarna_billie: 'klarna_b2b',
  klarna_pay_later: 'klarna',
  klarna_pay_now: 'klarna_paynow',
  klarna_pay_overtime: 'klarna_account',
  przelewy24: 'onlineBanking_PL',
  wechatpay: 'wechatpayQR',
};

const checkoutTypes = new Map<string, string>([
  ...Object.entries(adyenTypes).map(([checkout, adyen]): [string, string] => [adyen, checkout]),
  ['bcmc_mobile_QR', 'bancontactmobile'],
  ['paywithgoogle', 'googlepay'],
]);

/** Adyen's payment method type of a component. */
export function adyenTypeOf(type: ComponentType): string {
  return adyenTypes[type] ?? type;
}

/** Checkout's name of an Adyen payment method type; Adyen's own where Checkout has none. */
export function checkoutTypeOf(adyenType: string): string {
  return checkoutTypes.get(adyenType) ?? adyenType;
}
