import { createApiBuilderFromCtpClient, type ByProjectKeyRequestBuilder } from '@commercetools/platform-sdk';
import { ClientBuilder } from '@commercetools/ts-client';
import * as z from 'zod';
import type { Config } from '../config/config.ts';
import type { Transport } from '../http/transport.ts';
import packageJson from '../../package.json' with { type: 'json' };

const methods = z.enum(['GET', 'POST', 'DELETE', 'HEAD', 'PUT', 'PATCH']);

const optionsSchema = z.object({
  method: methods,
  headers: z.record(z.string(), z.string().nullish()),
  body: z.string().optional(),
});

const timeoutMs = 10_000;

/** The SDK expects something like `fetch`; of its answer it reads the status, the headers and the text. */
const toFetch =
  (send: Transport) =>
  async (url: string, options: unknown): Promise<unknown> => {
    const { method, headers, body } = optionsSchema.parse(options);
    const present = Object.entries(headers).filter((header): header is [string, string] => header[1] != null);
    const answer = await send({ url, method, headers: Object.fromEntries(present), body, timeoutMs });
    return { status: answer.status, headers: answer.headers, text: () => Promise.resolve(answer.text) };
  };

/**
 * commercetools' SDK over our transport, which authenticates, pools, limits and repeats. Failures are read with the
 * functions of `errors.ts`.
 */
export const createCommercetoolsClient = (
  config: Config['commercetools'],
  send: Transport,
): ByProjectKeyRequestBuilder => {
  const client = new ClientBuilder()
    .withUserAgentMiddleware({ customAgent: `${packageJson.name}/${packageJson.version}` })
    .withHttpMiddleware({
      host: config.apiUrl,
      httpClient: toFetch(send),
      enableRetry: false,
      includeOriginalRequest: false,
      includeRequestInErrorResponse: false,
    })
    .build();
  return createApiBuilderFromCtpClient(client).withProjectKey({ projectKey: config.projectKey });
};
