import { createApiBuilderFromCtpClient, type ByProjectKeyRequestBuilder } from '@commercetools/platform-sdk';
import * as z from 'zod';
import type { Config } from '../config/config.ts';
import { readJson } from '../upstream/read-json.ts';
import type { OutgoingRequest, Transport } from '../upstream/transport.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { askCommercetools, commercetoolsFailure } from './failure.ts';

/** What the SDK's request builders hand over, as far as it is read. */
interface SdkRequest {
  readonly method: string;
  /** Path and query, from the project key on. */
  readonly uri: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

const methods = z.enum(['GET', 'POST', 'DELETE', 'HEAD', 'PUT', 'PATCH']);

const readTimeoutMs = 10_000;
/** An API Extension of the merchant's adds up to ten seconds to a write: one that is given up earlier may happen all the same. */
const writeTimeoutMs = 13_000;
const timeoutOf = (method: OutgoingRequest['method']): number =>
  method === 'GET' || method === 'HEAD' ? readTimeoutMs : writeTimeoutMs;

const textHeaders = (headers: SdkRequest['headers'] = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter((header): header is [string, string] => typeof header[1] === 'string'),
  );

/**
 * commercetools' SDK over our transport, which authenticates, pools, limits and repeats. Only the SDK's request builders are
 * used: its own client would add a tenth to the CPU time of a request and nothing that the transport does not do. Failures
 * are read with the functions of `errors.ts`.
 */
export const createCommercetoolsClient = (
  config: Config['commercetools'],
  send: Transport,
): ByProjectKeyRequestBuilder => {
  const userAgent = `${packageJson.name}/${packageJson.version}`;

  const outgoing = ({ uri, headers, body, ...request }: SdkRequest): OutgoingRequest => {
    const method = methods.parse(request.method);
    return {
      url: `${config.apiUrl}${uri}`,
      method,
      headers: {
        ...textHeaders(headers),
        accept: 'application/json',
        'user-agent': userAgent,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      timeoutMs: timeoutOf(method),
    };
  };

  const execute = async (request: SdkRequest) => {
    const { status, text } = await askCommercetools(() => send(outgoing(request)));
    const body = readJson(text);
    if (status >= 400) throw commercetoolsFailure(status, body);
    // A success that is no JSON is some gateway's: what happened behind it is not known.
    if (body === undefined) throw commercetoolsFailure(502);
    return { statusCode: status, body };
  };

  return createApiBuilderFromCtpClient({ execute }).withProjectKey({ projectKey: config.projectKey });
};
