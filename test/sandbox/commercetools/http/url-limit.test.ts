import { expect, test } from 'vitest';
import { startCommercetools } from '../index.ts';

test('a long URL is refused on demand', async () => {
  const ct = await startCommercetools();
  const authorization = `Bearer ${ct.control.issueToken({ scopes: ['manage_payments'] })}`;
  const ask = async (length: number) => {
    const where = encodeURIComponent(`key="${'k'.repeat(length)}"`);
    const url = `${ct.url}/${ct.projectKey}/payments?where=${where}`;
    return (await fetch(url, { headers: { authorization } })).status;
  };
  const limit = (body: object) =>
    fetch(`${ct.url}/_control/url-limit`, { method: 'PUT', body: JSON.stringify(body) });
  expect(await ask(9000)).toBe(200);
  await limit({ characters: 8192 });
  expect(await ask(9000)).toBe(414);
  expect(await ask(7000)).toBe(200);
  await limit({});
  expect(await ask(9000)).toBe(200);
  ct.control.limitUrls(100);
  await ct.control.reset();
  expect(await ask(9000)).toBe(200);
  await ct.stop();
});
