import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorisedPayments, leanAdyen } from '../bench/lean-adyen.ts';
import { leanCommercetools } from '../bench/lean-commercetools.ts';
import type { LeanPayment } from '../bench/lean-payment.ts';
import { serveLean, type LeanAnswer, type LeanRequest, type LeanServer } from '../bench/lean-server.ts';
import { inspectable, openHeap } from '../bench/heap.ts';
import { closedLoop, createTarget, oneByOne, openLoop, type LoadResult } from '../bench/load.ts';
import { authorisation, createOperations, type Operation } from '../bench/operations.ts';
import { peakMb } from '../bench/process-figures.ts';
import { environmentFor, nodeOptions } from '../bench/subject.ts';
import { startProcessor } from '../sandbox/processor.ts';
import type { Service } from '../sandbox/service.ts';

/** `npm run load` makes it ten minutes. */
const SECONDS = Number(process.env['LOAD_SECONDS'] ?? 60);
const PART_OF_CAPACITY = 0.7;
/** After each the heap is looked at, with nothing in flight: a busy machine has more in flight. */
const PARTS = 6;
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
/** How much of the heap was in use, in MB, and when, in minutes since the load began. */
const memory: { at: number; mb: number }[] = [];
/** At its highest. */
let residentMb: number;
const parts: LoadResult[] = [];

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
    const rate = Math.max(10, Math.floor((PART_OF_CAPACITY * warmUp.requests) / warmUp.seconds));
    for (let part = 1; part <= PARTS; part += 1) {
      const shoppers = createTarget(processor.url);
      parts.push(await openLoop(shoppers, operations, { rate, seconds: SECONDS / PARTS }));
      await shoppers.destroy();
      const at = (performance.now() - began) / 60_000;
      memory.push({ at, mb: await heap.usedMb() });
    }
    heap.close();
    residentMb = peakMb(processor.pid);
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

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const average = (values: readonly number[]): number => sum(values) / Math.max(1, values.length);

const requests = (): number => sum(parts.map((part) => part.requests));

/** MB per minute by least squares, once the load has warmed everything up. */
const slope = (): number => {
  const warm = memory.slice(memory.length / 3);
  const at = average(warm.map((sample) => sample.at));
  const mb = average(warm.map((sample) => sample.mb));
  const rise = sum(warm.map((sample) => (sample.at - at) * (sample.mb - mb)));
  return rise / sum(warm.map((sample) => (sample.at - at) ** 2));
};

describe('under load, with notifications twice and commercetools failing now and then', () => {
  it('no answer is one that the contract does not name', () => {
    expect(requests()).toBeGreaterThan(200);
    expect(parts.flatMap(({ wrong }) => wrong)).toEqual([]);
  });

  it('memory stays flat', () => {
    console.log(
      `${requests()} requests in ${sum(parts.map(({ seconds }) => seconds)).toFixed(0)} s; ` +
        `heap ${slope().toFixed(2)} MB per minute, ${residentMb.toFixed(0)} MB resident at most`,
    );
    expect(slope()).toBeLessThan(STEEPEST);
    expect(residentMb).toBeLessThan(300);
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
