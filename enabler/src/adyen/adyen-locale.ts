import { readLocale } from '../locale.ts';

/**
 * The locale by the name that adyen-web knows it under: language and country, `no` for Norwegian.
 * What adyen-web cannot read it takes for `en-US`.
 */
export function adyenLocale(locale: string): string {
  const { language, region } = readLocale(locale);
  if (language === 'nb' || language === 'nn' || language === 'no') return 'no-NO';
  return region === undefined ? language : `${language}-${region}`;
}
