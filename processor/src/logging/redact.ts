/**
 * Takes secrets and personal data out of what is logged: by the name of a field and, since texts of other systems
 * carry them too, by their form. What is written here once is in somebody's log storage for years.
 */

const redacted = '[REDACTED]';

const maximumDepth = 8;
const maximumItems = 100;
const maximumText = 4000;

/** Names in lower case without separators; a field whose name is one of these is never written. */
const secretNames = new Set(
  `authorization xauthorization cookie setcookie xsessionid sessionid ctsid apikey xapikey clientsecret secret password
   hmackey hmacsignature token storedpaymentmethodid recurringdetailreference
   number cardnumber pan cvc cvv securitycode holdername ownername expirymonth expiryyear expirydate iban bankaccount
   bankaccountnumber accountnumber email shopperemail customeremail emailaddress firstname lastname fullname
   shoppername customername middlename telephonenumber phone phonenumber mobile fax dateofbirth socialsecuritynumber
   address billingaddress deliveryaddress shippingaddress street streetname streetnumber housenumberorname postalcode
   city shopperip ip clientip remoteaddress details paymentdata orderdata redirectresult payload threedsresult
   fingerprint challengeresult riskdata clientdata devicefingerprint browserinfo certificate`.split(/\s+/),
);

const isSecretName = (name: string): boolean => {
  const plain = name.toLowerCase().replace(/[-_.\s]/g, '');
  return (
    secretNames.has(plain) || plain.startsWith('encrypted') || /(token|secret|apikey|password)$/.test(plain)
  );
};

const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits.at(-1 - index));
    const weighted = index % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
};

/** Callers choose much of what is logged: no form may look at a text again and again, so quantifiers that may fail are bounded. */
const forms: readonly { form: RegExp; replace: (found: string) => string }[] = [
  {
    form: /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi,
    replace: (found) => `${found.split(/\s/)[0] ?? ''} ${redacted}`,
  },
  { form: /(?<=\bsessions\/|\bctsid=)[\w-]+/gi, replace: () => redacted },
  { form: /\beyJ[\w-]{8,}(\.[\w-]*){0,4}/g, replace: () => redacted },
  { form: /\badyen(js|an|ios)_[\w$+/=.-]+/gi, replace: () => redacted },
  { form: /[\w.%+-]{1,64}(@|%40)[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+/g, replace: () => redacted },
  {
    form: /(?<![A-Za-z0-9])\d(?:[ -]?\d){12,18}(?![A-Za-z0-9])/g,
    replace: (found) => (passesLuhn(found.replace(/\D/g, '')) ? redacted : found),
  },
];

/** The text without what has the form of a secret or of personal data. */
export const redactForms = (text: string): string =>
  forms.reduce((result, { form, replace }) => result.replace(form, replace), text);

const redactText = (text: string, secrets: readonly string[]): string => {
  const short = text.length > maximumText ? `${text.slice(0, maximumText)}...` : text;
  const withoutSecrets = secrets.reduce((result, secret) => result.replaceAll(secret, redacted), short);
  return redactForms(withoutSecrets);
};

const plainError = (error: Error): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(error)),
  name: error.name,
  message: error.message,
  stack: error.stack,
  ...(error.cause === undefined ? {} : { cause: error.cause }),
});

const redactValue = (value: unknown, secrets: readonly string[], depth: number): unknown => {
  if (typeof value === 'string') return redactText(value, secrets);
  // A card number is fourteen digits at least in practice; thirteen is what milliseconds of the clock have.
  if (typeof value === 'number') return value > 1e13 ? redactText(String(value), secrets) : value;
  if (typeof value === 'bigint') return redactText(value.toString(), secrets);
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
  if (depth >= maximumDepth) return '[DEEP]';
  if (Array.isArray(value)) {
    return value.slice(0, maximumItems).map((item) => redactValue(item, secrets, depth + 1));
  }
  if (value instanceof Date) return value;
  const fields = value instanceof Error ? plainError(value) : value;
  return Object.fromEntries(
    Object.entries(fields)
      .slice(0, maximumItems)
      .map(([name, field]: [string, unknown]) => [
        name,
        isSecretName(name) && field !== undefined && field !== null
          ? redacted
          : redactValue(field, secrets, depth + 1),
      ]),
  );
};

/** A copy of the fields without secrets and personal data. `secrets` are texts that appear nowhere, whatever they look like. */
export const redact = (
  fields: Readonly<Record<string, unknown>>,
  secrets: readonly string[] = [],
): Record<string, unknown> => redactValue(fields, secrets, 0) as Record<string, unknown>;
