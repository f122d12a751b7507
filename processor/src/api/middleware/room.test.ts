import { expect, test } from 'vitest';
import { createRoom } from './room.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('lets in what fits, in order, and the rest as soon as somebody leaves', async () => {
  const room = createRoom(10);
  const inside: string[] = [];
  const leaves = new Map<string, () => void>();
  for (const [name, weight] of Object.entries({ a: 6, b: 3, c: 4, d: 1 })) {
    void room.enter(weight).then((leave) => {
      inside.push(name);
      leaves.set(name, leave);
    });
  }
  await settled();
  expect([inside, room.waiting]).toEqual([['a', 'b'], 5]);
  leaves.get('b')?.();
  leaves.get('b')?.();
  await settled();
  expect([inside, room.waiting]).toEqual([['a', 'b', 'c'], 1]);
  leaves.get('a')?.();
  await settled();
  expect([inside, room.waiting]).toEqual([['a', 'b', 'c', 'd'], 0]);
});

test('what is larger than the room is let in alone', async () => {
  const room = createRoom(10);
  const leave = await room.enter(25);
  let isIn = false;
  void room.enter(1).then(() => (isIn = true));
  await settled();
  expect(isIn).toBe(false);
  leave();
  await settled();
  expect(isIn).toBe(true);
});
