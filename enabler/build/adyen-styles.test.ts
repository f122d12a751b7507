// @vitest-environment node
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { sheetNames, splitStyles, topLevelRules } from './adyen-styles.ts';

const css = readFileSync(createRequire(import.meta.url).resolve('@adyen/adyen-web/styles/adyen.css'), 'utf8');

describe('splitting adyen-web’s style sheet', () => {
  it('loses no rule and doubles none', () => {
    const parts = [...splitStyles(css).values()].flatMap(topLevelRules);
    const trimmed = (rules: string[]): string[] => rules.map((rule) => rule.trim()).toSorted();
    expect(trimmed(parts)).toEqual(trimmed(topLevelRules(css)));
    expect(topLevelRules(css).length).toBeGreaterThan(500);
  });

  it('keeps the rules of a component together with what it needs', () => {
    const parts = splitStyles(css);
    expect([...parts.keys()]).toEqual(sheetNames);
    expect(parts.get('base')).toContain('.adyen-checkout__button{');
    expect(parts.get('base')).toContain('.adyen-checkout__spinner{');
    expect(parts.get('form')).toContain('.adyen-checkout__field');
    expect(parts.get('dropin')).toContain('.adyen-checkout__payment-method{');
    expect(parts.get('waiting')).toContain('.adyen-checkout__voucher-result{');
    expect(parts.get('base')).not.toContain('voucher-result{');
  });

  it('does not take braces and quotes inside of strings for its own', () => {
    expect(topLevelRules('a{content:"}"}b{background:url("x\\"}{")}@media x{c{d:e}}@import "f";')).toEqual([
      'a{content:"}"}',
      'b{background:url("x\\"}{")}',
      '@media x{c{d:e}}',
      '@import "f";',
    ]);
  });
});
