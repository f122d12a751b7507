import type { ElementClass, Method } from './method.ts';

type Load = () => Promise<{ method: Method }>;

const redirect: Load = () => import('./redirect/redirect.ts');
const klarna: Load = () => import('./klarna/klarna.ts');
const econtext: Load = () => import('./econtext/econtext.ts');
const bcmcMobile: Load = () => import('./bcmc-mobile/bcmc-mobile.ts');
const googlepay: Load = () => import('./googlepay/googlepay.ts');
const wechat: Load = () => import('./wechat/wechat.ts');

/** Methods by Adyen's type, as far as adyen-web has more than a redirect for them. */
const loaders: Record<string, Load> = {
  applepay: () => import('./applepay/applepay.ts'),
  bcmc: () => import('./bancontact/bancontact.ts'),
  bcmc_mobile: bcmcMobile,
  bcmc_mobile_QR: bcmcMobile,
  blik: () => import('./blik/blik.ts'),
  econtext_atm: econtext,
  econtext_online: econtext,
  econtext_seven_eleven: econtext,
  econtext_stores: econtext,
  eps: () => import('./eps/eps.ts'),
  giftcard: () => import('./giftcard/giftcard.ts'),
  googlepay,
  klarna,
  klarna_account: klarna,
  klarna_b2b: klarna,
  klarna_paynow: klarna,
  mbway: () => import('./mbway/mbway.ts'),
  molpay_ebanking_fpx_MY: () => import('./fpx/fpx.ts'),
  multibanco: () => import('./multibanco/multibanco.ts'),
  onlineBanking_PL: () => import('./przelewy24/przelewy24.ts'),
  paypal: () => import('./paypal/paypal.ts'),
  paywithgoogle: googlepay,
  scheme: () => import('./card/card.ts'),
  sepadirectdebit: () => import('./sepa/sepa.ts'),
  swish: () => import('./swish/swish.ts'),
  trustly: () => import('./trustly/trustly.ts'),
  twint: () => import('./twint/twint.ts'),
  vipps: () => import('./vipps/vipps.ts'),
  wechatpay: wechat,
  wechatpayQR: wechat,
};

/** Families of methods that Checkout has no component for; the drop-in offers them all the same. */
const families: [RegExp, () => Promise<{ elements: ElementClass[] }>][] = [
  [/^(ach|directdebit_GB|eft_directdebit_CA)$/, () => import('./others/direct-debits.ts')],
  [
    /^(affirm|afterpay|afterpay_.+|atome|facilypay_.+|ratepay.*|riverty)$/,
    () => import('./others/invoices.ts'),
  ],
  [/^(amazonpay|cashapp)$/, () => import('./others/wallets.ts')],
  [/^(ancv|payto|paybybank_.+|upi.*)$/, () => import('./others/confirmations.ts')],
  [/^(bankTransfer|boleto|primeiropay|doku|dragonpay|oxxo)/, () => import('./others/vouchers.ts')],
  [/^(duitnow|payme|paynow|pix|promptpay)$/, () => import('./others/qr-codes.ts')],
  [/^mealVoucher/, () => import('./others/meal-vouchers.ts')],
  [
    /^(billdesk_.+|dotpay|iris|molpay_ebanking_.+|online[bB]anking_.+|paybybank|payu_.+|wallet_IN)$/,
    () => import('./others/bank-pages.ts'),
  ],
];

/** Loads what is special about a method; a method that adyen-web has no form for is a redirect. */
export async function loadMethod(adyenType: string): Promise<Method> {
  return (await (loaders[adyenType] ?? redirect)()).method;
}

/** Loads adyen-web's classes for a method of the drop-in. Methods without one are redirects. */
export async function loadFamily(adyenType: string): Promise<ElementClass[] | undefined> {
  if (adyenType in loaders) return undefined;
  const family = families.find(([types]) => types.test(adyenType));
  return family && (await family[1]()).elements;
}
