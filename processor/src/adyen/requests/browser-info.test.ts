import { expect, it } from 'vitest';
import { browserInfoOf } from './browser-info.ts';
import type { BrowserInfo } from './shopper-input.ts';

const whole = {
  acceptHeader: '*/*',
  colorDepth: 24,
  javaEnabled: false,
  language: 'de-DE',
  screenHeight: 900,
  screenWidth: 1440,
  timeZoneOffset: -60,
  userAgent: 'Mozilla/5.0',
};
const headers = { acceptHeader: 'application/json', language: 'en', userAgent: 'Agent/1' };
const without = (field: string): BrowserInfo =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => name !== field));

it('is what the page said', () => {
  expect(browserInfoOf(whole, headers)).toEqual(whole);
  expect(browserInfoOf({ ...whole, javaScriptEnabled: true })).toEqual({ ...whole, javaScriptEnabled: true });
  expect(browserInfoOf(undefined, headers)).toBeUndefined();
});

it.each<[string, unknown]>([
  ['acceptHeader', 'application/json'],
  ['userAgent', 'Agent/1'],
  ['language', 'en'],
  ['javaEnabled', false],
])('has %s where the page left it out', (field, value) => {
  expect(browserInfoOf(without(field), headers)).toEqual({ ...whole, [field]: value });
  if (value !== false) {
    expect(browserInfoOf({ ...whole, [field]: ' ' }, headers)).toEqual({ ...whole, [field]: value });
  }
});

it.each(['colorDepth', 'screenHeight', 'screenWidth', 'timeZoneOffset'])('is none without %s', (field) =>
  expect(browserInfoOf(without(field), headers)).toBeUndefined(),
);

it.each(['acceptHeader', 'userAgent', 'language'])('is none where nobody says %s', (field) =>
  expect(browserInfoOf(without(field), {})).toBeUndefined(),
);
