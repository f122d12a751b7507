import type { Config } from '../config/config.ts';

/**
 * Methods that Adyen captures by itself, as notifications name them.
 * Source: https://docs.adyen.com/online-payments/capture, "payment methods that are captured automatically"
 */
const CAPTURED_BY_ADYEN: ReadonlySet<string> = new Set([
  'alipay',
  'bcmc',
  'bcmc_mobile',
  'blik',
  'eps',
  'giftcard',
  'ideal',
  'molpay_ebanking_fpx_MY',
  'onlineBanking_PL',
  'swish',
  'wechatpayQR',
]);

/** Gift card brands that notifications name instead of `giftcard`; brands that end in `giftcard` need no entry. */
const GIFT_CARD_BRANDS: ReadonlySet<string> = new Set(
  (
    'auriga eagleeye_voucher fashioncheque fijncadeau fleuropbloemenbon gallgall givex hallmarkcard igive kadowereld ' +
    'kidscadeau kindpas leisurecard nationalebioscoopbon podiumcard prosodie_illicado rotterdampas savedeo ' +
    'schoolspullenpas svs valuelink vvvcadeaubon winkelcheque winterkledingpas yourgift'
  ).split(' '),
);

const isUsuallyCaptured = (name: string): boolean =>
  CAPTURED_BY_ADYEN.has(name) || GIFT_CARD_BRANDS.has(name) || name.endsWith('giftcard');

/**
 * Whether an authorisation is its capture too, so that nobody has to ask for one.
 * @param names what the payment was made with, the most particular first: the brand or method as a notification names it
 *   (`visa`, `svs`), then Adyen's type of the Payment's method (`scheme`, `giftcard`). Answers and notifications must give
 *   the same ones, so that both decide alike
 * @param paymentMethodsConfig what the merchant says overrides the table: brands on immediate capture have
 *   `supportSeparateCapture: false`. The first name with an entry decides
 */
export const isCapturedByAdyen = (
  names: readonly (string | undefined)[],
  paymentMethodsConfig: Config['paymentMethodsConfig'],
): boolean => {
  const known = names.filter((name) => name !== undefined);
  const configured = known
    .map((name) => (Object.hasOwn(paymentMethodsConfig, name) ? paymentMethodsConfig[name] : undefined))
    .find((entry) => entry?.supportSeparateCapture !== undefined);
  return configured ? configured.supportSeparateCapture === false : known.some(isUsuallyCaptured);
};
