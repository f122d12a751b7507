import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createPostJson } from './http.ts';
import { review } from './review.ts';
import type { Settings } from './settings.ts';
import { createTransport } from './upstream/transport.ts';

interface Answer {
  readonly status?: number;
  readonly json: unknown;
}

interface Seen {
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

const post = createPostJson(createTransport().send);

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Serves these answers one after the other, as commercetools and as the processor. */
async function serve(answers: Answer[]): Promise<{ settings: Settings; seen: Seen[] }> {
  const seen: Seen[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push({ url: request.url, authorization: request.headers.authorization, body });
      const { status = 200, json } = answers.shift() ?? { status: 500, json: {} };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = {
    CTP_PROJECT_KEY: 'p',
    CTP_CLIENT_ID: 'c',
    CTP_CLIENT_SECRET: 's',
    CTP_AUTH_URL: url,
    PROCESSOR_URL: `${url}/`,
  };
  return { settings, seen };
}

const page = (next?: string): Answer => ({
  json: { reviewed: 2, settled: [{}], findings: [], ...(next !== undefined && { next }) },
});

test('goes through all pages with one token', async () => {
  const { settings, seen } = await serve([
    { json: { access_token: 't' } },
    page('carts'),
    page('notifications'),
    page(),
  ]);
  expect(await review(post, settings)).toEqual({ reviewed: 6, settled: 3, findings: 0 });
  expect(seen.map(({ url }) => url)).toEqual([
    '/oauth/token',
    '/operations/reviews',
    '/operations/reviews',
    '/operations/reviews',
  ]);
  expect(seen.slice(1).map(({ authorization, body }) => [authorization, body])).toEqual([
    ['Bearer t', '{"withinSeconds":30}'],
    ['Bearer t', '{"after":"carts","withinSeconds":30}'],
    ['Bearer t', '{"after":"notifications","withinSeconds":30}'],
  ]);
});

test('says who failed, and repeats no secret', async () => {
  const { settings } = await serve([{ status: 401, json: { error: 'c:s' } }]);
  await expect(review(post, settings)).rejects.toThrow(/^commercetools answered 401$/);
});

test('says who could not be reached', async () => {
  const { settings } = await serve([]);
  server?.close();
  await expect(review(post, settings)).rejects.toThrow(/^commercetools gave no response: ECONNREFUSED$/);
});
