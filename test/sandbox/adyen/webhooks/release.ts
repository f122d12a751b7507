import type { Delivery } from './delivery.ts';
import type { NotificationItem } from './item.ts';

export interface ReleaseOptions {
  /** In the order of events when absent. */
  order?: 'fifo' | 'reverse' | 'shuffle';
  /** Makes a shuffle repeatable. */
  seed?: number;
  /** Each is sent this many times more; the copies take part in the order. */
  copies?: number;
  /** All standard items in one envelope. */
  batch?: boolean;
}

/** mulberry32: small, and good enough to shuffle with. */
const generator = (seed: number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const shuffled = <Item>(items: Item[], seed: number): Item[] => {
  const random = generator(seed);
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ item }) => item);
};

const ordered = <Item>(items: Item[], { order, seed }: ReleaseOptions): Item[] => {
  if (order === 'reverse') return items.toReversed();
  return order === 'shuffle' ? shuffled(items, seed ?? Date.now()) : items;
};

/** Rearranges held deliveries. `batch` makes the delivery that carries several items at once. */
export const arrange = (
  held: Delivery[],
  options: ReleaseOptions,
  batch: (items: [NotificationItem, ...NotificationItem[]], endpoint: string | undefined) => Delivery,
): Delivery[] => {
  const deliveries = ordered(held, options);
  if (!options.batch) return deliveries;
  const [first, ...rest] = deliveries.flatMap(({ items }) => items);
  for (const delivery of held) if (delivery.kind === 'standard') delivery.state = 'batched';
  const others = deliveries.filter(({ kind }) => kind === 'tokenization');
  return first
    ? [batch([first, ...rest], held.find(({ kind }) => kind === 'standard')?.endpoint), ...others]
    : others;
};
