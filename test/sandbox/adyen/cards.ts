/** What the issuer's side answers to a card. */
export type CardVerdict =
  | { kind: 'authorised' }
  | { kind: 'refused'; resultCode: 'Refused' | 'Error' | 'Cancelled'; reason: string; code: string }
  | { kind: 'threeDS2'; frictionless: boolean }
  | { kind: 'threeDSRedirect' }
  | { kind: 'inProgress'; resultCode: 'Pending' | 'Received' };

type Refusal = Extract<CardVerdict, { kind: 'refused' }>;

const refused = (code: string, reason: string, resultCode: Refusal['resultCode'] = 'Refused'): Refusal => ({
  kind: 'refused',
  resultCode,
  reason,
  code,
});

/**
 * Adyen's documented holder names that decide a test payment; the code does the same as
 * `RequestedTestAcquirerResponseCode`. Source: https://docs.adyen.com/development-resources/testing/result-codes/
 */
const conventions: Record<string, { code: string; verdict: CardVerdict }> = {
  APPROVED: { code: '1', verdict: { kind: 'authorised' } },
  PENDING: { code: '13', verdict: { kind: 'inProgress', resultCode: 'Received' } },
  ...Object.fromEntries(
    Object.entries({
      UNKNOWN: refused('0', 'Unknown', 'Error'),
      DECLINED: refused('2', 'Refused'),
      REFERRAL: refused('3', 'Referral'),
      ERROR: refused('4', 'Acquirer Error', 'Error'),
      BLOCK_CARD: refused('5', 'Blocked Card'),
      CARD_EXPIRED: refused('6', 'Expired Card'),
      INVALID_AMOUNT: refused('7', 'Invalid Amount'),
      INVALID_CARD_NUMBER: refused('8', 'Invalid Card Number'),
      ISSUER_UNAVAILABLE: refused('9', 'Issuer Unavailable'),
      NOT_SUPPORTED: refused('10', 'Not supported'),
      NOT_3D_AUTHENTICATED: refused('11', '3D Not Authenticated'),
      NOT_ENOUGH_BALANCE: refused('12', 'Not enough balance'),
      ACQUIRER_FRAUD: refused('14', 'Acquirer Fraud'),
      CANCELLED: refused('15', 'Cancelled'),
      SHOPPER_CANCELLED: refused('16', 'Shopper Cancelled'),
      INVALID_PIN: refused('17', 'Invalid Pin'),
      FRAUD: refused('20', 'FRAUD'),
      CVC_DECLINED: refused('24', 'CVC Declined'),
      RESTRICTED_CARD: refused('25', 'Restricted Card'),
      ISSUER_SUSPECTED_FRAUD: refused('31', 'Issuer Suspected Fraud'),
      AUTHENTICATION_REQUIRED: refused('38', 'Authentication required'),
    }).map(([name, verdict]) => [name, { code: verdict.code, verdict }] as const),
  ),
};

export const notAuthenticated: Refusal = refused('11', '3D Not Authenticated');
export const cancelledByShopper: Refusal = refused('16', 'Shopper Cancelled', 'Cancelled');
export const refusedByBank: Refusal = refused('2', 'Refused');

const numbers: Record<string, CardVerdict> = {
  '4000000000000002': refused('2', 'Refused'),
  '4000000000009995': refused('12', 'Not enough balance'),
  '4000000000000069': refused('6', 'Expired Card'),
  '4000000000000119': refused('4', 'Acquirer Error', 'Error'),
  '4917610000000000': { kind: 'threeDS2', frictionless: false },
  '5454545454545454': { kind: 'threeDS2', frictionless: false },
  '4000000000003220': { kind: 'threeDS2', frictionless: true },
  '4212345678901237': { kind: 'threeDSRedirect' },
};

/** The issuer's answer by card number, holder name or `RequestedTestAcquirerResponseCode`; the name goes first. */
export const verdictFor = (
  number: string,
  holderName: string | undefined,
  responseCode: string | undefined,
): CardVerdict => {
  const byName = conventions[(holderName ?? '').trim().toUpperCase().replaceAll(' ', '_')];
  const byCode = Object.values(conventions).find(({ code }) => code === responseCode);
  return (byName ?? byCode)?.verdict ?? numbers[number] ?? { kind: 'authorised' };
};

/** Prefixes of the card schemes; the first that fits decides. The card field in the browser uses them too. */
export const brandPrefixes: [brand: string, prefix: RegExp][] = [
  ['bcmc', /^(6703|479658|606005)/],
  ['amex', /^3[47]/],
  ['diners', /^3[0689]/],
  ['jcb', /^35/],
  ['discover', /^(6011|64[4-9]|65)/],
  ['cup', /^62/],
  ['mc', /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/],
  ['visa', /^4/],
  ['maestro', /^(50|5[6-9]|6)/],
];

/** The brand by the number's first digits, in Adyen's words (`mc`, `visa`); undefined when there is none. */
export const brandOf = (number: string): string | undefined =>
  brandPrefixes.find(([, prefix]) => prefix.test(number))?.[0];

/** ISO/IEC 7812 check digit. */
export const passesLuhn = (number: string): boolean => {
  const sum = Array.from(number)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return number.length >= 12 && sum % 10 === 0;
};
