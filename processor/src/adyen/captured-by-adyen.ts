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

/**
 * Whether an authorisation with this method is its capture too, so that nobody has to ask for one.
 * @param method the method or brand as a notification names it (`visa`, not `scheme`) or Adyen's type of the method
 * @param paymentMethodsConfig what the merchant says overrides the table: brands on immediate capture have
 *   `supportSeparateCapture: false`
 */
export const isCapturedByAdyen = (
  method: string | undefined,
  paymentMethodsConfig: Config['paymentMethodsConfig'],
): boolean => {
  if (method === undefined) return false;
  const configured = Object.hasOwn(paymentMethodsConfig, method) ? paymentMethodsConfig[method] : undefined;
  if (configured?.supportSeparateCapture !== undefined) return !configured.supportSeparateCapture;
  return CAPTURED_BY_ADYEN.has(method) || GIFT_CARD_BRANDS.has(method) || method.endsWith('giftcard');
};
