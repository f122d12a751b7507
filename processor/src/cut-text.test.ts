import { expect, it } from 'vitest';
import { cutText } from './cut-text.ts';
import { fc } from './test-support/properties.ts';

it.each<[string, number, string]>([
  ['shirt', 5, 'shirt'],
  ['shirts', 5, 'shirt'],
  ['abc👕', 4, 'abc'],
  ['abc👕', 5, 'abc👕'],
  ['ab🧑‍🎨', 6, 'ab'],
  ['ab🧑‍🎨', 7, 'ab🧑‍🎨'],
  ['Mu\u0308ller', 2, 'M'],
  ['a🇩🇪🇫🇷', 7, 'a🇩🇪'],
  ['', 3, ''],
  ['abc', 0, ''],
  ['a\ud83d', 5, 'a\ufffd'],
  ['\udc55abc', 2, '\ufffda'],
])('%j cut at %i is %j', (text, max, cut) => expect(cutText(text, max)).toBe(cut));

it('cuts a character that is longer than everything between its code points', () => {
  const endless = `e${'\u0301'.repeat(500)}`;
  expect(cutText(endless, 80)).toBe(`e${'\u0301'.repeat(79)}`);
  expect(cutText(`👕${'\u0301'.repeat(500)}`, 1)).toBe('');
});

it('never is too long, and never holds half a pair', () => {
  const texts = fc.string({
    unit: fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 1 }),
      fc.constantFrom('👕', '🧑‍🎨', '\ud83d', '\udc55', '🇩🇪'),
    ),
    maxLength: 200,
  });
  fc.assert(
    fc.property(texts, fc.integer({ min: 0, max: 150 }), (text, max) => {
      const cut = cutText(text, max);
      expect(cut.length).toBeLessThanOrEqual(max);
      expect(cut.isWellFormed()).toBe(true);
      expect(text.toWellFormed().startsWith(cut)).toBe(true);
      if (text.length <= max) expect(cut).toBe(text.toWellFormed());
    }),
  );
});
