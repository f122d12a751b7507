import { generateKeyPair, randomUUID, sign, type JsonWebKey, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

export interface JwtOptions {
  readonly expired?: boolean | undefined;
  /** The embedded commercetools' own URL unless told. */
  readonly issuer?: string | undefined;
  readonly projectKey?: string | undefined;
  /** Signed by a key that is not in the key set, under the published key's id. */
  readonly forged?: boolean | undefined;
}

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const newKeys = (): Promise<KeyPair> => promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const HOUR = 3_600;

/** Signs tokens as the Merchant Center does for a signed-in user, and publishes the key. */
export class JwtIssuer {
  readonly #keys: KeyPair;
  readonly #kid = randomUUID();

  constructor(keys: KeyPair) {
    this.#keys = keys;
  }

  static async create(): Promise<JwtIssuer> {
    return new JwtIssuer(await newKeys());
  }

  /** Body of `/.well-known/jwks.json`. */
  keySet(): { keys: JsonWebKey[] } {
    const key = this.#keys.publicKey.export({ format: 'jwk' });
    return { keys: [{ ...key, kid: this.#kid, use: 'sig', alg: 'RS256' }] };
  }

  async mint(url: string, projectKey: string, options: JwtOptions = {}): Promise<string> {
    const issuer = options.issuer ?? url;
    const now = Math.floor(Date.now() / 1000);
    const issuedAt = options.expired === true ? now - 2 * HOUR : now;
    const claims = {
      iss: issuer,
      sub: randomUUID(),
      iat: issuedAt,
      exp: issuedAt + HOUR,
      [`${issuer}/claims/project_key`]: options.projectKey ?? projectKey,
    };
    const content = `${encoded({ alg: 'RS256', typ: 'JWT', kid: this.#kid })}.${encoded(claims)}`;
    const { privateKey } = options.forged === true ? await newKeys() : this.#keys;
    return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
  }
}
