/** Milliseconds for one call; a page repeats up to a hundred operations at Adyen. */
const TIMEOUT_MS = 120_000;

export interface Post {
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
export async function post({ place, baseUrl, path, headers, body }: Post): Promise<unknown> {
  const response = await fetch(`${baseUrl.replace(/\/+$/, '')}${path}`, {
    method: 'POST',
    headers,
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`${place} answered ${response.status}`);
  return response.json();
}
