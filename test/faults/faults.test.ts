import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type Stack } from '../sandbox/harness.ts';
import { crowd } from './crowd.ts';
import { differences, essenceOf } from './essence.ts';
import { startLanes, type LanePool } from './lane-pool.ts';
import type { Lane } from './lane.ts';
import { make, operations, type Operation, type Step } from './operations.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';
import type { ActiveRule, Rule, Trouble } from './proxy.ts';
import { answer, cut, cutAfter, wait } from './proxy.ts';
import { Report } from './report.ts';
import { twoTabs } from './two-tabs.ts';

const ADYEN_TIMEOUT_MS = 1_000;
const LANES = 4;
const OUTAGE_MS = 10_000;

let stack: Stack;
let lanes: LanePool;
let office: PostOffice;
const report = new Report();

beforeAll(async () => {
  stack = await startStack({ instances: 2, environment: { LOGGER_LEVEL: 'info' } });
  office = await openPostOffice(stack);
  lanes = await startLanes(stack, LANES, { ADYEN_TIMEOUT_MS: String(ADYEN_TIMEOUT_MS) });
});

afterAll(async () => {
  report.publish();
  await lanes.stop();
  await office.stop();
  await stack.stop();
});

/** What goes wrong; `undefined` when nothing does. */
type Disturb = (lane: Lane) => ActiveRule | undefined;

interface Story {
  /** Asks until there is an answer unless told otherwise. */
  readonly client?: 'send' | 'persist';
  /** Adyen's webhooks come at any time, or only after the client has its answer. */
  readonly webhooks?: 'any time' | 'late';
}

const late: Story = { webhooks: 'late' };

/** Prepares the operation, lets something go wrong, makes the request; resolves with what it all came to. */
const run = async (
  operation: Operation,
  disturb: Disturb,
  { client = 'persist', webhooks = 'any time' }: Story = {},
): Promise<string[]> => {
  const { cartId, isSpared } = await lanes.use(async (lane) => {
    const prepared = await operation.prepare({ stack, office }, lane);
    const release = webhooks === 'late' ? office.hold(prepared.cartId) : undefined;
    const rule = disturb(lane);
    await make(lane, prepared, client);
    release?.();
    return { cartId: prepared.cartId, isSpared: rule?.hits === 0 };
  });
  await office.everythingArrived(cartId);
  return [...essenceOf(stack, cartId), ...(isSpared ? ['the fault did not strike'] : [])];
};

/** What each operation comes to when nothing goes wrong; found out once. */
const undisturbed = new Map<string, Promise<string[]>>();
const expectedOf = (operation: Operation): Promise<string[]> => {
  const known = undisturbed.get(operation.name) ?? run(operation, () => undefined);
  undisturbed.set(operation.name, known);
  return known;
};

/** One run of one fault, compared with the run without it. */
const check = async (fault: string, operation: Operation, disturb: Disturb, story?: Story): Promise<void> => {
  const expected = await expectedOf(operation);
  const found = differences(await run(operation, disturb, story), expected);
  report.add(fault, found);
  expect(found).toEqual([]);
};

interface Case {
  readonly name: string;
  readonly operation: Operation;
  readonly step: Step;
}

/** The steps of these operations, those that `among` lets through. */
const cases = (list: readonly Operation[], among: (step: Step) => boolean = () => true): Case[] =>
  list.flatMap((operation) =>
    operation.steps
      .filter(among)
      .map((step) => ({ name: `${operation.name}: ${step.name}`, operation, step })),
  );

const isWrite = (step: Step): boolean => step.isWrite === true;
const isAtAdyen = (step: Step): boolean => step.upstream === 'adyen';
const isAtCommercetools = (step: Step): boolean => step.upstream === 'commercetools';

/** Something goes wrong with the calls of one step. */
const at =
  (step: Step, rule: Pick<Rule, 'times' | 'before' | 'after'>): Disturb =>
  (lane) =>
    lane[step.upstream].on({ ...step.at, ...rule });

const kill = (lane: Lane): Trouble =>
  cutAfter(async () => {
    await lane.crash();
    await lane.restart();
  });

const { attempt, redirect, continuation, capture, refund, cancel, webhook } = operations;
const everything: readonly Operation[] = Object.values(operations);
const callers = everything.filter((operation) => operation !== webhook);
const killed: readonly Operation[] = [attempt, redirect, continuation, capture, refund, cancel, webhook];
const settledByWebhook: readonly Operation[] = [attempt, continuation, capture, refund, cancel];

describe('kill -9', () => {
  it.concurrent.each(cases(killed))('before $name', ({ operation, step }) =>
    check(
      'kill -9 before a call upstream, restart, the client repeats',
      operation,
      (lane) => at(step, { before: kill(lane) })(lane),
      late,
    ),
  );

  it.concurrent.each(cases(killed))('after $name', ({ operation, step }) =>
    check(
      'kill -9 after a call upstream, its answer unread, restart, the client repeats',
      operation,
      (lane) => at(step, { after: kill(lane) })(lane),
      late,
    ),
  );

  it.concurrent.each(cases(settledByWebhook, isAtAdyen))(
    'after $name, and nobody repeats',
    ({ operation, step }) =>
      check(
        'kill -9 after Adyen has carried it out, nobody repeats, webhooks settle it',
        operation,
        (lane) => at(step, { after: kill(lane) })(lane),
        { client: 'send' },
      ),
  );
});

const refusedBy = (statusCode: number, code: string): Trouble =>
  answer(statusCode, { statusCode, message: 'Fault.', errors: [{ code, message: 'Fault.' }] });

describe('commercetools', () => {
  it.concurrent.each(cases(everything, isWrite))('409 in a burst: $name', ({ operation, step }) => {
    const conflict = refusedBy(409, 'ConcurrentModification');
    return check('commercetools answers 409 five times', operation, at(step, { times: 5, before: conflict }));
  });

  it.concurrent.each(cases(everything, isAtCommercetools))('500 once: $name', ({ operation, step }) =>
    check('commercetools answers 500 once', operation, at(step, { before: refusedBy(500, 'General') })),
  );

  it.concurrent.each(cases(everything, isWrite))('its answer is lost: $name', ({ operation, step }) =>
    check('commercetools’ answer to a write is lost', operation, at(step, { after: cut }), late),
  );

  it.concurrent.each(cases(everything, isWrite))('resets the connection: $name', ({ operation, step }) =>
    check('commercetools resets the connection before a write', operation, at(step, { before: cut })),
  );

  it.concurrent('503 for ten seconds', async () => {
    const affected: readonly Operation[] = [attempt, operations.return, capture, webhook];
    const expected = await Promise.all(affected.map(expectedOf));
    const cartIds = await lanes.use(async (lane) => {
      const prepared = await Promise.all(
        affected.map((operation) => operation.prepare({ stack, office }, lane)),
      );
      const away = refusedBy(503, 'ServiceUnavailable');
      const outage = lane.commercetools.on({ times: Infinity, before: away });
      const answered = Promise.all(prepared.map((request) => make(lane, request, 'persist')));
      await sleep(OUTAGE_MS);
      outage.remove();
      await answered;
      return prepared.map(({ cartId }) => cartId);
    });
    for (const [index, cartId] of cartIds.entries()) {
      await office.everythingArrived(cartId);
      const found = differences(essenceOf(stack, cartId), expected[index] ?? []);
      report.add('commercetools answers 503 for ten seconds', found);
      expect(found).toEqual([]);
    }
  });
});

describe('Adyen', () => {
  const error = (status: number, errorCode: string, headers = {}): Trouble =>
    answer(status, { status, errorCode, message: 'Fault.', errorType: 'internal' }, headers);
  const transient = error(503, '905', { 'transient-error': 'true' });

  const troubles: [fault: string, rule: Pick<Rule, 'times' | 'before' | 'after'>][] = [
    ['Adyen answers after the deadline', { times: 2, after: wait(ADYEN_TIMEOUT_MS + 300) }],
    ['Adyen resets the connection before it does anything', { times: 12, before: cut }],
    ['Adyen’s answer is lost', { times: 12, after: cut }],
    ['Adyen answers 500 and has done nothing', { times: 12, before: error(500, '905') }],
    ['Adyen answers 500 and has done it', { times: 12, after: error(500, '905') }],
    ['Adyen answers 422 with 704', { times: 4, before: error(422, '704') }],
    ['Adyen answers 503 with transient-error', { times: 4, before: transient }],
  ];

  describe.each(troubles)('%s', (fault, rule) => {
    it.concurrent.each(cases(callers, isAtAdyen))('$name', ({ operation, step }) =>
      check(fault, operation, at(step, rule), late),
    );
  });

  const refused: [operation: Operation, end: string][] = [
    [attempt, 'Authorization Failure 1000 - -'],
    [capture, 'Charge Failure 1000 - -'],
    [refund, 'Refund Failure 400 - -'],
    [cancel, 'CancelAuthorization Failure 1000 - -'],
  ];
  it.concurrent.each(
    refused.flatMap(([operation, end]) => cases([operation], isAtAdyen).map((each) => ({ ...each, end }))),
  )('422, a refusal for good: $name', async ({ operation, step, end }) => {
    const payments = await run(operation, at(step, { before: error(422, '167') }));
    const isRight = payments.length === 1 && payments[0]?.split('; ').includes(end) === true;
    report.add('Adyen refuses the request with 422', isRight ? [] : payments);
    expect(isRight, payments.join('\n')).toBe(true);
  });
});

describe('the way to the processor', () => {
  it.concurrent.each(everything)('is cut before the request arrives: $name', (operation) =>
    check('the caller’s connection is cut before its request arrives', operation, (lane) =>
      lane.front.on({ before: cut }),
    ),
  );

  it.concurrent.each(everything)('is cut before the answer arrives: $name', (operation) =>
    check('the caller’s connection is cut before it has the answer', operation, (lane) =>
      lane.front.on({ after: cut }),
    ),
  );
});

describe('a cart paid in two tabs', () => {
  it.concurrent.each(twoTabs)('$name', async ({ fault, play }) => {
    const found = await lanes.use((lane) => play({ stack, office }, lane));
    report.add(fault, found);
    expect(found).toEqual([]);
  });
});

it('200 carts at once', async () => {
  const [first, second] = lanes.lanes;
  if (!first || !second) throw new Error('There are too few lanes.');
  const carts = await crowd({ stack, office }, [first, second], 200);
  for (const [fault, found] of carts) report.add(fault, found);
  expect(carts.flatMap(([, found]) => found)).toEqual([]);
});

it('no idempotency key ever came to Adyen with another body', () => {
  expect(stack.adyen.control.violations()).toEqual([]);
});
