import { randomBytes, randomInt } from 'node:crypto';

const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ23456789';

/** A fresh 16-character reference of Adyen's look: a pspReference or the id of a stored payment method. */
export const newReference = (): string =>
  Array.from({ length: 16 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');

/** An opaque value that only this server understands, such as a `redirectResult` or `paymentData`. */
export const newToken = (prefix: string): string => `${prefix}!${randomBytes(24).toString('base64')}`;
