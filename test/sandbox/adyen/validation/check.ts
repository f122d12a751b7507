import { z } from 'zod';
import { AdyenError, InvalidRequest, malformed, unprocessable } from '../errors.ts';
import { isSupportedCurrency, type Amount } from '../money.ts';

/** Adyen's own words for what is missing, where it has a code of its own for it. */
const missing: Record<string, AdyenError> = {
  amount: unprocessable('100', "Required object 'amount' is not provided."),
  reference: unprocessable('130', "Required field 'reference' is not provided."),
  merchantAccount: new AdyenError(403, '901', 'Invalid Merchant Account', 'security'),
  paymentMethod: unprocessable('14_006', "Required object 'paymentMethod' is not provided."),
  returnUrl: unprocessable('14_030', 'Return URL is missing.'),
  details: unprocessable('14_0403', "Required object 'details' is not provided."),
};

const valueAt = (input: unknown, path: PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (Reflect.get(value, key) as unknown) : undefined,
    input,
  );

const toError = (input: unknown, issue: z.core.$ZodIssue): AdyenError => {
  const field = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') return malformed(issue.message);
  const value = valueAt(input, issue.path);
  const absent = value === undefined || value === '';
  if (absent) return missing[field] ?? unprocessable('702', `Required field '${field}' is not provided.`);
  if (issue.code === 'invalid_type') return malformed(`Unexpected input for '${field}': ${issue.message}`);
  return unprocessable('702', `Invalid value for '${field}': ${issue.message}`);
};

/**
 * Holds a request's body to a structure, as Adyen does: unknown fields, wrong types, fractions, unknown words and texts
 * that are too long are refused.
 */
export const check = <Output>(schema: z.ZodType<Output>, input: unknown): Output => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw invalid(malformed('Unable to parse JSON body.'));
  }
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  // An unknown field is reported first, whatever else is wrong: it is what a typing error looks like.
  const issues = result.error.issues;
  const worst = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  throw invalid(worst ? toError(input, worst) : malformed('Invalid request.'));
};

const invalid = ({ status, errorCode, message, errorType }: AdyenError): InvalidRequest =>
  new InvalidRequest(status, errorCode, message, errorType);

/** Amounts are whole minor units of a currency that Adyen knows; zero only where a card is stored or checked. */
export const checkAmount = (amount: Amount, minimum = 1): void => {
  if (!isSupportedCurrency(amount.currency)) throw unprocessable('138', 'Unsupported currency specified');
  if (amount.value < minimum) throw unprocessable('137', 'Invalid amount specified');
};
