import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  startFakeServer,
  type FakeServer,
  type Reply,
  type SeenRequest,
} from '../test-support/fake-server.ts';
import { withRetries } from './retry.ts';
import { createTransport, type OutgoingRequest } from './transport.ts';

const transport = createTransport();
const send = withRetries(transport.send);
let server: FakeServer | undefined;

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

/** A server that gives the replies in order, the last one for ever. */
const replying = async (...replies: (Reply | ((request: SeenRequest) => Reply))[]): Promise<FakeServer> => {
  let next = 0;
  server = await startFakeServer((request) => {
    const reply = replies[Math.min(next, replies.length - 1)] ?? 'drop';
    next += 1;
    return typeof reply === 'function' ? reply(request) : reply;
  });
  return server;
};

const outgoing = (url: string, method: OutgoingRequest['method'], timeoutMs = 2000): OutgoingRequest => ({
  url: `${url}/x`,
  method,
  headers: { 'x-test': 'yes' },
  body: method === 'POST' ? '{"a":"ü"}' : undefined,
  timeoutMs,
});

describe('withRetries', () => {
  it('passes method, headers and body on, and any answer back', async () => {
    const { url, seen } = await replying({ status: 404, text: 'nö' });
    expect(await send(outgoing(url, 'POST'))).toMatchObject({ status: 404, text: 'nö' });
    expect(seen).toMatchObject([
      { method: 'POST', path: '/x', body: '{"a":"ü"}', headers: { 'x-test': 'yes' } },
    ]);
  });

  it.each<[OutgoingRequest['method'], Reply, number]>([
    ['GET', { status: 500 }, 2],
    ['GET', { status: 503 }, 2],
    ['GET', 'drop', 2],
    ['GET', { status: 404 }, 1],
    ['POST', { status: 503 }, 2],
    ['POST', { status: 500 }, 1],
    ['POST', { status: 502 }, 1],
    ['POST', { status: 409 }, 1],
  ])('asks by %s after %j: %d request(s)', async (method, first, requests) => {
    const { url, seen } = await replying(first, { status: 200 });
    await send(outgoing(url, method));
    expect(seen).toHaveLength(requests);
  });

  it('does not repeat a write whose answer was lost, and says that it may have happened', async () => {
    const { url, seen } = await replying('drop');
    await expect(send(outgoing(url, 'POST'))).rejects.toMatchObject({ name: 'TransportError', isSent: true });
    expect(seen).toHaveLength(1);
  });

  it('ends after three tries', async () => {
    const { url, seen } = await replying({ status: 503 });
    expect(await send(outgoing(url, 'GET'))).toMatchObject({ status: 503 });
    expect(seen).toHaveLength(3);
  });

  it('gives up in time when no answer comes, without asking again', async () => {
    const { url, seen } = await replying('hang');
    await expect(send(outgoing(url, 'GET', 80))).rejects.toMatchObject({ code: 'TIMEOUT', isSent: true });
    expect(seen).toHaveLength(1);
  });

  it('knows when nothing was sent', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    await expect(send(outgoing(`http://127.0.0.1:${port}`, 'POST'))).rejects.toMatchObject({
      code: 'ECONNREFUSED',
      isSent: false,
    });
  });
});
