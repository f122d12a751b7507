import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startFakeCommercetools, type FakeCommercetools } from '../../test-support/fake-commercetools.ts';
import { startApp, type RunningApp } from '../../test-support/start-app.ts';

let fake: FakeCommercetools;

beforeAll(async () => {
  fake = await startFakeCommercetools();
});

afterAll(() => fake.stop());

describe('rate limits', () => {
  let limited: RunningApp;

  afterEach(async () => limited.stop());

  const statuses = async (
    count: number,
    headers: (index: number) => Record<string, string>,
  ): Promise<number[]> => {
    const found: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const response = await fetch(`${limited.url}/probe/nothing`, { headers: headers(index) });
      found.push(response.status);
      if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    return found;
  };

  it('hold per session, and leave health checks and webhooks alone', async () => {
    limited = await startApp({ url: fake.url, environment: { RATE_LIMIT_PER_SESSION: '3' } });
    expect(await statuses(5, () => ({ 'x-session-id': 's1' }))).toEqual([404, 404, 404, 429, 429]);
    expect(await statuses(1, () => ({ 'x-session-id': 's2' }))).toEqual([404]);
    const webhook = await fetch(`${limited.url}/notifications/x`, { headers: { 'x-session-id': 's1' } });
    expect(webhook.status).toBe(404);
  });

  it('hold per address as the proxy before us saw it, whatever the caller claims', async () => {
    limited = await startApp({ url: fake.url, environment: { RATE_LIMIT_PER_ADDRESS: '2' } });
    const claims = (index: number) => ({ 'x-forwarded-for': `10.0.0.${index}, 192.0.2.1` });
    expect(await statuses(3, claims)).toEqual([404, 404, 429]);
    expect(await statuses(1, () => ({ 'x-forwarded-for': '10.0.0.1, 192.0.2.2' }))).toEqual([404]);
    expect((await fetch(`${limited.url}/health`, { headers: claims(1) })).status).toBe(200);
  });
});
