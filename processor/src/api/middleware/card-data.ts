/** Keys that hold unencrypted card data, in lower case and without separators. Encrypted ones start with `encrypted`. */
const CARD_KEYS: ReadonlySet<string> = new Set(
  (
    'number cardnumber pan primaryaccountnumber cvc cvc2 cvv cvv2 cvn csc securitycode cardsecuritycode ' +
    'expiry expirydate expirymonth expiryyear expmonth expyear expirationmonth expirationyear'
  ).split(' '),
);

/** The longest digit sequence that is no card number under keys whose values may pass Luhn's test by chance. */
const DIGITS_ALLOWED: Readonly<Record<string, number>> = {
  telephonenumber: 15,
  phonenumber: 15,
  phone: 15,
  mobile: 15,
  socialsecuritynumber: 14,
  taxid: 14,
  bankaccountnumber: 17,
};

/** Deeper than any payment method's data; what lies deeper is refused instead of searched. */
const MAX_DEPTH = 12;

/** Lengths and first digits of the schemes, so that timestamps and references do not count. */
const SCHEME_FORM = /^(?:4\d{12}|3\d{13}|[23]\d{14}|[2-6]\d{15,18})$/;

/** A number in one piece, or in the groups in which cards print it, that is not part of a longer word or token. */
const EMBEDDED =
  /(?<![0-9A-Za-z])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}[ -]\d{6}[ -]\d{4,5})(?![0-9A-Za-z])/g;

/**
 * Finds unencrypted card data at any depth: a key such as `cvc` or `expiryMonth` with a value, or a value that holds a
 * card number.
 * @returns the path of the first finding, never the value; undefined where there is none
 */
export const findCardData = (value: unknown, path: readonly string[] = []): string | undefined => {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'object') return path.length < MAX_DEPTH ? firstFinding(value, path) : printable(path);
  const key = normalised(path.at(-1) ?? '');
  const text = `${value as string | number | boolean}`;
  if (CARD_KEYS.has(key) || (key.startsWith('encrypted') && isPlain(text))) return printable(path);
  return holdsCardNumber(text, key) ? printable(path) : undefined;
};

const firstFinding = (object: object, path: readonly string[]): string | undefined => {
  for (const [name, part] of Object.entries(object)) {
    const finding = holdsCardNumber(name, '') ? printable(path) : findCardData(part, [...path, name]);
    if (finding !== undefined) return finding;
  }
  return undefined;
};

/** The whole text is an account number whose own check digits are right: forms write it in groups of four, as cards do. */
const isIban = (text: string): boolean => {
  const compact = text.replaceAll(' ', '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) return false;
  const digits = (compact.slice(4) + compact.slice(0, 4)).replaceAll(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return BigInt(digits) % 97n === 1n;
};

/** Encrypted in name only: a blob is never digits alone. */
const isPlain = (text: string): boolean => /^[\d\s/-]{1,24}$/.test(text);

const holdsCardNumber = (text: string, key: string): boolean => {
  const allowed = DIGITS_ALLOWED[key] ?? 0;
  const isCardNumber = (candidate: string): boolean => {
    const digits = candidate.replaceAll(/[\s.-]/g, '');
    return digits.length > allowed && SCHEME_FORM.test(digits) && passesLuhn(digits);
  };
  if (isCardNumber(text)) return true;
  // An encrypted blob is opaque: digits inside it are not a number that anybody typed.
  if (key.startsWith('encrypted') || isIban(text)) return false;
  return (text.match(EMBEDDED) ?? []).some(isCardNumber);
};

const passesLuhn = (digits: string): boolean => {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
};

const normalised = (key: string): string => key.toLowerCase().replaceAll(/[\s_.-]/g, '');

/** A caller chooses its keys: only those that look like names are repeated. */
const printable = (path: readonly string[]): string =>
  path.map((key) => (/^[A-Za-z][\w.-]{0,40}$/.test(key) || /^\d{1,3}$/.test(key) ? key : '*')).join('.') ||
  'body';
