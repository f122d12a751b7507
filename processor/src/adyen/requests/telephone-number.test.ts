import { describe, expect, it } from 'vitest';
import { fc } from '../../test-support/properties.ts';
import { telephoneNumberOf } from './telephone-number.ts';

describe('a national number', () => {
  it.each<[string, string, string | undefined]>([
    ['0412 345 678', 'AU', '+61412345678'],
    ['030 / 123456', 'DE', '+4930123456'],
    ['030 123456', 'DE', '+4930123456'],
    ['06-89124321', 'NL', '+31689124321'],
    ['(212) 555-1234', 'US', '+12125551234'],
    ['1-212-555-1234', 'US', '+12125551234'],
    ['06 1234 5678', 'IT', '+390612345678'],
    ['912 34 56 78', 'ES', '+34912345678'],
    ['912 345 678', 'PT', '+351912345678'],
    ['11 98765-4321', 'BR', '+5511987654321'],
    ['03-1234-5678', 'JP', '+81312345678'],
    ['８０３１２３４５６', 'NO', undefined],
    ['48 05 95 28', 'NO', '+4748059528'],
    ['07911 123456', 'GB', '+447911123456'],
    ['06 12 34 56 78', 'FR', '+33612345678'],
    ['030 123456', 'US', undefined],
    ['030 123456 / 0171 2345678', 'DE', undefined],
    ['call me 030 123456', 'DE', undefined],
    ['112', 'DE', undefined],
    ['n/a', 'DE', undefined],
    ['', 'DE', undefined],
    ['030 123456', 'ZZ', undefined],
    ['030 123456', 'N/A', undefined],
  ])('%j in %s is %s', (text, country, number) => expect(telephoneNumberOf(text, [country])).toBe(number));

  it('belongs to the first country in which it is one', () => {
    expect(telephoneNumberOf('030 123456', ['US', undefined, 'DE'])).toBe('+4930123456');
    expect(telephoneNumberOf('030 123456', [])).toBeUndefined();
  });
});

describe('a number with the code of its country', () => {
  it.each<[string, string | undefined]>([
    ['+31207791846', '+31207791846'],
    ['+31 20 779 1846', '+31207791846'],
    ['+31 (0)20 779 1846', '+31207791846'],
    ['+49 (0) 30 / 12 34 56', '+4930123456'],
    ['+44 (0) 7911 123456', '+447911123456'],
    ['+39 (0)6 1234 5678', '+390612345678'],
    ['0049 30 123456', '+4930123456'],
    ['+1 (0)212 555 1234', undefined],
    ['+49 (0)0 123456', undefined],
    ['+0', undefined],
    ['+', undefined],
    ['+999 123 456 789', undefined],
  ])('%j is %s wherever the shopper lives', (text, number) => {
    for (const country of ['DE', 'US', 'JP', undefined]) {
      expect(telephoneNumberOf(text, [country])).toBe(number);
    }
  });
});

it('is always in the form that Adyen takes, and has no digit that was not written but its country’s', () => {
  const text = fc.stringMatching(/^[0-9+() /.-]{1,24}$/);
  const country = fc.constantFrom('DE', 'NL', 'US', 'IT', 'AU', 'BR', 'JP', 'FR', 'ZZ', undefined);
  fc.assert(
    fc.property(text, country, (written, of) => {
      const number = telephoneNumberOf(written, [of]);
      if (number === undefined) return;
      expect(number).toMatch(/^\+[1-9]\d{6,17}$/);
      const digits = written.replaceAll(/\D/g, '');
      expect([...Array(4).keys()].some((code) => digits.endsWith(number.slice(1 + code)))).toBe(true);
    }),
  );
});
