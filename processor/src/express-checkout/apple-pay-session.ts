import { Agent, request } from 'undici';
import * as z from 'zod';
import type { Config } from '../config/config.ts';
import { Fault, invalidInput, invalidOperation } from '../errors.ts';
import type { Logger } from '../logging/logger.ts';
import { appleGateway } from './apple-gateway.ts';

const schema = z.looseObject({ merchantSessionIdentifier: z.string().min(1) });

/** Milliseconds: Apple's sheet waits 30 seconds. */
const TIMEOUT_MS = 20_000;

/**
 * Asks Apple for a merchant session, with the merchant's own certificate.
 * @returns Apple's session object as it is
 * @throws Fault 400 without an own certificate or for a URL that is not Apple's (nothing is called), 502 when Apple cannot be
 *   used
 */
export const applePaySession = async (
  { config, logger }: { readonly config: Pick<Config, 'applePay'>; readonly logger: Logger },
  validationUrl: string,
): Promise<unknown> => {
  const { applePay } = config;
  if (!applePay) throw invalidOperation('No own certificate for Apple Pay is configured.');
  const url = appleGateway(validationUrl);
  if (!url) throw invalidInput("validationUrl must be an address of Apple's.", { field: 'validationUrl' });
  try {
    return await ask(url, applePay);
  } catch (error) {
    logger.error('Apple did not give a merchant session.', { host: url.hostname, error });
    throw new Fault(
      502,
      'ApplePayUnavailable',
      'Apple Pay cannot be used at the moment. Trying again is safe.',
      {
        cause: error,
      },
    );
  }
};

const ask = async (url: URL, applePay: NonNullable<Config['applePay']>): Promise<unknown> => {
  // Certificate and key stand in one text; each reader takes the block that is its own.
  const agent = new Agent({ connect: { cert: applePay.certificate, key: applePay.certificate } });
  try {
    const answer = await request(url, {
      method: 'POST',
      dispatcher: agent,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        merchantIdentifier: applePay.merchantId,
        displayName: applePay.displayName,
        initiative: 'web',
        initiativeContext: applePay.merchantDomain,
      }),
    });
    if (answer.statusCode !== 200) {
      await answer.body.dump();
      throw new Error(`Apple answered ${answer.statusCode}.`);
    }
    return schema.parse(await answer.body.json());
  } finally {
    await agent.close();
  }
};
