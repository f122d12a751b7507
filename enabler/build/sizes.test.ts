// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { budgets, measure } from './sizes.ts';

describe('the size of', () => {
  it.each(budgets())('$what stays within its budget', ({ limit, gzip }) => {
    expect(gzip).toBeGreaterThan(1000);
    expect(gzip).toBeLessThanOrEqual(limit);
  });

  it('a method’s first use counts what the method needs and leaves out what it does not', () => {
    const { firstUses, entry } = measure();
    const gzip = (name: string): number => firstUses.find(({ use }) => use === name)?.gzip ?? 0;
    expect(gzip('iDEAL and other redirects')).toBeGreaterThan(40_000 + entry.gzip);
    expect(gzip('card, bancontactcard')).toBeGreaterThan(gzip('iDEAL and other redirects') + 40_000);
    expect(gzip('klarna')).toBeLessThan(gzip('iDEAL and other redirects') + 6_000);
  });
});
