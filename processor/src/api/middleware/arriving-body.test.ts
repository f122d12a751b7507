import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Fault } from '../../errors.ts';
import { createBodyReader, type ArrivingRequest, type ReadBody } from './arriving-body.ts';

const maximumBytes = 4000;
const limits = { unfinishedBytes: 8000, graceMs: 1000, bytesPerSecond: 100 };

const request = (headers: Record<string, string> = {}): PassThrough & ArrivingRequest =>
  Object.assign(new PassThrough(), { headers });

const delivered = () => vi.advanceTimersByTimeAsync(0);

/** Begins to read a request, and writes a part of its body. */
const begin = async (read: ReadBody, bytes: number) => {
  const sender = request();
  let outcome: unknown = 'unfinished';
  void read(sender, maximumBytes).then(
    (body) => (outcome = body.length),
    (error: unknown) => (outcome = (error as Fault).statusCode),
  );
  sender.write(Buffer.alloc(bytes));
  await delivered();
  return { sender, outcome: () => outcome };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('resolves with the body once it is complete', async () => {
  const sender = request();
  const body = createBodyReader(limits)(sender, maximumBytes);
  sender.write('{"a":');
  sender.end('1}');
  await expect(body).resolves.toEqual(Buffer.from('{"a":1}'));
});

it('refuses with 413 what is larger than the route accepts, as soon as that is known', async () => {
  const read = createBodyReader(limits);
  await expect(read(request({ 'content-length': '4001' }), maximumBytes)).rejects.toMatchObject({
    statusCode: 413,
  });
  const { sender, outcome } = await begin(read, 4000);
  expect(outcome()).toBe('unfinished');
  sender.write(' ');
  await delivered();
  expect(outcome()).toBe(413);
});

it('refuses with 400 what its sender gave up', async () => {
  const { sender, outcome } = await begin(createBodyReader(limits), 10);
  sender.destroy();
  await delivered();
  expect(outcome()).toBe(400);
});

it('refuses the oldest unfinished body with 503 and Retry-After when together they are too large', async () => {
  const read = createBodyReader(limits);
  const oldest = request();
  const refusal = expect(read(oldest, maximumBytes)).rejects.toMatchObject({
    statusCode: 503,
    code: 'Overloaded',
    headers: { 'Retry-After': expect.stringMatching(/^\d+$/) as string },
  });
  oldest.write(Buffer.alloc(3000));
  const second = await begin(read, 3000);
  const third = await begin(read, 3000);
  await refusal;
  expect([second.outcome(), third.outcome()]).toEqual(['unfinished', 'unfinished']);
  third.sender.end();
  await delivered();
  expect(third.outcome()).toBe(3000);
});

it('counts neither what is complete nor what was refused', async () => {
  const read = createBodyReader(limits);
  for (let round = 0; round < 20; round += 1) {
    const { sender, outcome } = await begin(read, 3000);
    if (round % 2 === 0) sender.end();
    else sender.destroy();
    await delivered();
    expect(outcome()).toBe(round % 2 === 0 ? 3000 : 400);
  }
  const [first, second] = [await begin(read, 3000), await begin(read, 3000)];
  expect([first.outcome(), second.outcome()]).toEqual(['unfinished', 'unfinished']);
});

it('has limits of its own', async () => {
  const webhook = await begin(createBodyReader(limits), 3900);
  const shopper = await begin(createBodyReader(limits), 3900);
  await begin(createBodyReader(limits), 3900);
  expect([webhook.outcome(), shopper.outcome()]).toEqual(['unfinished', 'unfinished']);
});

it('counts what many small pieces take in memory', async () => {
  const { sender, outcome } = await begin(createBodyReader(limits), 1);
  for (let piece = 0; piece < 40; piece += 1) sender.write(' ');
  await delivered();
  expect(outcome()).toBe(503);
});

it('refuses with 408 what arrives too slowly, and not what arrives fast enough', async () => {
  const read = createBodyReader(limits);
  const [slow, steady] = [await begin(read, 10), await begin(read, 10)];
  for (let second = 0; second < 5; second += 1) {
    slow.sender.write(' ');
    steady.sender.write(Buffer.alloc(120));
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect([slow.outcome(), steady.outcome()]).toEqual([408, 'unfinished']);
  await vi.advanceTimersByTimeAsync(3000);
  expect(steady.outcome()).toBe(408);
});

it('cuts the connection of a refused request after a moment, unless the rest has arrived', async () => {
  const read = createBodyReader(limits);
  const [stuck, ended] = [await begin(read, 4001), await begin(read, 4001)];
  ended.sender.end();
  await delivered();
  expect([stuck.outcome(), stuck.sender.destroyed]).toEqual([413, false]);
  const cut = vi.spyOn(ended.sender, 'destroy');
  await vi.advanceTimersByTimeAsync(5000);
  expect(stuck.sender.destroyed).toBe(true);
  expect(cut).not.toHaveBeenCalled();
});
