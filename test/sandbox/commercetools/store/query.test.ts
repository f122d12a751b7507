import { beforeAll, describe, expect, test } from 'vitest';
import { Database } from './database.ts';
import type { QueryOptions } from './query.ts';
import { newResource } from './resource.ts';

const db = new Database();
const payments = [
  {
    key: 'a',
    interfaceId: 'P1',
    amountPlanned: { centAmount: 100 },
    customer: { id: 'c1' },
    transactions: [],
  },
  {
    key: 'b',
    interfaceId: 'P2',
    amountPlanned: { centAmount: 300 },
    customer: { id: 'c1' },
    transactions: [
      {
        type: 'Charge',
        state: 'Success',
        interactionId: 'X1',
        custom: { fields: { facts: ['one', 'two'] } },
      },
      { type: 'Refund', state: 'Pending', interactionId: 'X2' },
    ],
  },
  {
    key: 'c',
    amountPlanned: { centAmount: 200 },
    anonymousId: 'say "hi"',
    transactions: [{ type: 'Refund', state: 'Success' }],
  },
];

beforeAll(() => {
  for (const payment of payments) {
    const resource = { ...newResource('test'), ...payment };
    db.table('payment').put(resource);
  }
});

const keys = (options: QueryOptions): (string | undefined)[] =>
  db.query('payment', options).results.map(({ key }) => key);

describe('predicates', () => {
  test.each([
    ['key="a"', ['a']],
    ['key = "a" or key = "c"', ['a', 'c']],
    ['key="a" and interfaceId="P2"', []],
    ['customer(id="c1") and not(key="a")', ['b']],
    ['(key="a" or key="b") and amountPlanned(centAmount > 100)', ['b']],
    ['key="a" or key="b" and amountPlanned(centAmount > 100)', ['a', 'b']],
    ['key <> "a"', ['b', 'c']],
    ['key != "a"', ['b', 'c']],
    ['key in ("a", "c", "z")', ['a', 'c']],
    ['key not in ("a", "c")', ['b']],
    ['amountPlanned(centAmount >= 200 and centAmount <= 300)', ['b', 'c']],
    ['key < "b"', ['a']],
    ['interfaceId is defined', ['a', 'b']],
    ['interfaceId is not defined', ['c']],
    ['transactions is empty', ['a']],
    ['transactions is not empty', ['b', 'c']],
    ['transactions(interactionId="X2")', ['b']],
    ['transactions(type="Charge" and state="Success")', ['b']],
    ['transactions(type="Charge" and state="Pending")', []],
    ['transactions(custom(fields(facts contains any ("two", "three"))))', ['b']],
    ['transactions(custom(fields(facts contains all ("two", "three"))))', []],
    ['transactions(custom(fields(`facts` = "one")))', ['b']],
    [String.raw`anonymousId="say \"hi\""`, ['c']],
  ])('%s', (where, expected) => {
    expect(keys({ where: [where] })).toEqual(expected);
  });

  test('several must all hold, and variables stand for values', () => {
    expect(keys({ where: ['customer(id="c1")', 'key=:key'], variables: { key: 'b' } })).toEqual(['b']);
    expect(keys({ where: ['key in :keys'], variables: { keys: ['a', 'b'] } })).toEqual(['a', 'b']);
    expect(() => keys({ where: ['key=:missing'] })).toThrow('missing');
  });

  test.each(['key=', 'key="a', 'key="a" and', 'key "a"', '(key="a"', 'key="a")', 'key=a', '='])(
    '%s is malformed',
    (where) => {
      expect(() => keys({ where: [where] })).toThrow('Malformed parameter: where');
    },
  );
});

test('a field that payments do not have is refused', () => {
  expect(() => keys({ where: ['key="a" and (interfaceID="P1" or not(key="b"))'] })).toThrow("'interfaceID'");
});

test('results are sorted, paged and counted as asked', () => {
  expect(keys({ sort: ['amountPlanned.centAmount desc'] })).toEqual(['b', 'c', 'a']);
  expect(keys({ sort: ['customer.id', 'key desc'] })).toEqual(['b', 'a', 'c']);
  expect(db.query('payment', { sort: ['key'], limit: 1, offset: 1 })).toMatchObject({
    limit: 1,
    offset: 1,
    count: 1,
    total: 3,
    results: [{ key: 'b' }],
  });
  expect(db.query('payment', { limit: 0 })).toEqual({ limit: 0, offset: 0, count: 0, total: 3, results: [] });
  expect(db.query('payment', { withTotal: false })).not.toHaveProperty('total');
  expect(() => keys({ limit: 501 })).toThrow('limit');
  expect(() => keys({ sort: ['key sideways'] })).toThrow('sort');
});

test('an index follows every change', () => {
  const where = ['interfaceId="P9"'];
  const table = db.table('payment');
  const resource = { ...newResource('test'), key: 'd', interfaceId: 'P9' };
  table.put(resource);
  expect(keys({ where })).toEqual(['d']);
  const changed = { ...resource, interfaceId: 'P10' };
  table.put(changed);
  expect(keys({ where })).toEqual([]);
  expect(keys({ where: ['interfaceId="P10"'] })).toEqual(['d']);
  table.delete(resource.id);
  expect(keys({ where: ['interfaceId="P10"'] })).toEqual([]);
});

test('look-ups among 50,000 payments do not read them all', () => {
  const large = new Database();
  for (let index = 0; index < 50_000; index += 1) {
    const resource = {
      ...newResource('test'),
      key: `k${index}`,
      transactions: [{ interactionId: `i${index}` }],
    };
    large.table('payment').put(resource);
  }
  const started = performance.now();
  for (let index = 0; index < 1_000; index += 1) {
    const where = [`key="k${index}" or transactions(interactionId="i${index + 1}")`];
    expect(large.query('payment', { where, limit: 2 }).total).toBe(2);
  }
  // Reading all of them takes tens of milliseconds for each query.
  expect(performance.now() - started).toBeLessThan(2_000);
});
