import { timingSafeEqual } from 'node:crypto';

export interface ApiClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** With or without the project key: `manage_payments` is `manage_payments:{projectKey}`. */
  readonly scopes: readonly string[];
}

const equal = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** The API clients that may ask for tokens. */
export class ApiClients {
  readonly #projectKey: string;
  readonly #clients = new Map<string, ApiClient>();

  constructor(projectKey: string) {
    this.#projectKey = projectKey;
  }

  /** Adds the client, or replaces the one with the same id. */
  add(client: ApiClient): ApiClient {
    const scopes = this.withProjectKey(client.scopes);
    this.#clients.set(client.clientId, { ...client, scopes });
    return { ...client, scopes };
  }

  all(): ApiClient[] {
    return [...this.#clients.values()];
  }

  get(clientId: string): ApiClient | undefined {
    return this.#clients.get(clientId);
  }

  withProjectKey(scopes: readonly string[]): string[] {
    return scopes.map((scope) => (scope.includes(':') ? scope : `${scope}:${this.#projectKey}`));
  }

  /** The client whose credentials an `Authorization: Basic` header carries. */
  authenticate(header: string | undefined): ApiClient | undefined {
    const encoded = /^Basic\s+(?<encoded>\S+)$/i.exec(header ?? '')?.groups?.encoded;
    if (encoded === undefined) return undefined;
    const [clientId = '', clientSecret = ''] = Buffer.from(encoded, 'base64')
      .toString('utf8')
      .split(/:(.*)/s, 2);
    const client = this.#clients.get(clientId);
    return client && equal(client.clientSecret, clientSecret) ? client : undefined;
  }
}
