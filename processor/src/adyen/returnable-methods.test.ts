import { expect, test } from 'vitest';
import { isReturnable } from './returnable-methods.ts';

test.each([
  ['boletobancario', false],
  ['boletobancario_santander', false],
  ['econtext_stores', false],
  ['oxxo', false],
  ['iris', false],
  ['molpay_ebanking_TH', false],
  ['molpay_ebanking_fpx_MY', true],
  ['scheme', true],
  ['ideal', true],
  [undefined, true],
])('%s: %s', (method, expected) => {
  expect(isReturnable(method)).toBe(expected);
});
