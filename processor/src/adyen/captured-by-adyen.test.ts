import { expect, it } from 'vitest';
import { isCapturedByAdyen } from './captured-by-adyen.ts';

it.each([
  ['ideal', true],
  ['bcmc_mobile', true],
  ['giftcard', true],
  ['svs', true],
  ['vvvgiftcard', true],
  ['visa', false],
  ['scheme', false],
  ['klarna', false],
  ['toString', false],
  [undefined, false],
])('%s is captured by Adyen itself: %s', (method, expected) =>
  expect(isCapturedByAdyen(method, {})).toBe(expected),
);

it('believes the merchant before the table', () => {
  const config = { visa: { supportSeparateCapture: false }, ideal: { supportSeparateCapture: true }, mc: {} };
  expect(['visa', 'ideal', 'mc'].map((method) => isCapturedByAdyen(method, config))).toEqual([
    true,
    false,
    false,
  ]);
});
