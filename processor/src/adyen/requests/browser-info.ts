import { compact } from '../wire.ts';
import { nonBlank } from './addresses.ts';
import type { BrowserInfo } from './shopper-input.ts';

/** What a browser says of itself in the headers of any request. */
export type BrowserHeaders = Pick<BrowserInfo, 'acceptHeader' | 'language' | 'userAgent'>;

/**
 * Adyen's `browserInfo`: what the page said, completed by the headers of its request. No browser of today runs Java in a page.
 * @returns `undefined` where a field that Adyen requires is still missing: it refuses an incomplete one
 */
export const browserInfoOf = (
  said: BrowserInfo | undefined,
  headers: BrowserHeaders = {},
): BrowserInfo | undefined => {
  if (!said) return undefined;
  const { colorDepth, screenHeight, screenWidth, timeZoneOffset, javaEnabled = false } = said;
  const text = (field: keyof BrowserHeaders) => nonBlank(said[field]) ?? nonBlank(headers[field]);
  const required = {
    acceptHeader: text('acceptHeader'),
    colorDepth,
    javaEnabled,
    language: text('language'),
    screenHeight,
    screenWidth,
    timeZoneOffset,
    userAgent: text('userAgent'),
  };
  const isComplete = Object.values(required).every((value) => value !== undefined);
  return isComplete ? compact({ ...required, javaScriptEnabled: said.javaScriptEnabled }) : undefined;
};
