/**
 * The shopper's language as Adyen wants it, e.g. `de-DE` for `de`, `no-NO` for `nb-NO`.
 * @returns undefined for what is no language tag
 */
export const shopperLocale = (locale: string | undefined): string | undefined => {
  const tag = parseTag(locale);
  if (tag === undefined) return undefined;
  if (['nb', 'nn', 'no'].includes(tag.language)) return 'no-NO';
  const region = tag.region ?? tag.maximize().region;
  return region === undefined ? tag.language : `${tag.language}-${region}`;
};

const parseTag = (locale: string | undefined): Intl.Locale | undefined => {
  if (locale === undefined || locale === '') return undefined;
  try {
    return new Intl.Locale(locale.replaceAll('_', '-'));
  } catch {
    return undefined;
  }
};
