import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from './logging/logger.ts';
import { startServer, stopServer, type RunningServer } from './server.ts';

const dependencies = {
  config: { port: 0 },
  logger: createLogger({ level: 'error', sink: () => undefined }),
  lifecycle: { isStopping: false },
  close: () => Promise.resolve(),
};

let running: RunningServer;
const sockets: Socket[] = [];

const start = async (limits: Parameters<typeof startServer>[2]): Promise<void> => {
  running = await startServer((_request, response) => response.end('done'), dependencies, limits);
};

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await stopServer(running, { ...dependencies, lifecycle: { isStopping: false } }, 0);
});

/** Sends a text, then a byte more every now and then; resolves with what the server said before it hung up. */
const sendSlowly = (start: string, drip = ''): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(running.port, '127.0.0.1');
    sockets.push(socket);
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    socket.on('error', () => undefined);
    socket.write(start);
    const timer = setInterval(() => {
      if (drip !== '') socket.write(drip);
    }, 50);
    socket.on('close', () => {
      clearInterval(timer);
      resolve(heard);
    });
  });

describe('a client that sends slowly', () => {
  const limits = { headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 100 };

  it('loses its connection when its headers do not end', async () => {
    await start(limits);
    expect(await sendSlowly('GET / HTTP/1.1\r\nHost: x\r\n', 'X-Drip: 1\r\n')).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('loses its connection when its body does not end', async () => {
    await start(limits);
    const head =
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n';
    // The listener has answered without the body; a server that reads on would keep the socket.
    expect(await sendSlowly(head, ' ')).toMatch(/408/);
  });

  it('loses its connection when it says nothing at all', async () => {
    await start(limits);
    expect(await sendSlowly('')).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });

  it('and does not read is not waited for', async () => {
    await start(limits);
    const socket = connect(running.port, '127.0.0.1').pause();
    socket.on('error', () => undefined);
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n ');
    const open = () =>
      new Promise<number>((resolve) => running.server.getConnections((_error, count) => resolve(count)));
    await expect.poll(open).toBe(1);
    await expect.poll(open, { timeout: 5000 }).toBe(0);
    socket.destroy();
  });

  it('does not keep others from being served', async () => {
    await start(limits);
    const slow = Array.from({ length: 200 }, () => sendSlowly('GET / HTTP/1.1\r\nHost: x\r\n'));
    const response = await fetch(`http://127.0.0.1:${running.port}/`);
    expect(await response.text()).toBe('done');
    await Promise.all(slow);
  });
});
