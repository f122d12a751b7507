import { describe, expect, it } from 'vitest';
import { paymentInProgress } from '../errors.ts';
import { TransportError } from '../upstream/transport.ts';
import { CommercetoolsError, commercetoolsFailure } from './failure.ts';
import { writeLoop, type Repeats, type WriteLimits } from './write-loop.ts';

const conflict = commercetoolsFailure(409);
const unanswered = (code: string, mayHaveArrived: boolean) =>
  new CommercetoolsError(0, undefined, new TransportError(code, mayHaveArrived));
const lost = unanswered('UND_ERR_SOCKET', true);
const notSent = unanswered('ECONNREFUSED', false);

/** A document whose writes fail as scripted, then succeed. */
const run = async (limits: WriteLimits, ...failures: Error[]) => {
  const writes: { state: number; repeats: Repeats }[] = [];
  let version = 1;
  const result = writeLoop({
    limits,
    state: version,
    read: () => Promise.resolve((version += 1)),
    write: (state, repeats) => {
      writes.push({ state, repeats: { ...repeats } });
      const failure = failures[writes.length - 1];
      return failure === undefined ? Promise.resolve(`written ${state}`) : Promise.reject(failure);
    },
  });
  const outcome = await result.catch((error: unknown) => error);
  return { outcome, writes };
};

describe('writeLoop', () => {
  it('writes once where nobody is in the way', async () => {
    const { outcome, writes } = await run({ conflicts: 3, lostResponses: 3 });
    expect(outcome).toBe('written 1');
    expect(writes).toHaveLength(1);
  });

  it('reads again after a conflict or a lost response', async () => {
    const { outcome, writes } = await run({ conflicts: 2, lostResponses: 1 }, conflict, lost, conflict);
    expect(outcome).toBe('written 4');
    expect(writes.at(-1)).toEqual({ state: 4, repeats: { conflicts: 2, lostResponses: 1 } });
  });

  it.each([
    ['conflicts', { conflicts: 2, lostResponses: 9 }, conflict, 3],
    ['lost responses', { conflicts: 9, lostResponses: 1 }, lost, 2],
    ['a lost response from a gateway', { conflicts: 9, lostResponses: 1 }, commercetoolsFailure(504), 2],
    ['a request that did not arrive', { conflicts: 9, lostResponses: 9 }, notSent, 1],
    ['a refusal', { conflicts: 9, lostResponses: 9 }, commercetoolsFailure(400), 1],
    ["a decision's own conflict", { conflicts: 9, lostResponses: 9 }, paymentInProgress(), 1],
  ])('ends with %s', async (_name, limits, failure, count) => {
    const { outcome, writes } = await run(limits, failure, failure, failure, failure);
    expect(outcome).toBe(failure);
    expect(writes).toHaveLength(count);
  });

  it('does not take a failed read for a failed write', async () => {
    const reading = writeLoop({
      limits: { conflicts: 5, lostResponses: 5 },
      state: 0,
      read: () => Promise.reject(lost),
      write: () => Promise.reject(conflict),
    });
    await expect(reading).rejects.toBe(lost);
  });

  it('pauses as long as it is told', async () => {
    const paused: number[] = [];
    const pauseMs = (repeats: number): number => {
      paused.push(repeats);
      return 5;
    };
    await run({ conflicts: 5, lostResponses: 5, pauseMs }, conflict, lost);
    expect(paused).toEqual([1, 2]);
  });
});
