import { writes } from './upstream/retry-policies.ts';
import { withRetries } from './upstream/retry.ts';
import { TransportError, type Transport } from './upstream/transport.ts';

/** Milliseconds for one call; a page takes much less (review.ts). */
const TIMEOUT_MS = 120_000;

interface Post {
  /** Who is called, as an error names it. */
  readonly place: string;
  readonly baseUrl: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | URLSearchParams;
}

/**
 * Posts, and reads JSON. A response other than success is an error that names the place and the status, and nothing that
 * was sent.
 */
export type PostJson = (post: Post) => Promise<unknown>;

/** Repeats what certainly did not arrive; for the rest the next review comes soon enough. */
export function createPostJson(transport: Transport): PostJson {
  const send = withRetries(transport, () => writes);
  return async ({ place, baseUrl, path, headers, body }) => {
    const response = await send({
      url: `${baseUrl.replace(/\/+$/, '')}${path}`,
      method: 'POST',
      headers,
      body: body.toString(),
      timeoutMs: TIMEOUT_MS,
    }).catch((error: unknown) => {
      if (error instanceof TransportError) {
        throw new Error(`${place} gave no response: ${error.code}`, { cause: error });
      }
      throw error;
    });
    if (response.status < 200 || response.status > 299) {
      throw new Error(`${place} answered ${response.status}`);
    }
    return JSON.parse(response.text) as unknown;
  };
}
