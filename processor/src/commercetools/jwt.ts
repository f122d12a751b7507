import type { Config } from '../config/config.ts';
import { unauthenticated, upstreamUnavailable } from '../errors.ts';
import { readJson } from '../upstream/read-json.ts';

/** Checks a Merchant Center token. Throws 401 for one that is not genuine, 503 when commercetools' keys cannot be had. */
export type VerifyJwt = (token: string) => Promise<void>;

const invalid = (cause?: unknown) =>
  unauthenticated('The token is not a valid Merchant Center token.', { cause });

const decode = (part: string): unknown => readJson(Buffer.from(part, 'base64url').toString());

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** Three parts, a named key and an end: anything else is refused without asking for keys. */
const hasForm = (token: string): boolean => {
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return false;
  const [header = '', claims = ''] = token.split('.');
  return typeof field(decode(header), 'kid') === 'string' && typeof field(decode(claims), 'exp') === 'number';
};

const loadManager = async (config: Config['commercetools']) =>
  (await import('./jwt-manager.ts')).createJwtManager(config);

const messages = (error: unknown): string =>
  error instanceof Error ? `${error.message} ${messages(error.cause)}` : '';

// jsonwebtoken reports any trouble with the keys in these words; an unknown key id is the token's fault, not the keys'.
const isAboutKeys = (error: unknown): boolean => {
  const text = messages(error);
  return (
    text.includes('error in secret or public key callback') && !text.includes('Unable to find a signing key')
  );
};

const timeoutMs = 8000;

const withTimeout = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('error in secret or public key callback: timeout')), timeoutMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
};

/** Merchant Center's tokens by commercetools' own SDK: signature by the issuer's keys, issuer, project, expiry. */
export const createVerifyJwt = (config: Config['commercetools']): VerifyJwt => {
  let manager: ReturnType<typeof loadManager> | undefined;
  return async (token) => {
    if (!hasForm(token)) throw invalid();
    manager ??= loadManager(config);
    const authenticate = await manager;
    await withTimeout(authenticate(token)).catch((error: unknown) => {
      if (isAboutKeys(error)) {
        throw upstreamUnavailable('commercetools', 503, {
          cause: error,
          privateMessage: 'The JWKS cannot be fetched.',
        });
      }
      throw invalid(error);
    });
  };
};
