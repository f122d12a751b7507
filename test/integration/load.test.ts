import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorisedPayments, leanAdyen } from '../bench/lean-adyen.ts';
import { leanCommercetools } from '../bench/lean-commercetools.ts';
import type { LeanPayment } from '../bench/lean-payment.ts';
import { serveLean, type LeanAnswer, type LeanRequest, type LeanServer } from '../bench/lean-server.ts';
import { inspectable, openHeap } from '../bench/heap.ts';
import { closedLoop, createTarget, oneByOne, openLoop, type LoadResult } from '../bench/load.ts';
import { authorisation, createOperations, type Operation } from '../bench/operations.ts';
import { residentMb } from '../bench/process-figures.ts';
import { environmentFor, nodeOptions } from '../bench/subject.ts';
import { startProcessor } from '../sandbox/processor.ts';
import type { Service } from '../sandbox/service.ts';

/** `npm run load` makes it ten minutes. */
const SECONDS = Number(process.env['LOAD_SECONDS'] ?? 60);
const PART_OF_CAPACITY = 0.7;
const SAMPLE_EVERY_MS = 2_500;
/** In MB per minute. A minute is too short for the last digit, and enough for a hundred bytes kept of each request. */
const STEEPEST = SECONDS >= 300 ? 1 : 4;

const commercetools = leanCommercetools();
let isFaulty = false;

/** One request in a hundred fails: half of them before anything was done, half after it. */
const faulty = (request: LeanRequest): LeanAnswer => {
  const isHit = isFaulty && Math.random() < 0.01;
  const status = Math.random() < 0.5 ? 503 : 500;
  if (!isHit || Math.random() < 0.5) {
    const answer = commercetools.answer(request);
    return isHit ? { status, body: '{}' } : answer;
  }
  return { status, body: '{}' };
};

/** Adyen delivers some notifications twice, at once. */
const twice = (operation: Operation): Operation => {
  let again: ReturnType<Operation['next']>;
  return {
    ...operation,
    next: () => {
      if (again && Math.random() < 0.5) {
        const request = again;
        again = undefined;
        return request;
      }
      again = operation.next();
      return again;
    },
  };
};

/** What the contract lets a caller see when commercetools fails. */
const named = /^(200|409|502|503|504)$/;

const lenient = (operation: Operation): Operation => ({
  ...operation,
  isRight: (status) => named.test(String(status)),
  after: (body, request) => {
    if (body.includes('"paymentReference"')) operation.after?.(body, request);
  },
});

const operations = createOperations().map((operation) =>
  lenient(operation.name.startsWith('webhook') ? twice(operation) : operation),
);

let servers: LeanServer[];
let processor: Service;
let target: ReturnType<typeof createTarget>;
let result: LoadResult;
/** When, in minutes since the load began, and how much, in MB. */
const memory: { at: number; heapMb: number; residentMb: number }[] = [];

beforeAll(
  async () => {
    const free = { port: 0, latencyMs: () => 0 };
    servers = [await serveLean(faulty, free), await serveLean(leanAdyen, free)];
    const [ct, adyen] = servers.map(({ url }) => url);
    processor = await startProcessor({
      ...environmentFor(ct ?? '', adyen ?? ''),
      LOGGER_LEVEL: 'warn',
      NODE_OPTIONS: `${nodeOptions} ${inspectable}`,
    });
    const heap = await openHeap(processor.logs());
    target = createTarget(processor.url);
    for (const operation of operations.filter(({ name }) => name.startsWith('attempt'))) {
      await oneByOne(target, operation, 20);
    }
    const warmUp = await closedLoop(target, operations, { concurrency: 16, seconds: 5 });
    isFaulty = true;
    const began = performance.now();
    const sample = async () => {
      const at = (performance.now() - began) / 60_000;
      memory.push({ at, residentMb: residentMb(processor.pid), heapMb: await heap.usedMb() });
    };
    const sampling = setInterval(() => void sample(), SAMPLE_EVERY_MS);
    const rate = Math.max(10, Math.floor((PART_OF_CAPACITY * warmUp.requests) / warmUp.seconds));
    result = await openLoop(target, operations, { rate, seconds: SECONDS });
    clearInterval(sampling);
    heap.close();
    isFaulty = false;
  },
  (SECONDS + 90) * 1000,
);

afterAll(async () => {
  await target.destroy();
  await processor.stop();
  await Promise.all(servers.map((server) => server.stop()));
});

const states = ({ transactions }: LeanPayment, type: string): unknown[] =>
  transactions
    .filter((transaction) => transaction['type'] === type)
    .map((transaction) => transaction['state']);

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** MB per minute by least squares, once the load has warmed everything up. */
const slope = (): number => {
  const warm = memory.slice(memory.length / 3);
  const at = average(warm.map((sample) => sample.at));
  const mb = average(warm.map((sample) => sample.heapMb));
  const rise = warm.reduce((sum, sample) => sum + (sample.at - at) * (sample.heapMb - mb), 0);
  return rise / warm.reduce((sum, sample) => sum + (sample.at - at) ** 2, 0);
};

describe('under load, with notifications twice and commercetools failing now and then', () => {
  it('no answer is one that the contract does not name', () => {
    expect(result.requests).toBeGreaterThan(200);
    expect(result.wrong).toEqual([]);
  });

  it('memory stays flat', () => {
    const highest = Math.max(...memory.map((sample) => sample.residentMb));
    console.log(
      `${result.requests} requests in ${result.seconds.toFixed(0)} s, ${result.errors} wrong answers; ` +
        `heap ${slope().toFixed(2)} MB per minute, ${highest.toFixed(0)} MB resident at most`,
    );
    expect(slope()).toBeLessThan(STEEPEST);
    expect(highest).toBeLessThan(300);
  });

  it('the books are balanced once every notification has come', async () => {
    const byId = new Map(commercetools.payments().map((payment) => [payment.id, payment]));
    for (const [id, pspReference] of authorisedPayments()) {
      if (states(byId.get(id) as LeanPayment, 'Authorization').includes('Success')) continue;
      const body = authorisation(id, undefined, pspReference);
      const answer = await target.request({
        method: 'POST',
        path: '/notifications',
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect([answer.statusCode, await answer.body.text()]).toEqual([200, '[accepted]']);
    }
    const unbalanced = [...authorisedPayments()].filter(([id, pspReference]) => {
      const payment = byId.get(id);
      return payment?.interfaceId !== pspReference || states(payment, 'Authorization').join() !== 'Success';
    });
    expect(authorisedPayments().size).toBeGreaterThan(50);
    expect(unbalanced).toEqual([]);
  });
});
