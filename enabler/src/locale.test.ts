import { describe, expect, it } from 'vitest';
import { adyenLocale } from './adyen/adyen-locale.ts';
import { localeCountry } from './locale.ts';
import { localeDirection } from './ui/direction.ts';

describe('a locale', () => {
  it.each([
    ['de-DE', 'de-DE', 'DE', 'ltr'],
    ['nb-NO', 'no-NO', 'NO', 'ltr'],
    ['nn', 'no-NO', 'NO', 'ltr'],
    ['pt_BR', 'pt-BR', 'BR', 'ltr'],
    ['sv', 'sv', 'SE', 'ltr'],
    ['zh-Hant-TW', 'zh-TW', 'TW', 'ltr'],
    ['ar-AE', 'ar-AE', 'AE', 'rtl'],
    ['not a locale', 'en-US', 'US', 'ltr'],
  ])('%s is %s to adyen-web, stands for %s and is written %s', (locale, adyen, country, direction) => {
    expect([adyenLocale(locale), localeCountry(locale), localeDirection(locale)]).toEqual([
      adyen,
      country,
      direction,
    ]);
  });
});
