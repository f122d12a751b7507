import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { authorisedCard, card, newShopper, useStack } from './support.ts';
import { deliver, eventOf } from './webhook.ts';

const stack = useStack();

const kilobyte = 1024;
const sockets: Socket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

interface Unfinished {
  /** What the processor has said so far. */
  readonly heard: () => string;
}

/** Sends all of a body but its last bytes. */
const leaveUnfinished = async (path: string, size: number): Promise<Unfinished> => {
  const { hostname, port } = new URL(stack().processorUrl);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString())).on('error', () => undefined);
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${size}\r\n\r\n`,
  );
  // A connection that is closed meanwhile ends the writing too.
  await new Promise((resolve) => {
    socket.once('close', resolve);
    socket.write(' '.repeat(size - 16), resolve);
  });
  return { heard: () => heard };
};

const refused = (unfinished: readonly Unfinished[]): string[] =>
  unfinished.map(({ heard }) => heard()).filter((heard) => heard.startsWith('HTTP/1.1 503 '));

describe.each([
  ['notifications', '/notifications', 1024 * kilobyte, 65],
  ['tokenization notifications', '/notifications/tokenization', 1024 * kilobyte, 20],
  ['attempts', '/payments', 64 * kilobyte, 300],
  ['details', '/payments/details', 256 * kilobyte, 80],
])('unfinished %s beyond what may be unfinished', (_what, path, size, count) => {
  it('are refused, the oldest first, and keep nobody from paying', async () => {
    const paid = await authorisedCard(stack());
    const unfinished: Unfinished[] = [];
    for (let index = 0; index < count; index += 1) unfinished.push(await leaveUnfinished(path, size));
    await expect.poll(() => refused(unfinished).length).toBeGreaterThan(0);

    const shopper = await newShopper(stack());
    expect((await shopper.pay(card())).body.resultCode).toBe('Authorised');
    const { status, body } = await deliver(stack(), [eventOf(stack(), paid, 'AUTHORISATION')]);
    expect([status, body]).toEqual([200, '[accepted]']);

    const [oldest = ''] = refused(unfinished);
    expect(unfinished[0]?.heard()).toBe(oldest);
    expect(oldest).toMatch(/\r\nRetry-After: \d+\r\n[^]*"code":"Overloaded"/i);
  });
});
