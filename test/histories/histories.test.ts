import { afterAll, beforeAll, expect, it } from 'vitest';
import { Census } from './census.ts';
import { restoreClock, stopClock } from './clock.ts';
import { kindNames } from './kinds.ts';
import { runHistories } from './run.ts';

const {
  HISTORIES_KIND: only,
  HISTORIES_COUNT: count = '50',
  HISTORIES_SEED: seed = '1',
  HISTORIES_CENSUS: showsCensus,
} = process.env;

beforeAll(stopClock);
afterAll(restoreClock);

it.each(kindNames.filter((kind) => only === undefined || kind === only))('%s', async (kind) => {
  const census = new Census();
  const failed = await runHistories({ kind, seed: Number(seed), count: Number(count), census });
  if (showsCensus !== undefined) process.stdout.write(`${kind}:\n${census.toString()}\n`);
  expect(failed, failed.join('\n\n')).toEqual([]);
});
