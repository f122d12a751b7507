import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createJob } from './job.ts';
import type { ReviewSum } from './review.ts';

const environment = {
  CTP_PROJECT_KEY: 'p',
  CTP_CLIENT_ID: 'c',
  CTP_CLIENT_SECRET: 's',
  CTP_AUTH_URL: 'http://auth',
  PROCESSOR_URL: 'http://processor',
};
const sum = { reviewed: 1, settled: 0, findings: 0 };

let server: Server | undefined;
afterEach(() => server?.close());

interface Started {
  readonly url: string;
  readonly lines: string[];
  /** How many calls have arrived. */
  readonly arrived: () => number;
}

async function start(parts: Partial<Parameters<typeof createJob>[0]>): Promise<Started> {
  const lines: string[] = [];
  const log = (level: string, message: string): void => void lines.push(`${level} ${message}`);
  const review = () => Promise.resolve(sum);
  let calls = 0;
  server = createServer(createJob({ environment, log, review, ...parts }));
  server.on('request', () => (calls += 1)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, lines, arrived: () => calls };
}

async function call(url: string, method = 'POST'): Promise<[number, unknown]> {
  const response = await fetch(url, { method });
  return [response.status, await response.json()];
}

test('a call that comes while a review runs waits for that one; the next call starts another', async () => {
  const ends: ((sum: ReviewSum) => void)[] = [];
  const { url, arrived } = await start({ review: () => new Promise((resolve) => ends.push(resolve)) });
  const calls = [call(url), call(url)];
  await expect.poll(arrived).toBe(2);
  expect(ends).toHaveLength(1);
  ends[0]?.(sum);
  expect(await Promise.all(calls)).toEqual([
    [200, sum],
    [200, sum],
  ]);
  const next = call(url);
  await expect.poll(() => ends).toHaveLength(2);
  ends[1]?.({ ...sum, reviewed: 2 });
  expect(await next).toEqual([200, { ...sum, reviewed: 2 }]);
});

test('without its settings it does nothing, and says which are missing', async () => {
  const { url, lines } = await start({ environment: { ...environment, PROCESSOR_URL: '' } });
  expect(await call(url)).toEqual([200, { skipped: 'missing: PROCESSOR_URL' }]);
  expect(lines).toEqual(['warn nothing was reviewed: settings are missing']);
});

test('a review that fails is 503 with its reason', async () => {
  const { url, lines } = await start({
    review: () => Promise.reject(new Error('commercetools answered 401')),
  });
  expect(await call(url)).toEqual([503, { message: 'commercetools answered 401' }]);
  expect(lines).toEqual(['error the review failed']);
});

test('any other method says that it is up', async () => {
  const { url } = await start({});
  expect(await call(url, 'GET')).toEqual([200, { status: 'OK' }]);
});
