import type { EmbeddedCommercetools } from './index.ts';

export interface Reply {
  readonly status: number;
  /** Read at will: a test says what it expects of it. */
  readonly body: Record<string, unknown> & { id: string; version: number };
}

export type Call = (method: string, path: string, body?: object) => Promise<Reply>;

/** Calls the project's API over HTTP with a token; `path` begins below the project. */
export function caller(ct: EmbeddedCommercetools, scopes: readonly string[] = ['manage_project']): Call {
  const token = ct.control.issueToken({ scopes });
  return async (method, path, body) => {
    const response = await fetch(`${ct.url}/${ct.projectKey}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Reply['body'] };
  };
}

/** The first entry of `errors` in an error body. */
export const firstError = ({ body }: Reply): unknown => (body.errors as unknown[])[0];
