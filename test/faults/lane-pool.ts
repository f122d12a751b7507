import type { Stack } from '../sandbox/harness.ts';
import { startLane, type Lane } from './lane.ts';

/** A few lanes that tests take in turn, so that they can run side by side without disturbing each other. */
export interface LanePool {
  /** Works with a lane of its own, whose proxies are cleared afterwards. */
  use: <Result>(work: (lane: Lane) => Promise<Result>) => Promise<Result>;
  lanes: readonly Lane[];
  stop: () => Promise<void>;
}

export async function startLanes(
  stack: Stack,
  count: number,
  environment: Record<string, string>,
): Promise<LanePool> {
  // One after the other: a port that is free for two at once would be taken by both.
  const lanes: Lane[] = [];
  while (lanes.length < count) lanes.push(await startLane(stack, environment));
  const free = [...lanes];
  const waiting: ((lane: Lane) => void)[] = [];
  const release = (lane: Lane): void => {
    for (const proxy of [lane.commercetools, lane.adyen, lane.front]) proxy.clear();
    const next = waiting.shift();
    if (next) next(lane);
    else free.push(lane);
  };
  return {
    lanes,
    use: async (work) => {
      const lane = free.pop() ?? (await new Promise<Lane>((resolve) => waiting.push(resolve)));
      try {
        return await work(lane);
      } finally {
        release(lane);
      }
    },
    stop: async () => {
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
  };
}
