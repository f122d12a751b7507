// @vitest-environment node
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchJson, RequestFailure } from './fetch-json.ts';

let server: Server | undefined;
beforeEach(() => {
  // Node's own fetch, and as much of a browser as the code asks for beside it.
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('window', new EventTarget());
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  vi.unstubAllGlobals();
});

/** A server that gives these answers, one after the other. */
async function serving(...answers: ((response: ServerResponse) => unknown)[]): Promise<string> {
  let served = 0;
  server = createServer((_request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    answers[Math.min(served++, answers.length - 1)]?.(response);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const failureOf = (work: Promise<unknown>): Promise<RequestFailure> =>
  work.then(
    () => Promise.reject(new Error('There was no failure')),
    (error: unknown) => error as RequestFailure,
  );
const request = { method: 'GET', headers: {} };

describe('a JSON request', () => {
  it('reads the answer, also an empty one', async () => {
    const url = await serving(
      (response) => response.end('{"a":1}'),
      (response) => response.end(),
    );
    expect(await fetchJson(url, request)).toEqual({ a: 1 });
    expect(await fetchJson(url, request)).toBeUndefined();
  });

  it('tells status, code and payment of an error body', async () => {
    const body = {
      statusCode: 504,
      message: 'Too late',
      errors: [{ code: 'OutcomeUnknown', paymentReference: 'p1' }],
    };
    const url = await serving((response) =>
      response.writeHead(504, { 'Retry-After': '2' }).end(JSON.stringify(body)),
    );
    const failure = await failureOf(fetchJson(url, request));
    expect(failure).toMatchObject({
      message: 'Too late',
      status: 504,
      code: 'OutcomeUnknown',
      paymentReference: 'p1',
      sent: true,
      mayPass: true,
    });
  });

  it.each([
    { paymentReference: 'p1', errors: [{ code: 'OutcomeUnknown' }] },
    { errors: [{ code: 'OutcomeUnknown', paymentReference: 'p1' }] },
    { paymentReference: 'p0', errors: [{ code: 'OutcomeUnknown', paymentReference: 'p1' }] },
  ])('finds the payment wherever the error body names it: %o', async (body) => {
    const url = await serving((response) => response.writeHead(504).end(JSON.stringify(body)));
    expect(await failureOf(fetchJson(url, request))).toMatchObject({
      code: 'OutcomeUnknown',
      paymentReference: 'p1',
    });
  });

  it('takes an answer that is no JSON, or that breaks off, for none', async () => {
    const url = await serving(
      (response) => response.end('<html>'),
      (response) => response.socket?.destroy(),
    );
    expect(await failureOf(fetchJson(url, request))).toMatchObject({ status: undefined, mayPass: true });
    expect(await failureOf(fetchJson(url, request))).toMatchObject({ status: undefined, sent: true });
  });

  it('ends at its deadline', async () => {
    const url = await serving(() => undefined);
    const failure = await failureOf(fetchJson(url, { ...request, deadlineMs: 60 }));
    expect(failure.message).toBe('The answer did not come in time');
  });

  it('does not leave a device that is offline', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    const failure = await failureOf(fetchJson('http://127.0.0.1:9/', request));
    expect(failure).toMatchObject({ sent: false });
  });

  it('is repeated as often as allowed, and only where that may help', async () => {
    const busy = vi.fn((response: ServerResponse) => response.writeHead(503).end());
    const url = await serving(busy, busy, (response) => response.end('"fine"'));
    expect(await fetchJson(url, { ...request, retries: 2 })).toBe('fine');
    expect(busy).toHaveBeenCalledTimes(2);

    server?.close();
    const refusing = vi.fn((response: ServerResponse) => response.writeHead(404).end());
    expect(await failureOf(fetchJson(await serving(refusing), { ...request, retries: 2 }))).toMatchObject({
      status: 404,
    });
    expect(refusing).toHaveBeenCalledTimes(1);
  });
});
