import { expect, it } from 'vitest';
import { shrink } from './shrink.ts';
import type { History, Step } from './step.ts';

const wait = (minutes: number): Step => ({ does: 'wait', minutes });
const history: History = { kind: 'mixed', seed: 1, totals: [1000], steps: [1, 2, 3, 4, 5, 6, 7].map(wait) };

const minutesOf = ({ steps }: History): number[] =>
  steps.flatMap((step) => (step.does === 'wait' ? [step.minutes] : []));

const needs =
  (...minutes: number[]) =>
  (candidate: History): Promise<boolean> =>
    Promise.resolve(minutes.every((one) => minutesOf(candidate).includes(one)));

it('leaves out what a failure does not need', async () => {
  const smallest = await shrink(history, { fails: needs(2, 6), until: Infinity });
  expect(minutesOf(smallest)).toEqual([2, 6]);
});

it('ends in time with what it has', async () => {
  expect(await shrink(history, { fails: needs(2), until: performance.now() - 1 })).toBe(history);
});
