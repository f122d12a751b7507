import { pageOriginOf } from '../page-origin.ts';

/** Readers of single environment values: the value in its own type, or `undefined` when the text is malformed. */

export const text = (value: string): string | undefined => (/\p{Cc}/u.test(value) ? undefined : value);

export const matching =
  (pattern: RegExp) =>
  (value: string): string | undefined =>
    pattern.test(value) ? value : undefined;

export const bool = (value: string): boolean | undefined => {
  const lower = value.toLowerCase();
  if (lower === 'true') return true;
  return lower === 'false' ? false : undefined;
};

export const integer =
  (minimum: number, maximum: number) =>
  (value: string): number | undefined => {
    if (!/^\d{1,10}$/.test(value)) return undefined;
    const number = Number(value);
    return number >= minimum && number <= maximum ? number : undefined;
  };

/** One of the words, whatever its case in the environment. */
export const oneOf =
  <const T extends string>(...words: readonly T[]) =>
  (value: string): T | undefined =>
    words.find((word) => word.toLowerCase() === value.toLowerCase());

/** A word, or a number of hours that Adyen takes as `captureDelayHours`. */
export const capture = (value: string): 'manual' | 'immediate' | 'account' | number | undefined =>
  oneOf('manual', 'immediate', 'account')(value) ?? integer(1, 672)(value);

/** An http or https URL without credentials, query and fragment; any trailing slash is taken off. */
export const baseUrl = (value: string): string | undefined => {
  const url = URL.parse(value);
  if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined;
  if (url.username || url.password || /[?#]/.test(value)) return undefined;
  return url.href.replace(/\/+$/, '');
};

/** Where a shopper can be sent: a web address, or an app's own scheme. */
export const linkTarget = (value: string): string | undefined => {
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^\s]+$/i.test(value)) return undefined;
  const url = URL.parse(value);
  return url && !['javascript:', 'data:', 'vbscript:', 'file:'].includes(url.protocol) ? value : undefined;
};

const items = (value: string): string[] =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** Keys as Adyen shows them: 32 bytes in hex. The library takes any other text for the empty key, silently. */
export const hmacKeys = (value: string): readonly string[] | undefined => {
  const keys = items(value);
  return keys.length > 0 && keys.every((key) => /^[0-9a-f]{64}$/i.test(key)) ? keys : undefined;
};

const origin = (value: string): string | undefined => {
  const found = pageOriginOf(value);
  return found?.toLowerCase() === value.toLowerCase().replace(/\/$/, '') ? found : undefined;
};

export const origins = (value: string): readonly string[] | undefined => {
  const found = items(value).map(origin);
  return found.length > 0 && found.every((item) => item !== undefined) ? found : undefined;
};

/** A JSON list. */
export const jsonArray = (value: string): readonly unknown[] | undefined => {
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
};

/** A JSON object; arrays and single values are not. */
export const jsonObject = (value: string): Record<string, unknown> | undefined => {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
};

/** HTTP headers as OpenTelemetry writes them: `name=value` pairs separated by commas, values percent-encoded. */
export const headerPairs = (value: string): Readonly<Record<string, string>> | undefined => {
  const pairs = items(value).map((item) =>
    /^([A-Za-z0-9-]+)\s*=\s*([\x21-\x7e]+(?: [\x21-\x7e]+)*)$/.exec(item),
  );
  if (pairs.length === 0 || pairs.includes(null)) return undefined;
  return Object.fromEntries(
    pairs.map((pair) => [(pair?.[1] ?? '').toLowerCase(), unescaped(pair?.[2] ?? '')]),
  );
};

const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
