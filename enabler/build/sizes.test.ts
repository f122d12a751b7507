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
    const gzip = (name: string): number => firstUses.find(({ use }) => use.includes(name))?.gzip ?? NaN;
    expect(gzip('redirects')).toBeGreaterThan(40_000 + entry.gzip);
    expect(gzip('bancontactcard')).toBeGreaterThan(gzip('redirects') + 40_000);
    expect(gzip('klarna')).toBeLessThan(gzip('redirects') + 12_000);
  });
});
