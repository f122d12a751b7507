import * as z from 'zod';
import type { Config } from '../config/config.ts';
import { fault, invalidInput, invalidOperation } from '../errors.ts';
import type { Logger } from '../logging/logger.ts';
import { readJson } from '../upstream/read-json.ts';
import { writes } from '../upstream/retry-policies.ts';
import { withRetries } from '../upstream/retry.ts';
import type { Transport } from '../upstream/transport.ts';
import { appleGateway } from './apple-gateway.ts';

const schema = z.looseObject({ merchantSessionIdentifier: z.string().min(1) });

/** Milliseconds: Apple's sheet waits 30 seconds. */
const TIMEOUT_MS = 20_000;

export interface ApplePayDependencies {
  readonly config: Pick<Config, 'applePay'>;
  readonly logger: Pick<Logger, 'error'>;
  /** Shows the merchant's own certificate; `undefined` where none is configured. */
  readonly apple: Transport | undefined;
}

/**
 * Asks Apple for a merchant session, with the merchant's own certificate.
 * @returns Apple's session object as it is
 * @throws Fault 400 without an own certificate or for a URL that is not Apple's (nothing is called), 502 when Apple cannot be
 *   used
 */
export const applePaySession = async (
  { config, logger, apple }: ApplePayDependencies,
  validationUrl: string,
): Promise<unknown> => {
  const { applePay } = config;
  if (!applePay || !apple) throw invalidOperation('No own certificate for Apple Pay is configured.');
  const url = appleGateway(validationUrl);
  if (!url) throw invalidInput("validationUrl must be an address of Apple's.", { field: 'validationUrl' });
  try {
    return await requestSession(apple, url, applePay);
  } catch (error) {
    logger.error('Apple did not give a merchant session.', { host: url.hostname, error });
    throw fault('ApplePayUnavailable', { cause: error });
  }
};

const requestSession = async (
  apple: Transport,
  url: URL,
  { merchantId, displayName, merchantDomain }: NonNullable<Config['applePay']>,
): Promise<unknown> => {
  const { status, text } = await withRetries(
    apple,
    () => writes,
  )({
    url: url.href,
    method: 'POST',
    timeoutMs: TIMEOUT_MS,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      merchantIdentifier: merchantId,
      displayName,
      initiative: 'web',
      initiativeContext: merchantDomain,
    }),
  });
  if (status !== 200) throw new Error(`Apple answered ${status}.`);
  return schema.parse(readJson(text));
};
