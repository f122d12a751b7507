import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadConfig } from '../config/load-config.ts';
import { createTransport } from '../upstream/transport.ts';
import { minimalEnvironment } from '../test-support/environment.ts';
import { startFakeCommercetools, type FakeCommercetools } from '../test-support/fake-commercetools.ts';
import { createIntrospect, type Introspect } from './introspection.ts';

let fake: FakeCommercetools;
let introspect: Introspect;

beforeAll(async () => {
  fake = await startFakeCommercetools();
});

beforeEach(() => {
  fake.seen.length = 0;
  fake.intercept = () => undefined;
  const { commercetools } = loadConfig(minimalEnvironment(fake.url));
  introspect = createIntrospect(commercetools, createTransport().send);
  fake.introspections.set('good', {
    active: true,
    scope: 'a:p b:p',
    exp: Date.now() + 60_000,
    client_id: 'x',
  });
});

afterEach(() => vi.useRealTimers());

afterAll(() => fake.stop());

describe('introspection', () => {
  it('asks once for calls that come together and for those of the next ten seconds', async () => {
    const all = await Promise.all([introspect('good'), introspect('good'), introspect('good')]);
    expect(all[2]).toEqual({ isActive: true, scopes: ['a:p', 'b:p'], clientId: 'x' });
    await introspect('good');
    expect(fake.seen).toHaveLength(1);
    expect(fake.seen[0]).toMatchObject({ method: 'POST', path: '/oauth/introspect', body: 'token=good' });
  });

  it('asks again after ten seconds, so that a revoked token ends', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    await introspect('good');
    fake.introspections.delete('good');
    vi.advanceTimersByTime(9999);
    expect(await introspect('good')).toMatchObject({ isActive: true });
    vi.advanceTimersByTime(2);
    expect(await introspect('good')).toMatchObject({ isActive: false });
  });

  it('does not believe a token that is past its end', async () => {
    fake.introspections.set('late', { active: true, scope: 'a', exp: Math.floor(Date.now() / 1000) - 1 });
    expect(await introspect('late')).toMatchObject({ isActive: false });
  });

  it('does not remember a failure', async () => {
    fake.intercept = () => ({ status: 500 });
    await expect(introspect('good')).rejects.toMatchObject({ statusCode: 503 });
    fake.intercept = () => undefined;
    expect(await introspect('good')).toMatchObject({ isActive: true });
  });
});
