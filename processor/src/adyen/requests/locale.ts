/**
 * The shopper's language as Adyen wants it, two letters and a country: `de-DE` for `de`, `no-NO` for `nb-NO`, `es-ES` for
 * `es-419`, whose region is no country.
 * @returns undefined for what is no language tag, and for a language without a two-letter code
 */
export const shopperLocale = (locale: string | undefined): string | undefined => {
  const tag = parseTag(locale);
  if (tag?.language.length !== 2) return undefined;
  if (['nb', 'nn', 'no'].includes(tag.language)) return 'no-NO';
  const country = [tag, tag.maximize(), new Intl.Locale(tag.language).maximize()]
    .map(({ region }) => region)
    .find((region) => region !== undefined && /^[A-Z]{2}$/.test(region));
  return country === undefined ? tag.language : `${tag.language}-${country}`;
};

const parseTag = (locale: string | undefined): Intl.Locale | undefined => {
  if (locale === undefined || locale === '') return undefined;
  try {
    return new Intl.Locale(locale.replaceAll('_', '-'));
  } catch {
    return undefined;
  }
};
