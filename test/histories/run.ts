import type { Census } from './census.ts';
import { end } from './ending.ts';
import { generate } from './generate.ts';
import { judge } from './judge/rules.ts';
import type { KindName } from './kinds.ts';
import { play } from './play.ts';
import { shrink } from './shrink.ts';
import type { History } from './step.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { commandFor, describeHistory } from './words.ts';
import { startWorld, type World } from './world.ts';

/** Plays a history to its end. @returns what is wrong then, one line each */
const verdictOn = async (world: World, history: History, census?: Census): Promise<string[]> => {
  const scene = await play(world, history);
  const findings = await end(scene);
  const snapshot = await takeSnapshot(scene, findings);
  for (const what of scene.answers) census?.count(what);
  census?.add(snapshot);
  return judge(snapshot);
};

const SHRINK_MS = 20_000;

const ruleIn = (line: string): string => line.split(':', 1)[0] ?? '';

/** The smallest history that breaks the same rule, in words, and how to play the whole one again. */
const explain = async (world: World, history: History, verdict: readonly string[]): Promise<string> => {
  const rule = ruleIn(verdict[0] ?? '');
  const fails = async (candidate: History): Promise<boolean> =>
    (await verdictOn(world, candidate)).some((line) => ruleIn(line) === rule);
  const smallest = await shrink(history, { fails, until: performance.now() + SHRINK_MS });
  return [
    `kind ${history.kind}, seed ${history.seed}: ${commandFor(history)}`,
    ...verdict.map((line) => `  ${line}`),
    'which these steps are enough for:',
    describeHistory(smallest),
  ].join('\n');
};

export interface Run {
  readonly kind: KindName;
  readonly seed: number;
  readonly count: number;
  readonly census: Census;
}

/** More than these are not explained. */
const MOST_EXPLAINED = 5;
/** What earlier histories leave behind makes the later ones slower. */
const HISTORIES_PER_WORLD = 25;

const playAll = async (world: World, histories: readonly History[], census: Census): Promise<string[]> => {
  const failed: string[] = [];
  for (const history of histories) {
    const verdict = await verdictOn(world, history, census);
    if (verdict.length === 0) continue;
    const isExplained = failed.length < MOST_EXPLAINED;
    failed.push(
      isExplained ? await explain(world, history, verdict) : `${commandFor(history)}: ${verdict[0] ?? ''}`,
    );
  }
  return failed;
};

/** Plays so many histories of a kind, from a seed on. @returns what failed, in words */
export const runHistories = async ({ kind, seed, count, census }: Run): Promise<string[]> => {
  const failed: string[] = [];
  const all = Array.from({ length: count }, (_, number) => generate(kind, seed + number));
  for (let from = 0; from < count && failed.length < MOST_EXPLAINED; from += HISTORIES_PER_WORLD) {
    const world = await startWorld();
    try {
      failed.push(...(await playAll(world, all.slice(from, from + HISTORIES_PER_WORLD), census)));
    } finally {
      await world.stop();
    }
  }
  return failed;
};
