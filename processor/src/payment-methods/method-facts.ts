/** What Adyen does with the payments of a method, or of a brand of a method. */
export interface MethodFacts {
  /** Adyen's name of it, as requests and notifications have it; a `*` stands for any characters. */
  readonly name: string;
  /** Its authorisation is its capture: there is no other capture, and nothing can be cancelled. */
  readonly capturedAtOnce: boolean;
  /** How many captures of less than everything a payment can have. */
  readonly partialCaptures: 'none' | 'one' | 'many';
  readonly refunds: 'none' | 'ofEverything' | 'ofAnyAmount';
  /** For a brand: what kind of method has it. */
  readonly brandOf?: Brands;
  /** For a method whose notifications name a brand: the kind of brands. */
  readonly brands?: Brands;
}

type Brands = 'card' | 'giftCard';
type Row = Omit<MethodFacts, 'name'>;

const separate = { capturedAtOnce: false, partialCaptures: 'many', refunds: 'ofAnyAmount' } satisfies Row;
const onePartialCapture = { ...separate, partialCaptures: 'one' } satisfies Row;
const wholeCapture = { ...separate, partialCaptures: 'none' } satisfies Row;
const atOnce = { ...separate, capturedAtOnce: true } satisfies Row;
const atOnceUnrefundable = { ...atOnce, refunds: 'none' } satisfies Row;
const atOnceRefundedWhole = { ...atOnce, refunds: 'ofEverything' } satisfies Row;
const wallet = { ...separate, brands: 'card' } satisfies Row;
const card = { ...separate, brandOf: 'card' } satisfies Row;
const giftCard = { ...atOnce, partialCaptures: 'none', brandOf: 'giftCard' } satisfies Row;

/**
 * One row for each method or brand, or for a family of them. Methods that Adyen's documentation says nothing of have none.
 * Source: the features of each method in https://docs.adyen.com/payment-methods
 */
const ROWS: Readonly<Record<string, Row>> = {
  // Cards, by brand, and what pays with them.
  scheme: wallet,
  networkToken: wallet,
  accel: card,
  amex: card,
  bcmc: { ...atOnce, brandOf: 'card' },
  carnet: { ...wholeCapture, brandOf: 'card' },
  cartebancaire: card,
  cup: { ...onePartialCapture, brandOf: 'card' },
  dankort: card,
  diners: card,
  discover: card,
  eftpos_australia: { ...atOnce, brandOf: 'card' },
  electron: card,
  elo: card,
  girocard: card,
  hipercard: { ...onePartialCapture, brandOf: 'card' },
  jcb: card,
  laser: card,
  'maestro*': card,
  'mc*': card,
  nyce: card,
  pulse: card,
  star: card,
  troy: { ...atOnce, brandOf: 'card' },
  uatp: card,
  'visa*': card,
  amazonpay: wallet,
  androidpay: wallet,
  applepay: wallet,
  clicktopay: wallet,
  googlepay: wallet,
  mobilepay: wallet,
  paywithgoogle: wallet,
  samsungpay: { ...onePartialCapture, brands: 'card' },
  vipps: wallet,

  // Captured when somebody asks for it.
  ach: wholeCapture,
  affirm: separate,
  'afterpay*': separate,
  alma: onePartialCapture,
  ancv: { ...separate, refunds: 'ofEverything' },
  bright: separate,
  cash_app_afterpay: separate,
  cashapp: onePartialCapture,
  'clearpay*': separate,
  directdebit_GB: wholeCapture,
  'facilypay*': onePartialCapture,
  klarna: separate,
  klarna_account: separate,
  klarna_b2b: separate,
  klarna_paynow: separate,
  'mealVoucher_FR*': wholeCapture,
  oney: onePartialCapture,
  paybright: separate,
  paybybank_AIS_DD: onePartialCapture,
  paypal: separate,
  paypay: onePartialCapture,
  paypo: wholeCapture,
  rakutenpay: onePartialCapture,
  'ratepay*': separate,
  'riverty*': separate,
  'scalapay*': separate,
  sepadirectdebit: separate,
  sepadirectdebit_riverty: separate,
  twint: onePartialCapture,
  venmo: separate,
  'walley*': separate,
  'zip*': separate,

  // Captured with the authorisation.
  alipay: atOnce,
  alipay_hk: atOnce,
  'alipay_plus*': atOnce,
  atome: atOnce,
  'bankTransfer*': atOnce,
  'bcmc_mobile*': atOnce,
  bizum: atOnce,
  blik: atOnce,
  'boleto*': atOnceUnrefundable,
  dana: atOnce,
  directEbanking: atOnce,
  'doku*': atOnceRefundedWhole,
  duitnow: atOnce,
  ebanking_FI: atOnce,
  'econtext*': atOnceUnrefundable,
  eft_directdebit_CA: atOnce,
  eps: atOnce,
  gcash: atOnce,
  gopay_wallet: atOnce,
  'grabpay*': atOnce,
  ideal: atOnce,
  iris: atOnceUnrefundable,
  kakaopay: atOnce,
  'kcp_*': atOnce,
  mbway: atOnce,
  molpay_boost: atOnceRefundedWhole,
  'molpay_ebanking_*': atOnce,
  molpay_ebanking_TH: atOnceUnrefundable,
  momo_wallet: atOnce,
  multibanco: atOnce,
  'onlineBanking_*': atOnce,
  onlinebanking_IN: atOnce,
  oxxo: atOnceUnrefundable,
  paybybank: atOnce,
  payme: atOnce,
  paynow: atOnce,
  paysafecard: atOnceRefundedWhole,
  paytm: atOnce,
  payto: atOnce,
  pix: atOnce,
  'primeiropay_boleto*': atOnceUnrefundable,
  swish: atOnce,
  touchngo: atOnce,
  trustly: atOnce,
  'upi*': atOnce,
  wallet_IN: atOnce,
  'wechatpay*': atOnce,

  // Gift cards, by brand. Adyen can capture some separately, but only all at once.
  giftcard: { ...atOnce, partialCaptures: 'none', brands: 'giftCard' },
  '*giftcard': giftCard,
  auriga: giftCard,
  eagleeye_voucher: giftCard,
  fashioncheque: giftCard,
  fijncadeau: giftCard,
  fleuropbloemenbon: giftCard,
  gallgall: giftCard,
  givex: giftCard,
  hallmarkcard: giftCard,
  igive: giftCard,
  kadowereld: giftCard,
  kidscadeau: giftCard,
  kindpas: giftCard,
  leisurecard: giftCard,
  nationalebioscoopbon: giftCard,
  podiumcard: giftCard,
  prosodie_illicado: giftCard,
  rotterdampas: giftCard,
  savedeo: giftCard,
  schoolspullenpas: giftCard,
  svs: giftCard,
  valuelink: giftCard,
  vvvcadeaubon: giftCard,
  winkelcheque: giftCard,
  winterkledingpas: giftCard,
  yourgift: giftCard,
};

const FACTS: ReadonlyMap<string, MethodFacts> = new Map(
  Object.entries(ROWS).map(([name, row]) => [name, { name, ...row }]),
);

const FAMILIES: readonly (readonly [pattern: RegExp, facts: MethodFacts])[] = [...FACTS.values()]
  .filter(({ name }) => name.includes('*'))
  .map((facts) => [new RegExp(`^${facts.name.replace('*', '.*')}$`), facts]);

/** Cards in wallets: notifications name the brand, then the wallet. */
const IN_WALLET = /_(?:amazonpay|androidpay|applepay|clicktopay|googlepay|samsungpay|vipps)$/;

/** The brand of a card that a notification names with its wallet, e.g. `visa` of `visa_applepay`; else the name as it is. */
export const withoutWallet = (name: string): string => name.replace(IN_WALLET, '');

/**
 * What is known of a method or brand.
 * @param name as Adyen names it, e.g. `ideal`, `visa`, `visa_applepay`
 * @returns `undefined` for a name that the table does not have
 */
export const factsOf = (name: string): MethodFacts | undefined => {
  const plain = withoutWallet(name);
  return FACTS.get(plain) ?? FAMILIES.find(([pattern]) => pattern.test(plain))?.[1];
};
