import { describe, expect, it } from 'vitest';
import type { UnkeyedRequest } from '../ledger/request-identity.ts';
import type { CallersWaiting } from '../use-case.ts';
import { createCallersWaiting } from './callers-waiting.ts';

const never = new Promise<undefined>(() => undefined);

/** A request that the test ends: with success or with a failure. */
const begin = (callers: CallersWaiting, left: Promise<undefined> = never) => {
  const { promise: end, resolve: succeed, reject: fail } = Promise.withResolvers<string>();
  const { promise: identity, resolve } = Promise.withResolvers<UnkeyedRequest>();
  const result = callers.wait(left, (one) => {
    resolve(one);
    return end;
  });
  return { identity, result, succeed, fail };
};

const failedRequest = async (callers: CallersWaiting): Promise<UnkeyedRequest> => {
  const { identity, result, fail } = begin(callers);
  fail(new Error('The response was lost.'));
  await expect(result).rejects.toThrow('The response was lost.');
  return identity;
};

describe('a caller without a key', () => {
  it('waits under an identity of its own until its request has ended', async () => {
    const callers = createCallersWaiting('process-1');
    const [one, other] = [begin(callers), begin(callers)];
    const identity = await one.identity;
    expect(identity).toMatchObject({ kind: 'unkeyed', processId: 'process-1' });
    expect((await other.identity).requestId).not.toBe(identity.requestId);
    expect(callers.stateOf(identity)).toBe('waiting');
    one.succeed('done');
    expect(await one.result).toBe('done');
    expect(callers.stateOf(identity)).toBe('gone');
    expect(callers.stateOf(await other.identity)).toBe('waiting');
  });

  it('that leaves does not wait any more, whatever its request does', async () => {
    const callers = createCallersWaiting('process-1');
    const { promise: left, resolve: leave } = Promise.withResolvers<undefined>();
    const { identity, result, succeed } = begin(callers, left);
    leave(undefined);
    await left;
    expect(callers.stateOf(await identity)).toBe('gone');
    succeed('done');
    await result;
    expect(callers.stateOf(await identity)).toBe('gone');
  });

  it('whose request failed has no outcome, until a request that continues it has', async () => {
    const callers = createCallersWaiting('process-1');
    const identity = await failedRequest(callers);
    expect(callers.stateOf(identity)).toBe('failed');
    callers.markAnswered(identity);
    expect(callers.stateOf(identity)).toBe('gone');
  });

  it('of another process is not known here', async () => {
    const { identity } = begin(createCallersWaiting('process-1'));
    expect(createCallersWaiting('process-2').stateOf(await identity)).toBe('elsewhere');
  });

  it('is forgotten after a thousand others that failed', async () => {
    const callers = createCallersWaiting('process-1');
    const first = await failedRequest(callers);
    const second = await failedRequest(callers);
    for (let count = 2; count < 1000; count += 1) await failedRequest(callers);
    expect(callers.stateOf(first)).toBe('failed');
    await failedRequest(callers);
    expect(callers.stateOf(first)).toBe('gone');
    expect(callers.stateOf(second)).toBe('failed');
  });
});
