import { describe, expect, it } from 'vitest';
import { generate } from './generate.ts';
import { kindNames, kinds } from './kinds.ts';
import type { Step } from './step.ts';
import { commandFor, describeHistory } from './words.ts';

const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);

describe.each(kindNames)('a history of kind %s', (kind) => {
  it('is the same for the same seed, and another for another', () => {
    expect(generate(kind, 7)).toEqual(generate(kind, 7));
    expect(generate(kind, 7)).not.toEqual(generate(kind, 8));
  });

  it('has every step of its kind, sooner or later', () => {
    const steps = SEEDS.flatMap((seed) => generate(kind, seed).steps).map(({ does }) => does);
    expect([...new Set(steps)]).toEqual(expect.arrayContaining(Object.keys(kinds[kind].weights)));
  });

  it('can be told in plain words, and be played again', () => {
    const history = generate(kind, 3);
    expect(describeHistory(history).split('\n')).toHaveLength(history.steps.length + 1);
    expect(describeHistory(history)).not.toMatch(/undefined|NaN|\[object/);
    expect(commandFor(history)).toBe(`npm run histories -- --kind ${kind} --seed 3 --count 1`);
  });
});

const isKill = (step: Step): boolean => step.does === 'trouble' && step.how.startsWith('kill');

it('kills processes in histories of kind crash alone', () => {
  const kills = (kind: (typeof kindNames)[number]) =>
    SEEDS.flatMap((seed) => generate(kind, seed).steps).filter(isKill).length;
  expect(kindNames.filter((kind) => kills(kind) > 0)).toEqual(['crash']);
});
