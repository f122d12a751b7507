import type { PaidWith } from './books.ts';
import { newReference } from './references.ts';

/** Whose stored details they are: a shopper's in one merchant account. */
export interface TokenOwner {
  merchantAccount: string;
  shopperReference?: string | undefined;
}

/** Stored payment details of a shopper. */
export interface Token {
  id: string;
  merchantAccount: string;
  shopperReference: string;
  type: string;
  brand?: string;
  lastFour?: string;
  expiryMonth?: string;
  expiryYear?: string;
  holderName?: string;
  iban?: string;
  /** The whole card number or IBAN: it decides what the token's payments come to. */
  secret: string;
  firstPspReference: string;
  createdAt: string;
}

export interface Kept {
  token: Token;
  operation: 'created' | 'alreadyExisting';
}

/** What a token shows of the card or account that it stands for. */
export function shownDetails({ brand, lastFour, holderName, iban, expiryDate }: PaidWith): Partial<Token> {
  const [expiryMonth, expiryYear] = expiryDate?.split('/') ?? [];
  return {
    ...(brand && { brand }),
    ...(lastFour && { lastFour }),
    ...(holderName && { holderName }),
    ...(iban && { iban }),
    ...(expiryMonth && expiryYear && { expiryMonth, expiryYear }),
  };
}

/** Stored payment details; one token per merchant account, shopper, kind and account number. */
export class Tokens {
  readonly #tokens = new Map<string, Token>();

  /** Stores the details, or finds that they are stored. */
  keep(details: Omit<Token, 'id' | 'createdAt'>): Kept {
    const existing = this.of(details).find(
      ({ type, secret }) => type === details.type && secret === details.secret,
    );
    if (existing) return { token: existing, operation: 'alreadyExisting' };
    const token = { ...details, id: newReference(), createdAt: new Date().toISOString() };
    this.#tokens.set(token.id, token);
    return { token, operation: 'created' };
  }

  /** Puts a token there that nothing announces, e.g. one of the merchant's earlier integration. */
  put(token: Token): void {
    this.#tokens.set(token.id, token);
  }

  /** The owner's own token; that of another shopper or merchant account is as good as none. */
  find(id: string, owner: TokenOwner): Token | undefined {
    return this.of(owner).find((token) => token.id === id);
  }

  of({ merchantAccount, shopperReference }: TokenOwner): Token[] {
    return this.all().filter(
      (token) => token.merchantAccount === merchantAccount && token.shopperReference === shopperReference,
    );
  }

  all(): Token[] {
    return [...this.#tokens.values()];
  }

  remove(id: string): void {
    this.#tokens.delete(id);
  }

  clear(): void {
    this.#tokens.clear();
  }
}
