/** Why a payment was refused, as far as the shopper may know it. Suspicion of fraud is always plain `Refused`. */
export type RefusalReason =
  | 'Refused'
  | 'Cancelled'
  | 'ExpiredCard'
  | 'InvalidCardNumber'
  | 'InvalidSecurityCode'
  | 'InsufficientFunds'
  | 'AuthenticationFailed'
  | 'IssuerUnavailable'
  | 'NotSupported';

/**
 * Adyen's refusalReasonCode, the same in words as a notification has it, and what the shopper may know.
 * Source: https://docs.adyen.com/development-resources/refusal-reasons
 */
const REFUSALS: readonly (readonly [code: string, words: string, reason: RefusalReason])[] = [
  ['4', 'Acquirer Error', 'IssuerUnavailable'],
  ['6', 'Expired Card', 'ExpiredCard'],
  ['8', 'Invalid Card Number', 'InvalidCardNumber'],
  ['9', 'Issuer Unavailable', 'IssuerUnavailable'],
  ['10', 'Not supported', 'NotSupported'],
  ['11', '3D Not Authenticated', 'AuthenticationFailed'],
  ['12', 'Not enough balance', 'InsufficientFunds'],
  ['15', 'Cancelled', 'Cancelled'],
  ['16', 'Shopper Cancelled', 'Cancelled'],
  ['23', 'Transaction Not Permitted', 'NotSupported'],
  ['24', 'CVC Declined', 'InvalidSecurityCode'],
  ['28', 'Withdrawal amount exceeded', 'InsufficientFunds'],
  ['38', 'Authentication required', 'AuthenticationFailed'],
  ['39', 'RReq not received from DS', 'AuthenticationFailed'],
  ['42', '3DS Authentication Error', 'AuthenticationFailed'],
];

const BY_CODE = new Map(REFUSALS.map(([code, , reason]) => [code, reason]));
const BY_WORDS = new Map(REFUSALS.map(([, words, reason]) => [words.toLowerCase(), reason]));

/** The reason by Adyen's refusalReasonCode; undefined for one that the shopper is not told. */
export const refusalReasonOfCode = (code: string | undefined): RefusalReason | undefined =>
  code === undefined ? undefined : BY_CODE.get(code);

/**
 * The reason by the words of a notification, or of an answer's refusalReason.
 *
 * @param words banks and methods have words of their own for a payment that the shopper gave up: all say that it was cancelled
 */
export const refusalReasonOfWords = (words: string | undefined): RefusalReason => {
  const known = BY_WORDS.get(words?.trim().toLowerCase() ?? '');
  return known ?? (/\bcancell?ed\b/i.test(words ?? '') ? 'Cancelled' : 'Refused');
};
