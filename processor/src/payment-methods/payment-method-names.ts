/** commercetools Checkout's names of components to Adyen's types, where they differ. */
const ADYEN_TYPES: Readonly<Record<string, string>> = {
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

/** Names that are the same on both sides. */
const SAME: readonly string[] =
  'alipay applepay blik clearpay eps googlepay ideal mbway mobilepay paypal sepadirectdebit swish trustly twint vipps zip'.split(
    ' ',
  );

/** Every component that the enabler offers, by Checkout's name. */
export const checkoutNames: readonly string[] = [...Object.keys(ADYEN_TYPES), ...SAME].toSorted();

/** Types that Adyen's methods come as beside their usual one. */
const ALIASES: Readonly<Record<string, string>> = {
  afterpay_default: 'afterpaytouch',
  networkToken: 'scheme',
  paywithgoogle: 'googlepay',
  clicktopay: 'scheme',
  wechatpayWeb: 'wechatpayQR',
  bcmc_mobile_QR: 'bcmc_mobile',
  bcmc_mobile_app: 'bcmc_mobile',
};

const CHECKOUT_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(ADYEN_TYPES).map(([name, type]) => [type, name]),
);

const lookUp = (table: Readonly<Record<string, string>>, key: string): string =>
  (Object.hasOwn(table, key) ? table[key] : undefined) ?? key;

/** Adyen's type of a component of Checkout, e.g. `scheme` for `card`; Adyen's own types stay as they are. */
export const toAdyenType = (name: string): string => lookUp(ADYEN_TYPES, name);

/** Checkout's name of Adyen's type, e.g. `card` for `scheme`; other types stay as they are. */
export const toCheckoutName = (type: string): string => lookUp(CHECKOUT_NAMES, lookUp(ALIASES, type));

/**
 * Whether a session lets this method be used.
 * @param type Adyen's type, as the shopper's browser sent it
 * @param allowed Checkout's names, Adyen's types, or both; none means that the session restricts nothing
 */
export const isAllowed = (type: string, allowed: readonly string[]): boolean => {
  if (allowed.length === 0) return true;
  const candidates = new Set([type, lookUp(ALIASES, type)]);
  return allowed.some((name) => candidates.has(name) || candidates.has(toAdyenType(name)));
};
