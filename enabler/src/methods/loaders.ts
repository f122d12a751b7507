import { loadSheets, type SheetName } from '../styles/sheets.ts';
import type { ElementClass, Method } from './method.ts';

interface Form {
  load: () => Promise<{ method: Method }>;
  /** Style sheets beside the base. They are named here so that they load together with the method. */
  sheets: readonly SheetName[];
}

const form = (load: Form['load'], ...sheets: SheetName[]): Form => ({ load, sheets });

const redirect = form(() => import('./redirect/redirect.ts'));
const klarna = form(() => import('./klarna/klarna.ts'));
const econtext = form(() => import('./econtext/econtext.ts'), 'form', 'waiting');
const bcmcMobile = form(() => import('./bcmc-mobile/bcmc-mobile.ts'), 'waiting');
const googlepay = form(() => import('./googlepay/googlepay.ts'));
const wechat = form(() => import('./wechat/wechat.ts'), 'waiting');

/** Methods by Adyen's type, as far as adyen-web has more than a redirect for them. */
const forms: Partial<Record<string, Form>> = {
  applepay: form(() => import('./applepay/applepay.ts')),
  bcmc: form(() => import('./card/bancontact.ts'), 'form'),
  bcmc_mobile: bcmcMobile,
  bcmc_mobile_QR: bcmcMobile,
  blik: form(() => import('./blik/blik.ts'), 'form', 'waiting'),
  econtext_atm: econtext,
  econtext_online: econtext,
  econtext_seven_eleven: econtext,
  econtext_stores: econtext,
  eps: form(() => import('./eps/eps.ts'), 'form'),
  giftcard: form(() => import('./giftcard/giftcard.ts'), 'form'),
  googlepay,
  klarna,
  klarna_account: klarna,
  klarna_b2b: klarna,
  klarna_paynow: klarna,
  mbway: form(() => import('./mbway/mbway.ts'), 'form', 'waiting'),
  molpay_ebanking_fpx_MY: form(() => import('./fpx/fpx.ts'), 'form'),
  multibanco: form(() => import('./multibanco/multibanco.ts'), 'waiting'),
  onlineBanking_PL: form(() => import('./przelewy24/przelewy24.ts'), 'form'),
  paypal: form(() => import('./paypal/paypal.ts')),
  paywithgoogle: googlepay,
  scheme: form(() => import('./card/card.ts'), 'form'),
  sepadirectdebit: form(() => import('./sepa/sepa.ts'), 'form'),
  swish: form(() => import('./swish/swish.ts'), 'waiting'),
  trustly: form(() => import('./trustly/trustly.ts')),
  twint: form(() => import('./twint/twint.ts')),
  vipps: form(() => import('./vipps/vipps.ts')),
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

/** Loads what is special about a method, with its styles; a method that adyen-web has no form for is a redirect. */
export async function loadMethod(adyenType: string): Promise<Method> {
  const { load, sheets } = forms[adyenType] ?? redirect;
  const [{ method }] = await Promise.all([load(), loadSheets(sheets)]);
  return method;
}

/** Loads adyen-web's classes for a method that only the drop-in has. `undefined` for a method that {@link loadMethod} loads. */
export async function loadFamily(adyenType: string): Promise<ElementClass[] | undefined> {
  const family = adyenType in forms ? undefined : families.find(([types]) => types.test(adyenType));
  if (!family) return undefined;
  const [{ elements }] = await Promise.all([family[1](), loadSheets(['form', 'waiting', 'rare'])]);
  return elements;
}

/** Loads whatever is known of a method. */
export async function loadAny(adyenType: string): Promise<void> {
  await ((await loadFamily(adyenType)) ?? loadMethod(adyenType));
}
