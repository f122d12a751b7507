import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAdyen, type EmbeddedAdyen } from '../index.ts';

let adyen: EmbeddedAdyen;
let api: string;

beforeAll(async () => {
  adyen = await startAdyen();
  api = `${adyen.webUrl}checkoutshopper/`;
});
afterAll(() => adyen.stop());

it('has a URL that adyen-web accepts for 3-D Secure 2 over http, with the origin before the first /checkoutshopper/', () => {
  expect(api).toContain('http://localhost:8080');
  const origin = api.slice(0, api.indexOf('/checkoutshopper/'));
  expect(new URL(api).origin).toBe(origin);
});

it('serves each card field and answers other origins', async () => {
  const field = await fetch(`${api}securedfields/sim/6.3.0/securedFields.html?type=card&d=x`);
  expect(await field.text()).toContain('postMessage');
  const preflight = await fetch(`${api}v3/bin/binLookup?token=sim`, { method: 'OPTIONS' });
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
});

it.each([
  ['41111111111', [['visa', true, 'required']]],
  [
    '67034444444',
    [
      ['bcmc', false, 'hidden'],
      ['maestro', true, 'optional'],
    ],
  ],
  ['37000000000', [['amex', false, 'required']]],
  ['99999999999', []],
])('tells the brands of %s', async (bin, expected) => {
  const response = await fetch(`${api}v3/bin/binLookup?token=sim`, {
    method: 'POST',
    body: JSON.stringify({
      encryptedBin: `test_${bin}`,
      requestId: 'r1',
      supportedBrands: ['visa', 'maestro'],
    }),
  });
  const answer = (await response.json()) as {
    requestId: string;
    brands: { brand: string; supported: boolean; cvcPolicy: string }[];
  };
  expect(answer.requestId).toBe('r1');
  expect(answer.brands.map(({ brand, supported, cvcPolicy }) => [brand, supported, cvcPolicy])).toEqual(
    expected,
  );
});

it('has pictures for every name, and no translations, so that adyen-web keeps its own', async () => {
  for (const path of [
    'images/logos/visa.svg',
    'images/components/bento_lock.svg',
    'utility/v1/barcode.png?data=x',
  ]) {
    expect((await fetch(api + path)).headers.get('content-type')).toBe('image/svg+xml');
  }
  expect((await fetch(`${api}sdk/6.45.2/translations/de-DE.json`)).status).toBe(404);
});

it('gives analytics an attempt id', async () => {
  const response = await fetch(`${adyen.webUrl}checkoutanalytics/v3/analytics?clientKey=sim`, {
    method: 'POST',
    body: '{}',
  });
  const { checkoutAttemptId } = (await response.json()) as { checkoutAttemptId: string };
  expect(checkoutAttemptId).toMatch(/^[\w-]{36}$/);
});
