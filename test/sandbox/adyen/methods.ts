/** How a method proceeds after `/payments`. */
export type Flow =
  | 'card'
  | 'wallet'
  | 'redirect'
  | 'await'
  | 'qrCode'
  | 'voucher'
  | 'bankTransfer'
  | 'received'
  | 'sdk'
  | 'giftcard';

/** What the embedded Adyen knows of a payment method. */
export interface Method {
  type: string;
  name: string;
  flow: Flow;
  /** Adyen captures by itself; there is no separate capture. */
  captured?: boolean;
  /** The shopper's countries in which it is offered; absent: all. */
  countries?: string[];
  /** The currencies it can be paid in; absent: all. */
  currencies?: string[];
  brands?: string[];
  issuers?: { id: string; name: string }[];
  configuration?: Record<string, string>;
  /** Captures, refunds and the payment itself carry line items that sum to the amount. */
  lineItems?: boolean;
  storable?: boolean;
  /** Not part of the answer of `/paymentMethods`, yet payable. */
  unlisted?: boolean;
}

const EURO_COUNTRIES = 'AT BE DE EE ES FI FR GR HR IE IT LT LU LV NL PT SI SK'.split(' ');
const KLARNA_COUNTRIES = [...EURO_COUNTRIES, 'CH', 'DK', 'GB', 'NO', 'PL', 'SE', 'US', 'CA', 'AU'];
const KLARNA_CURRENCIES = 'EUR CHF DKK GBP NOK PLN SEK USD CAD AUD'.split(' ');
const banks = (...names: string[]) => names.map((name, index) => ({ id: String(index + 1), name }));

const klarna = (type: string, name: string): Method => ({
  type,
  name,
  flow: 'redirect',
  countries: KLARNA_COUNTRIES,
  currencies: KLARNA_CURRENCIES,
  lineItems: true,
  storable: true,
});

/** Every payment method of the account, in the order in which shoppers are offered them. */
export const methods: Method[] = [
  {
    type: 'scheme',
    name: 'Cards',
    flow: 'card',
    brands: ['visa', 'mc', 'amex', 'maestro', 'discover', 'diners', 'jcb', 'cup', 'cartebancaire'],
    storable: true,
  },
  { type: 'card', name: 'Cards', flow: 'card', storable: true, unlisted: true },
  { type: 'networkToken', name: 'Network token', flow: 'card', storable: true, unlisted: true },
  {
    type: 'ideal',
    name: 'iDEAL',
    flow: 'redirect',
    captured: true,
    countries: ['NL'],
    currencies: ['EUR'],
    storable: true,
  },
  {
    type: 'bcmc',
    name: 'Bancontact card',
    flow: 'card',
    captured: true,
    countries: ['BE'],
    currencies: ['EUR'],
    brands: ['bcmc', 'visa', 'maestro'],
    storable: true,
  },
  {
    type: 'bcmc_mobile',
    name: 'Bancontact mobile',
    flow: 'qrCode',
    captured: true,
    countries: ['BE'],
    currencies: ['EUR'],
  },
  {
    type: 'eps',
    name: 'EPS',
    flow: 'redirect',
    captured: true,
    countries: ['AT'],
    currencies: ['EUR'],
    storable: true,
  },
  {
    type: 'onlineBanking_PL',
    name: 'Przelewy24',
    flow: 'redirect',
    captured: true,
    countries: ['PL'],
    currencies: ['PLN', 'EUR'],
    issuers: banks('Sandbox Bank Polski', 'Bank Testowy'),
  },
  {
    type: 'molpay_ebanking_fpx_MY',
    name: 'FPX',
    flow: 'redirect',
    captured: true,
    countries: ['MY'],
    currencies: ['MYR'],
    issuers: banks('Sandbox Bank Malaysia', 'Test Bank Kuala Lumpur'),
  },
  {
    type: 'trustly',
    name: 'Trustly',
    flow: 'redirect',
    captured: true,
    countries: [...EURO_COUNTRIES, 'SE', 'DK', 'GB', 'NO'],
  },
  { type: 'twint', name: 'TWINT', flow: 'redirect', countries: ['CH'], currencies: ['CHF'], storable: true },
  { type: 'vipps', name: 'Vipps', flow: 'redirect', countries: ['NO'], currencies: ['NOK'], storable: true },
  {
    type: 'mobilepay',
    name: 'MobilePay',
    flow: 'redirect',
    countries: ['DK', 'FI'],
    currencies: ['DKK', 'EUR'],
  },
  { type: 'mbway', name: 'MB WAY', flow: 'await', captured: true, countries: ['PT'], currencies: ['EUR'] },
  {
    type: 'blik',
    name: 'BLIK',
    flow: 'await',
    captured: true,
    countries: ['PL'],
    currencies: ['PLN'],
    storable: true,
  },
  { type: 'swish', name: 'Swish', flow: 'qrCode', captured: true, countries: ['SE'], currencies: ['SEK'] },
  { type: 'wechatpayQR', name: 'WeChat Pay', flow: 'qrCode', captured: true },
  { type: 'alipay', name: 'Alipay', flow: 'redirect', captured: true },
  {
    type: 'multibanco',
    name: 'Multibanco',
    flow: 'voucher',
    captured: true,
    countries: ['PT'],
    currencies: ['EUR'],
  },
  {
    type: 'econtext_stores',
    name: 'Convenience stores',
    flow: 'voucher',
    captured: true,
    countries: ['JP'],
    currencies: ['JPY'],
  },
  {
    type: 'bankTransfer_IBAN',
    name: 'Bank transfer',
    flow: 'bankTransfer',
    captured: true,
    countries: EURO_COUNTRIES,
    currencies: ['EUR'],
  },
  {
    type: 'sepadirectdebit',
    name: 'SEPA Direct Debit',
    flow: 'received',
    countries: EURO_COUNTRIES,
    currencies: ['EUR'],
    storable: true,
  },
  klarna('klarna', 'Pay later with Klarna.'),
  klarna('klarna_paynow', 'Pay now with Klarna.'),
  klarna('klarna_account', 'Pay over time with Klarna.'),
  klarna('klarna_b2b', 'Billie'),
  {
    type: 'afterpaytouch',
    name: 'Afterpay',
    flow: 'redirect',
    countries: ['AU', 'NZ', 'US', 'CA'],
    currencies: ['AUD', 'NZD', 'USD', 'CAD'],
    lineItems: true,
  },
  {
    type: 'clearpay',
    name: 'Clearpay',
    flow: 'redirect',
    countries: ['GB'],
    currencies: ['GBP'],
    lineItems: true,
  },
  { type: 'zip', name: 'Zip', flow: 'redirect', countries: ['AU', 'NZ'], currencies: ['AUD', 'NZD'] },
  {
    type: 'directdebit_GB',
    name: 'BACS Direct Debit',
    flow: 'received',
    countries: ['GB'],
    currencies: ['GBP'],
    storable: true,
  },
  {
    type: 'ach',
    name: 'ACH Direct Debit',
    flow: 'received',
    countries: ['US'],
    currencies: ['USD'],
    storable: true,
  },
  {
    type: 'paypal',
    name: 'PayPal',
    flow: 'sdk',
    configuration: { merchantId: 'SANDBOXMERCHANT', intent: 'authorize' },
    storable: true,
  },
  {
    type: 'googlepay',
    name: 'Google Pay',
    flow: 'wallet',
    brands: ['visa', 'mc', 'amex'],
    configuration: { merchantId: '50', gatewayMerchantId: 'SandboxMerchant' },
    storable: true,
  },
  {
    type: 'applepay',
    name: 'Apple Pay',
    flow: 'wallet',
    brands: ['visa', 'mc', 'amex'],
    configuration: { merchantId: '000000000200001', merchantName: 'Sandbox Merchant' },
    storable: true,
  },
  { type: 'giftcard', name: 'Sandbox gift card', flow: 'giftcard', captured: true, brands: ['svs'] },
];
