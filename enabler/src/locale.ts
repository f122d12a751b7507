/** The locale of the page, where the enabler was not given one. */
export function pageLocale(): string {
  return document.documentElement.lang || navigator.language || 'en-US';
}

/**
 * The country that a locale stands for (`de-AT`: AT, `sv`: SE).
 * adyen-web cannot start without a country; it needs one for formats only, since the processor filters the methods.
 */
export function localeCountry(locale: string): string {
  return readLocale(locale).maximize().region ?? 'US';
}

/** A locale's parts; those of `en-US` where it is none. */
export function readLocale(locale: string): Intl.Locale {
  try {
    return new Intl.Locale(locale.replaceAll('_', '-'));
  } catch {
    return new Intl.Locale('en-US');
  }
}
