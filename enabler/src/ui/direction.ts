import { readLocale } from '../locale.ts';

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);

/** The direction in which the locale's language is written. */
export function localeDirection(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(readLocale(locale).language) ? 'rtl' : 'ltr';
}
