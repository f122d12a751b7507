/** Minor units by Adyen's own table, in which CLP and ISK have two decimals and CVE and IDR none. */
export interface Amount {
  currency: string;
  value: number;
}

const NONE = 'CVE DJF GNF IDR JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ');
const THREE = 'BHD IQD JOD KWD LYD OMR TND'.split(' ');
const TWO = (
  'AED ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BWP BYN BZD CAD CHF CLP CNH CNY COP CRC ' +
  'CUP CZK DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF ILS INR ISK JMD KES KGS KHR ' +
  'KYD KZT LAK LBP LKR MAD MDL MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP ' +
  'PKR PLN QAR RON RSD RUB SAR SBD SCR SEK SGD SHP SLE SOS SRD STN SVC SZL THB TOP TRY TTD TWD TZS UAH USD UYU UZS ' +
  'VES WST XCD YER ZAR ZMW'
).split(' ');

const digits = new Map([
  ...NONE.map((code) => [code, 0] as const),
  ...THREE.map((code) => [code, 3] as const),
  ...TWO.map((code) => [code, 2] as const),
]);

export const isSupportedCurrency = (currency: string): boolean => digits.has(currency);

/** The amount as a shopper reads it, e.g. `EUR 10.00`; the form that ORDER_CLOSED uses, too. */
export const printed = ({ currency, value }: Amount): string => {
  const decimals = digits.get(currency) ?? 2;
  return `${currency} ${(value / 10 ** decimals).toFixed(decimals)}`;
};
