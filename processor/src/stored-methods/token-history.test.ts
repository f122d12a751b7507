import { expect, it } from 'vitest';
import { isRefusedLately } from './token-history.ts';

const refused = { customerId: 'customer-1', refusedAt: '2026-01-01T10:00:00.000Z' };

it.each([
  ['2026-01-02T09:59:59.999Z', true],
  ['2026-01-02T10:00:00.000Z', false],
])('lets a list try again after a day what commercetools refused (%s)', (now, isLately) => {
  expect(isRefusedLately(refused, new Date(now))).toBe(isLately);
  expect(isRefusedLately({ customerId: 'customer-1' }, new Date(now))).toBe(false);
});
