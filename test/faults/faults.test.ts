import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { crowd } from './crowd.ts';
import { differences, essenceOf } from './essence.ts';
import type { Lane } from './lane.ts';
import { make, operations, type Operation, type Step } from './operations.ts';
import type { Rule, Trouble } from './proxy.ts';
import { answer, cut, cutAfter, wait } from './proxy.ts';
import { ADYEN_TIMEOUT_MS, Rig, type Disturb, type Story } from './rig.ts';
import { twoTabs } from './two-tabs.ts';

const OUTAGE_MS = 10_000;

// Most of a run is waiting, for webhooks and for retries.
vi.setConfig({ maxConcurrency: 20 });

let rig: Rig;

beforeAll(async () => {
  rig = await Rig.start();
});

afterAll(async () => {
  rig.report.publish();
  await rig.stop();
});

const check: Rig['check'] = (...args) => rig.check(...args);
const late: Story = { webhooks: 'late' };

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

const { attempt, continuation, capture, refund, cancel, webhook } = operations;
const everything: readonly Operation[] = Object.values(operations);
const callers = everything.filter((operation) => operation !== webhook);
const killed: readonly Operation[] = [attempt, continuation, capture, refund, cancel, webhook];
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
    const expected = await Promise.all(affected.map((operation) => rig.undisturbed(operation)));
    const cartIds = await rig.lanes.use(async (lane) => {
      const prepared = await Promise.all(affected.map((operation) => operation.prepare(rig, lane)));
      const away = refusedBy(503, 'ServiceUnavailable');
      const outage = lane.commercetools.on({ times: Infinity, before: away });
      const answered = Promise.all(prepared.map((request) => make(lane, request, 'persist')));
      await sleep(OUTAGE_MS);
      outage.remove();
      await answered;
      return prepared.map(({ cartId }) => cartId);
    });
    for (const [index, cartId] of cartIds.entries()) {
      await rig.office.everythingArrived(cartId);
      const found = differences(essenceOf(rig.stack, cartId), expected[index] ?? []);
      rig.report.add('commercetools answers 503 for ten seconds', found);
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
    const payments = await rig.run(operation, at(step, { before: error(422, '167') }));
    const isRight = payments.length === 1 && payments[0]?.split('; ').includes(end) === true;
    rig.report.add('Adyen refuses the request with 422', isRight ? [] : payments);
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
    const found = await rig.lanes.use((lane) => play(rig, lane));
    rig.report.add(fault, found);
    expect(found).toEqual([]);
  });
});

it('200 carts at once', async () => {
  const [first, second] = rig.lanes.lanes;
  if (!first || !second) throw new Error('There are too few lanes.');
  const carts = await crowd(rig, [first, second], 200);
  for (const [fault, found] of carts) rig.report.add(fault, found);
  expect(carts.flatMap(([, found]) => found)).toEqual([]);
});

it('no idempotency key ever came to Adyen with another body', () => {
  expect(rig.stack.adyen.control.violations()).toEqual([]);
});
