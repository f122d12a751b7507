import { describe, expect, it } from 'vitest';
import { isCapturedByAdyen } from './captured-by-adyen.ts';

describe('without a setting', () => {
  it.each<[(string | undefined)[], boolean]>([
    [['ideal'], true],
    [['bcmc_mobile'], true],
    [['svs'], true],
    [['vvvgiftcard'], true],
    [['darty', 'giftcard'], true],
    [['visa'], false],
    [['visa', 'scheme'], false],
    [['klarna'], false],
    [['toString'], false],
    [[undefined, 'ideal'], true],
    [[undefined], false],
    [[], false],
  ])('%j is captured by Adyen itself: %s', (names, expected) =>
    expect(isCapturedByAdyen(names, {})).toBe(expected),
  );
});

describe('with a setting', () => {
  const config = {
    visa: { supportSeparateCapture: false },
    scheme: { supportSeparateCapture: true },
    giftcard: { supportSeparateCapture: false },
    ideal: { supportSeparateCapture: true },
    svs: { supportSeparateCapture: true },
    mc: {},
  };

  it.each<[string[], boolean]>([
    [['visa', 'scheme'], true],
    [['mc', 'scheme'], false],
    [['amex', 'scheme'], false],
    [['svs', 'giftcard'], false],
    [['darty', 'giftcard'], true],
    [['ideal', 'ideal'], false],
    [['eps', 'eps'], true],
  ])('%j is captured by Adyen itself: %s', (names, expected) =>
    expect(isCapturedByAdyen(names, config)).toBe(expected),
  );

  it('a whole type can be captured at once', () =>
    expect(isCapturedByAdyen(['visa', 'scheme'], { scheme: { supportSeparateCapture: false } })).toBe(true));
});
