import { expect, it } from 'vitest';
import { ManagementError } from '../adyen/management/client.ts';
import type { Wish } from '../adyen/management/webhook-settings.ts';
import { fc } from '../test-support/properties.ts';
import { askFor } from './ask-for.ts';

const wishesOf = (...names: string[]): Wish[] => names.map((name) => ({ name, of: 'includeEventCodes' }));
const namesOf = (wishes: readonly Wish[]): string[] => wishes.map(({ name }) => name);

/** Refuses these names, and says which where it is talkative. */
const account = (refuses: readonly string[], isTalkative: boolean) => {
  const sent: string[][] = [];
  return {
    sent,
    send: (wishes: readonly Wish[]): Promise<void> => {
      const names = namesOf(wishes);
      sent.push(names);
      const bad = names.filter((name) => refuses.includes(name));
      if (bad.length === 0) return Promise.resolve();
      const response = isTalkative ? JSON.stringify({ detail: `Invalid: '${bad[0] ?? ''}'` }) : '';
      return Promise.reject(new ManagementError('PATCH', { statusCode: 422, response }));
    },
  };
};

it('asks once where everything is accepted', async () => {
  const { send, sent } = account([], true);
  expect(await askFor(wishesOf('A', 'B'), send)).toEqual([]);
  expect(sent).toEqual([['A', 'B']]);
});

it('leaves out what Adyen names', async () => {
  const { send, sent } = account(['B', 'C'], true);
  expect(namesOf(await askFor(wishesOf('A', 'B', 'C', 'D'), send))).toEqual(['B', 'C']);
  expect(sent.at(-1)).toEqual(['A', 'D']);
});

it('ends with all that is accepted, whatever is refused, and in few tries', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `EVENT_${index}`);
  await fc.assert(
    fc.asyncProperty(fc.subarray(names, { maxLength: 3 }), fc.boolean(), async (refuses, isTalkative) => {
      const { send, sent } = account(refuses, isTalkative);
      expect(namesOf(await askFor(wishesOf(...names), send))).toEqual(refuses);
      expect(sent.at(-1)?.toSorted()).toEqual(names.filter((name) => !refuses.includes(name)).toSorted());
      expect(sent.length).toBeLessThan(40);
    }),
    { numRuns: 200 },
  );
});

it('ends where Adyen refuses the webhook itself', async () => {
  const refusal = new ManagementError('POST', { statusCode: 422 });
  await expect(askFor(wishesOf('A'), () => Promise.reject(refusal))).rejects.toBe(refusal);
});

it('ends where the key is refused', async () => {
  const refusal = new ManagementError('POST', { statusCode: 401 });
  let calls = 0;
  const send = (): Promise<void> => {
    calls += 1;
    return Promise.reject(refusal);
  };
  await expect(askFor(wishesOf('A'), send)).rejects.toBe(refusal);
  expect(calls).toBe(1);
});
