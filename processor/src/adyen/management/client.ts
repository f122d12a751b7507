import * as z from 'zod';
import type { Config } from '../../config/config.ts';
import type { MerchantAccount } from '../../identifiers.ts';
import { readJson } from '../../upstream/read-json.ts';
import { byMethod, reads, writes } from '../../upstream/retry-policies.ts';
import { withRetries } from '../../upstream/retry.ts';
import type { Transport } from '../../upstream/transport.ts';
import { userAgent } from '../application-info.ts';

/** Adyen's Management API refused, or could not be reached. The message holds neither key nor Adyen's own words. */
export class ManagementError extends Error {
  override readonly name = 'ManagementError';
  /** 0 when no answer came. */
  readonly statusCode: number;
  readonly #response: string;

  constructor(
    what: string,
    { statusCode, response = '', cause }: { statusCode: number; response?: string; cause?: unknown },
  ) {
    const said = statusCode === 0 ? 'could not be reached' : `answered ${statusCode}`;
    super(`Adyen's Management API ${said} (${what}).`, cause === undefined ? undefined : { cause });
    this.statusCode = statusCode;
    this.#response = response;
  }

  /** Whether Adyen refused what it was sent, and not who sent it. */
  get isOfSettings(): boolean {
    return this.statusCode === 400 || this.statusCode === 422;
  }

  /** Those of the words that Adyen's response names. */
  named(words: readonly string[]): string[] {
    const said = new Set(this.#response.split(/\W+/));
    return words.filter((word) => said.has(word));
  }
}

/** Only the id is needed: Adyen may answer with nothing else. */
const webhook = z.object({
  id: z.string().min(1),
  type: z.string().optional(),
  url: z.string().optional(),
  active: z.boolean().optional(),
});

/** The response to a change, which may say nothing at all. */
const changed = webhook.partial({ id: true });

/** A webhook as Adyen lists it. */
export type Webhook = z.output<typeof webhook>;

/** What a webhook is created or changed with. */
export type WebhookSettings = Readonly<Record<string, unknown>>;

const page = z.object({ data: z.array(webhook).default([]), pagesTotal: z.int().catch(1) });
const account = z.object({ captureDelay: z.string().optional() });
const hmac = z.object({ hmacKey: z.string().regex(/^[0-9a-f]{64}$/i) });

const TIMEOUT_MS = 20_000;
const PAGE_SIZE = 100;
const MAX_PAGES = 20;

/** The part of Adyen's Management API that sets webhooks up. Every method throws ManagementError. */
export interface ManagementClient {
  list(merchantAccount: MerchantAccount): Promise<Webhook[]>;
  create(merchantAccount: MerchantAccount, settings: WebhookSettings): Promise<Webhook>;
  update(merchantAccount: MerchantAccount, id: string, settings: WebhookSettings): Promise<Webhook>;
  /** When the merchant account captures automatically: `immediate`, `manual` or a number of days; `undefined` where it is not told. */
  captureDelayOf(merchantAccount: MerchantAccount): Promise<string | undefined>;
  /** A new key, 64 hexadecimal characters; the one before is no longer used. */
  generateHmacKey(merchantAccount: MerchantAccount, id: string): Promise<string>;
}

/** Source: https://docs.adyen.com/api-explorer/Management/3/overview */
export const createManagementClient = (
  {
    managementUrl,
    managementApiKey,
  }: Pick<Config['adyen'], 'managementUrl'> & { readonly managementApiKey: string },
  transport: Transport,
): ManagementClient => {
  const send = withRetries(transport, byMethod(reads, writes));

  const call = async <S extends z.ZodType>(
    answer: S,
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    body?: WebhookSettings,
  ): Promise<z.output<S>> => {
    const what = `${method} ${path.replace(/\?.*/, '')}`;
    let statusCode = 0;
    let response: string;
    try {
      const { status, text } = await send({
        url: `${managementUrl}${path}`,
        method,
        timeoutMs: TIMEOUT_MS,
        headers: {
          'x-api-key': managementApiKey,
          'user-agent': userAgent,
          ...(body && { 'content-type': 'application/json' }),
        },
        body: body && JSON.stringify(body),
      });
      statusCode = status;
      response = text;
      // 204: no webhooks, or nothing to say of a change.
      if (status === 204) return answer.parse({});
      if (status >= 200 && status < 300) return answer.parse(readJson(text));
    } catch (cause) {
      throw new ManagementError(what, { statusCode, cause });
    }
    throw new ManagementError(what, { statusCode, response });
  };
  const webhooksOf = (merchantAccount: MerchantAccount): string =>
    `/merchants/${encodeURIComponent(merchantAccount)}/webhooks`;
  const one = (merchantAccount: MerchantAccount, id: string): string =>
    `${webhooksOf(merchantAccount)}/${encodeURIComponent(id)}`;

  return {
    list: async (merchantAccount) => {
      const found: Webhook[] = [];
      for (let number = 1; number <= MAX_PAGES; number += 1) {
        const path = `${webhooksOf(merchantAccount)}?pageSize=${PAGE_SIZE}&pageNumber=${number}`;
        const { data, pagesTotal } = await call(page, 'GET', path);
        found.push(...data);
        if (number >= pagesTotal) break;
      }
      return found;
    },
    create: (merchantAccount, settings) => call(webhook, 'POST', webhooksOf(merchantAccount), settings),
    update: async (merchantAccount, id, settings) => ({
      ...(await call(changed, 'PATCH', one(merchantAccount, id), settings)),
      id,
    }),
    captureDelayOf: async (merchantAccount) =>
      (await call(account, 'GET', `/merchants/${encodeURIComponent(merchantAccount)}`)).captureDelay,
    generateHmacKey: async (merchantAccount, id) =>
      (await call(hmac, 'POST', `${one(merchantAccount, id)}/generateHmac`, {})).hmacKey,
  };
};
