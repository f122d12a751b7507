import { randomBytes } from 'node:crypto';

export interface AccessToken {
  readonly value: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

// What commercetools gives by default: 48 hours.
const DEFAULT_LIFETIME_SECONDS = 172_800;

/** Access tokens, valid until they expire or are revoked. */
export class AccessTokens {
  readonly #tokens = new Map<string, AccessToken>();
  /** Seconds that new tokens live. */
  lifetimeSeconds = DEFAULT_LIFETIME_SECONDS;

  issue(clientId: string, scopes: readonly string[], lifetimeSeconds = this.lifetimeSeconds): AccessToken {
    const value = randomBytes(24).toString('base64url');
    const token = { value, clientId, scopes, expiresAt: Date.now() + lifetimeSeconds * 1000 };
    this.#tokens.set(value, token);
    return token;
  }

  verify(value: string | undefined): AccessToken | undefined {
    const token = value === undefined ? undefined : this.#tokens.get(value);
    return token && token.expiresAt > Date.now() ? token : undefined;
  }

  /** Makes every token so far invalid. */
  revokeAll(): void {
    this.#tokens.clear();
  }
}
