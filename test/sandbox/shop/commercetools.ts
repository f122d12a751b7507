import { ShopError } from './http.ts';

export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Project {
  /** One origin for tokens, the API and sessions, as the embedded commercetools has it. */
  readonly url: string;
  readonly projectKey: string;
}

export interface CommercetoolsClient {
  get: <T>(path: string, query?: Record<string, string>) => Promise<T>;
  post: <T>(path: string, body: unknown) => Promise<T>;
  /** A bearer token of the client's own. */
  token: () => Promise<string>;
}

interface Token {
  access_token: string;
  expires_in: number;
}

/** A bare HTTP client, as a shop's backend would write it: client credentials, JSON, errors as exceptions. */
export function createClient(project: Project, credentials: ClientCredentials): CommercetoolsClient {
  let current: { value: string; expiresAt: number } | undefined;

  const token = async (): Promise<string> => {
    if (current !== undefined && current.expiresAt > Date.now()) return current.value;
    const basic = Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString('base64');
    const response = await fetch(`${project.url}/oauth/token`, {
      method: 'POST',
      headers: { Authorization: `Basic ${basic}`, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    });
    if (!response.ok) throw new ShopError(502, `commercetools gave no token: ${response.status}`);
    const { access_token, expires_in } = (await response.json()) as Token;
    current = { value: access_token, expiresAt: Date.now() + (expires_in - 60) * 1000 };
    return access_token;
  };

  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${project.url}/${project.projectKey}${path}`, {
      method,
      headers: { Authorization: `Bearer ${await token()}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json().catch(() => ({}))) as { message?: string };
    if (!response.ok) {
      throw new ShopError(response.status, answer.message ?? `commercetools answered ${response.status}`);
    }
    return answer as T;
  };

  return {
    token,
    get: (path, query) => call('GET', query ? `${path}?${new URLSearchParams(query).toString()}` : path),
    post: (path, body) => call('POST', path, body),
  };
}
