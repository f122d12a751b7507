import type { ComponentType } from '../types.ts';

/** Checkout's components by name, with Adyen's payment method type of each. */
const adyenTypes: Record<ComponentType, string> = {
  afterpay: 'afterpaytouch',
  alipay: 'alipay',
  applepay: 'applepay',
  bancontactcard: 'bcmc',
  bancontactmobile: 'bcmc_mobile',
  blik: 'blik',
  card: 'scheme',
  clearpay: 'clearpay',
  eps: 'eps',
  fpx: 'molpay_ebanking_fpx_MY',
  googlepay: 'googlepay',
  ideal: 'ideal',
  jcs: 'econtext_stores',
  klarna_billie: 'klarna_b2b',
  klarna_pay_later: 'klarna',
  klarna_pay_now: 'klarna_paynow',
  klarna_pay_overtime: 'klarna_account',
  mbway: 'mbway',
  mobilepay: 'mobilepay',
  paypal: 'paypal',
  przelewy24: 'onlineBanking_PL',
  sepadirectdebit: 'sepadirectdebit',
  swish: 'swish',
  trustly: 'trustly',
  twint: 'twint',
  vipps: 'vipps',
  wechatpay: 'wechatpayQR',
  zip: 'zip',
};

/** Other names that Adyen uses for a method. */
const variants: Record<string, ComponentType> = {
  bcmc_mobile_QR: 'bancontactmobile',
  paywithgoogle: 'googlepay',
  wechatpay: 'wechatpay',
};

/** Methods that are paid with their own button, by Checkout's names. */
const wallets: readonly string[] = ['applepay', 'googlepay', 'paypal'];

/** The names of all components. */
export const componentTypes = Object.keys(adyenTypes) as ComponentType[];

/** Adyen's payment method type of a component. */
export function adyenTypeOf(type: ComponentType): string {
  return adyenTypes[type];
}

/** Checkout's name of an Adyen payment method type; Adyen's own where Checkout has none. */
export function checkoutTypeOf(adyenType: string): string {
  return componentTypes.find((type) => adyenTypes[type] === adyenType) ?? variants[adyenType] ?? adyenType;
}

/** Whether two of Adyen's types name one method; one that is not known may be any. */
export function isSameMethod(type: string | undefined, other: string): boolean {
  return type === undefined || checkoutTypeOf(type) === checkoutTypeOf(other);
}

/** Whether a method of Adyen's pays with a balance of its own, and may leave a rest. */
export function isGiftCard(adyenType: string): boolean {
  return /^(giftcard|mealVoucher_\w+)$/.test(adyenType);
}

/** Whether the page may have the method pay by `submit`; wallets have to open their sheet from their own button. */
export function hasSubmit(type: string): boolean {
  return !wallets.includes(type);
}
