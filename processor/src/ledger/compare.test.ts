import { expect, test } from 'vitest';
import { compare } from './compare.ts';

test('texts are compared by their code units', () => {
  expect([compare('a', 'b'), compare('b', 'a'), compare('a', 'a')]).toEqual([-1, 1, 0]);
  expect(['b', 'a', 'C'].sort(compare)).toEqual(['C', 'a', 'b']);
});
