import { expect, test } from 'vitest';
import { fc } from '../test-support/properties.ts';
import type { LedgerEntry } from './entry.ts';
import { haveAllLeft } from './participation.ts';
import { payment, told, typed } from './test-entries.ts';

const part = (requestId: string, stage: 'joined' | 'left'): LedgerEntry => ({
  type: 'Participation',
  requestId,
  stage,
});
const created = (fields: object = { createdBy: 'aa' }) =>
  payment({ type: 'Authorization', state: 'Initial', custom: typed({ facts: ['started'], ...fields }) });

test('an attempt is given up once the request that created it and all that joined it have left', () => {
  const steps = [
    part('bb', 'joined'),
    part('cc', 'joined'),
    part('aa', 'left'),
    part('bb', 'left'),
    part('cc', 'left'),
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(steps, { minLength: steps.length }), (order) => {
      const after = order.map((_, index) => told(created(), ...order.slice(0, index + 1)));
      expect(haveAllLeft(after.at(-1) ?? created())).toBe(true);
      for (const one of steps.slice(2))
        expect(haveAllLeft(told(created(), ...order.filter((step) => step !== one)))).toBe(false);
    }),
  );
});

test('nobody has left what was just created', () => {
  expect(haveAllLeft(created())).toBe(false);
  expect(haveAllLeft(told(created(), part('aa', 'left')))).toBe(true);
});

test.each([
  ['an earlier version created', { createdBy: undefined }],
  ['a request of an earlier version has found', { createdBy: 'aa', facts: ['repeated'] }],
  ['something is known of that this version cannot read', { createdBy: 'aa', facts: ['mystery'] }],
])('what %s may have been sent', (_name, fields) => {
  expect(haveAllLeft(told(created(fields), part('aa', 'left')))).toBe(false);
});

test('a request says it once', () => {
  const once = told(created(), part('bb', 'joined'));
  expect(told(once, part('bb', 'joined'))).toEqual(once);
});
