import { afterEach, describe, expect, it } from 'vitest';
import { startFakeServer, type FakeServer, type Reply } from '../test-support/fake-server.ts';
import { byMethod, reads, writes, writesBehindGateway } from './retry-policies.ts';
import { retry, withRetries, type Budget, type HttpRetryPolicy, type RetryPolicy } from './retry.ts';
import { createTransport, TransportError, type OutgoingRequest } from './transport.ts';

const transport = createTransport();
let server: FakeServer | undefined;

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

/** A server that gives the replies in order, the last one for ever. */
const replying = async (...replies: Reply[]): Promise<FakeServer> => {
  let next = 0;
  server = await startFakeServer(() => {
    const reply = replies[Math.min(next, replies.length - 1)] ?? 'drop';
    next += 1;
    return reply;
  });
  return server;
};

const outgoing = (
  url: string,
  method: OutgoingRequest['method'] = 'POST',
  timeoutMs = 2_000,
): OutgoingRequest => ({ url: `${url}/x`, method, headers: {}, timeoutMs });

describe('withRetries', () => {
  const send = withRetries(transport.send, byMethod(reads, writesBehindGateway));

  it.each<[HttpRetryPolicy, string, Reply, number]>([
    [reads, 'reads', { status: 500 }, 2],
    [reads, 'reads', { status: 503 }, 2],
    [reads, 'reads', 'drop', 2],
    [reads, 'reads', { status: 404 }, 1],
    [writesBehindGateway, 'writes behind a gateway', { status: 503 }, 2],
    [writesBehindGateway, 'writes behind a gateway', { status: 500 }, 1],
    [writesBehindGateway, 'writes behind a gateway', { status: 502 }, 1],
    [writesBehindGateway, 'writes behind a gateway', { status: 409 }, 1],
    [writes, 'writes', { status: 503 }, 1],
    [writes, 'writes', { status: 200 }, 1],
  ])(
    '%# the policy of $1 sends %3$d request(s) when the first gets %2$j',
    async (policy, _name, first, count) => {
      const { url, seen } = await replying(first, { status: 200 });
      await withRetries(transport.send, () => policy)(outgoing(url));
      expect(seen).toHaveLength(count);
    },
  );

  it.each<[OutgoingRequest['method'], number]>([
    ['GET', 2],
    ['HEAD', 2],
    ['POST', 1],
    ['DELETE', 1],
  ])('takes the policy of the method %s', async (method, count) => {
    const { url, seen } = await replying({ status: 500 }, { status: 200 });
    await send(outgoing(url, method));
    expect(seen).toHaveLength(count);
  });

  it('does not repeat a write whose response was lost, and says that it may have happened', async () => {
    const { url, seen } = await replying('drop');
    await expect(send(outgoing(url))).rejects.toMatchObject({ name: 'TransportError', mayHaveArrived: true });
    expect(seen).toHaveLength(1);
  });

  it('ends after three tries', async () => {
    const { url, seen } = await replying({ status: 503 });
    expect(await send(outgoing(url, 'GET'))).toMatchObject({ status: 503 });
    expect(seen).toHaveLength(3);
  });

  it('gives up in time when no response comes, without another try', async () => {
    const { url, seen } = await replying('hang');
    await expect(send(outgoing(url, 'GET', 500))).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(seen).toHaveLength(1);
  });

  it('repeats a write that did not arrive', async () => {
    let tries = 0;
    const refused = withRetries(
      () => {
        tries += 1;
        return Promise.reject(new TransportError('ECONNREFUSED', false));
      },
      () => writes,
    );
    await expect(refused(outgoing('http://x'))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(tries).toBe(3);
  });

  it('does not take a fault of the program for a failed exchange', async () => {
    let tries = 0;
    const broken = withRetries(
      () => {
        tries += 1;
        return Promise.reject(new TypeError('x is not a function'));
      },
      () => reads,
    );
    await expect(broken(outgoing('http://x'))).rejects.toBeInstanceOf(TypeError);
    expect(tries).toBe(1);
  });
});

describe('retry', () => {
  const policy: RetryPolicy<string> = {
    tries: 3,
    isWorthRepeating: (outcome) => outcome !== 'done',
    pauseMs: () => 20,
    counts: (outcome) => outcome !== 'in progress',
  };

  const outcomesOf = (...outcomes: string[]) => {
    const made: string[] = [];
    return {
      made,
      attempt: (): Promise<string> => {
        const outcome = outcomes[Math.min(made.length, outcomes.length - 1)] ?? '';
        made.push(outcome);
        return Promise.resolve(outcome);
      },
    };
  };

  const budgetOf = (ms: number, signal = new AbortController().signal): Budget => ({
    ms,
    endsAt: performance.now() + ms,
    signal,
  });

  it.each([
    [['failed', 'done'], 2],
    [['failed'], 3],
    [['in progress', 'in progress', 'in progress', 'in progress', 'done'], 5],
  ])('of %j makes %d tries', async (outcomes, count) => {
    const { attempt, made } = outcomesOf(...outcomes);
    expect(await retry(policy, attempt)).toBe(outcomes.at(-1));
    expect(made).toHaveLength(count);
  });

  it('begins no try that has too little of the budget left', async () => {
    const least = { ...policy, tries: 100, leastMs: (_outcome: string, ms: number) => ms / 2 };
    const { attempt, made } = outcomesOf('failed');
    const budget = budgetOf(200);
    await retry(least, attempt, { budget });
    expect(made.length).toBeGreaterThan(1);
    expect(performance.now()).toBeLessThan(budget.endsAt - 50);
  });

  it('looks at the budget again after a pause that took longer', async () => {
    const { attempt, made } = outcomesOf('failed');
    const late = { ...policy, pauseMs: () => 1 };
    const block = (): void => {
      const until = performance.now() + 60;
      while (performance.now() < until);
    };
    await retry(late, attempt, { budget: budgetOf(50), onRepeat: () => setImmediate(block) });
    expect(made).toHaveLength(1);
  });

  it('ends a pause when nobody waits any more', async () => {
    const controller = new AbortController();
    const { attempt, made } = outcomesOf('failed');
    const slow = { ...policy, pauseMs: () => 5_000 };
    setTimeout(() => controller.abort(), 20);
    const startedAt = performance.now();
    expect(await retry(slow, attempt, { budget: budgetOf(10_000, controller.signal) })).toBe('failed');
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(made).toHaveLength(1);
  });
});
