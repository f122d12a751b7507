import { passesLuhn, brandOf } from '../cards.ts';
import { contractNotFound, notAllowed, unprocessable } from '../errors.ts';
import type { PaidWith } from '../books.ts';
import type { Token, TokenOwner } from '../tokens.ts';
import type { World } from '../world.ts';

/** The account that pays: what answers show of it, and the whole number that decides what happens. */
export interface Account {
  paidWith: PaidWith;
  /** Card number, IBAN or the like. */
  secret: string;
  securityCode?: string;
  /** The stored details that were used. */
  token?: Token;
}

export type Details = Record<string, unknown>;

export const string = (details: Details, field: string): string | undefined => {
  const value = details[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** What a blob of the form `test_<value>` encrypts. */
const decrypt = (blob: string | undefined): string | undefined => {
  if (blob === undefined) return undefined;
  if (!blob.startsWith('test_')) throw unprocessable('174', 'Unable to decrypt data');
  return blob.slice('test_'.length);
};

const refuseCardData = (details: Details): void => {
  if (['number', 'cvc', 'expiryMonth', 'expiryYear'].some((field) => details[field] !== undefined))
    throw notAllowed();
};

const checkExpiry = (month: string, year: string): void => {
  if (!/^(0?[1-9]|1[0-2])$/.test(month) || !/^20\d\d$/.test(year)) {
    throw unprocessable('129', 'Expiry Date Invalid');
  }
};

const checkSecurityCode = (code: string | undefined, brand: string): void => {
  if (code !== undefined && !(brand === 'amex' ? /^\d{4}$/ : /^\d{3}$/).test(code)) {
    throw unprocessable('103', 'CVC is not the right length');
  }
};

const freshCard = (details: Details, type: string): Account => {
  const number = decrypt(string(details, 'encryptedCardNumber'));
  const month = decrypt(string(details, 'encryptedExpiryMonth'));
  const year = decrypt(string(details, 'encryptedExpiryYear'));
  const securityCode = decrypt(string(details, 'encryptedSecurityCode'));
  if (number === undefined || !/^\d+$/.test(number) || !passesLuhn(number)) {
    throw unprocessable('101', 'Invalid card number');
  }
  if (month === undefined || year === undefined) throw unprocessable('129', 'Expiry Date Invalid');
  checkExpiry(month, year);
  const brand = string(details, 'brand') ?? brandOf(number);
  if (brand === undefined) throw unprocessable('102', 'Unable to determine variant');
  checkSecurityCode(securityCode, brand);
  const holderName = string(details, 'holderName');
  return {
    secret: number,
    ...(securityCode && { securityCode }),
    paidWith: {
      type,
      brand,
      lastFour: number.slice(-4),
      expiryDate: `${month.padStart(2, '0')}/${year}`,
      ...(holderName && { holderName }),
    },
  };
};

const giftCard = (details: Details): Account => {
  const number = decrypt(string(details, 'encryptedCardNumber'));
  const securityCode = decrypt(string(details, 'encryptedSecurityCode'));
  if (number === undefined || !/^\d{6,30}$/.test(number)) throw unprocessable('101', 'Invalid card number');
  const brand = string(details, 'brand') ?? 'svs';
  return {
    secret: number,
    ...(securityCode && { securityCode }),
    paidWith: { type: 'giftcard', brand, lastFour: number.slice(-4) },
  };
};

const iban = (details: Details, type: string): Account => {
  const value = (string(details, 'iban') ?? '').replaceAll(' ', '').toUpperCase();
  const holderName = string(details, 'ownerName');
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(value)) throw unprocessable('161', 'Invalid iban');
  if (holderName === undefined) throw unprocessable('14_0300', "Required field 'ownerName' is not provided.");
  return { secret: value, paidWith: { type, iban: value, lastFour: value.slice(-4), holderName } };
};

const wallet = (details: Details, type: 'googlepay' | 'applepay'): Account => {
  const token = string(details, type === 'googlepay' ? 'googlePayToken' : 'applePayToken');
  if (token === undefined) throw unprocessable('14_012', 'The provided SDK token could not be parsed.');
  const network = string(details, 'googlePayCardNetwork')?.toLowerCase();
  const brand = network === 'mastercard' ? 'mc' : (network ?? 'visa');
  return { secret: token, paidWith: { type, brand, lastFour: '1111', expiryDate: '03/2030' } };
};

const storedAccount = (world: World, id: string, details: Details, owner: TokenOwner): Account => {
  const token = world.tokens.find(id, owner);
  if (!token) throw contractNotFound();
  const securityCode = decrypt(string(details, 'encryptedSecurityCode'));
  checkSecurityCode(securityCode, token.brand ?? '');
  const { type, brand, lastFour, holderName, expiryMonth, expiryYear } = token;
  return {
    secret: token.secret,
    token,
    ...(securityCode && { securityCode }),
    paidWith: {
      type,
      ...(brand && { brand }),
      ...(lastFour && { lastFour }),
      ...(holderName && { holderName }),
      ...(token.iban && { iban: token.iban }),
      ...(expiryMonth && expiryYear && { expiryDate: `${expiryMonth}/${expiryYear}` }),
    },
  };
};

/**
 * Reads who pays from the payment method details.
 * @throws AdyenError 101, 102, 103, 129, 161, 174 for details that are not valid, 800 for stored ones that are not the
 * shopper's, 403 for card data that is not encrypted.
 */
export const accountOf = (world: World, details: Details, owner: TokenOwner): Account => {
  refuseCardData(details);
  const type = string(details, 'type') ?? 'scheme';
  const storedId = string(details, 'storedPaymentMethodId') ?? string(details, 'recurringDetailReference');
  if (storedId !== undefined) return storedAccount(world, storedId, details, owner);
  switch (type) {
    case 'scheme':
    case 'card':
    case 'bcmc':
    case 'networkToken':
      return freshCard(details, type === 'bcmc' ? 'bcmc' : 'scheme');
    case 'giftcard':
      return giftCard(details);
    case 'sepadirectdebit':
      return iban(details, type);
    case 'googlepay':
    case 'applepay':
      return wallet(details, type);
    default: {
      const holderName = string(details, 'holderName') ?? string(details, 'ownerName');
      return { secret: type, paidWith: { type, ...(holderName && { holderName }) } };
    }
  }
};
