const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);

/** The locale of the page, where the enabler was not given one. */
export function pageLocale(): string {
  return document.documentElement.lang || navigator.language || 'en-US';
}

/**
 * The locale by the name that adyen-web knows it under: language and country, `no` for Norwegian.
 * What adyen-web cannot read it takes for `en-US`.
 */
export function adyenLocale(locale: string): string {
  const { language, region } = read(locale);
  if (language === 'nb' || language === 'nn' || language === 'no') return 'no-NO';
  return region === undefined ? language : `${language}-${region}`;
}

/**
 * The country that a locale stands for (`de-AT`: AT, `sv`: SE).
 * adyen-web cannot start without a country; it needs one for formats only, since the processor filters the methods.
 */
export function localeCountry(locale: string): string {
  return read(locale).maximize().region ?? 'US';
}

/** The direction in which the locale's language is written. */
export function localeDirection(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(read(locale).language) ? 'rtl' : 'ltr';
}

function read(locale: string): Intl.Locale {
  try {
    return new Intl.Locale(locale.replaceAll('_', '-'));
  } catch {
    return new Intl.Locale('en-US');
  }
}
