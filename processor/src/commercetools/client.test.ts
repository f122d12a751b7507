import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../config/load-config.ts';
import { createDependencies, type Dependencies } from '../dependencies.ts';
import { Fault } from '../errors.ts';
import { createLogger } from '../logging/logger.ts';
import { minimalEnvironment } from '../test-support/environment.ts';
import { startFakeCommercetools, type FakeCommercetools } from '../test-support/fake-commercetools.ts';
import type { Reply } from '../test-support/fake-server.ts';
import type { Transport, UpstreamResponse } from '../upstream/transport.ts';
import { createCommercetoolsClient } from './client.ts';
import {
  isBadRequest,
  isConflict,
  isDuplicateField,
  isNotFound,
  mayHaveHappened,
  toCommercetoolsFault,
} from './errors.ts';

let fake: FakeCommercetools;
let dependencies: Dependencies;

beforeEach(async () => {
  fake = await startFakeCommercetools();
  const logger = createLogger({ level: 'error', sink: () => undefined });
  dependencies = createDependencies(loadConfig(minimalEnvironment(fake.url)), logger);
});

afterEach(async () => {
  await dependencies.close();
  await fake.stop();
});

const answering = (reply: Reply): void => {
  fake.intercept = ({ path }) => (path.includes('/payments') ? reply : undefined);
};

const read = () => dependencies.commercetools.payments().withId({ ID: 'p1' }).get().execute();
const write = () =>
  dependencies.commercetools
    .payments()
    .withId({ ID: 'p1' })
    .post({ body: { version: 1, actions: [] } })
    .execute();

const failureOf = async (call: () => Promise<unknown>): Promise<unknown> =>
  call().then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the commercetools client', () => {
  it('fetches one token for calls that start together, and names itself and the request', async () => {
    answering({ status: 200, json: { id: 'p1' } });
    const answers = await Promise.all([read(), read(), write()]);
    expect(answers.map(({ body }) => body.id)).toEqual(['p1', 'p1', 'p1']);
    expect(fake.count(/oauth.token/)).toBe(1);
    const calls = fake.seen.filter(({ path }) => path.includes('/payments'));
    for (const { headers } of calls) {
      expect(headers.authorization).toBe('Bearer own-token-1');
      expect(headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers['user-agent']).toContain('processor/');
    }
    expect(calls.map(({ body }) => body).sort()).toEqual(['', '', '{"version":1,"actions":[]}']);
  });

  it('replaces a token that commercetools no longer takes, once', async () => {
    fake.intercept = ({ path, headers }) => {
      if (!path.includes('/payments')) return undefined;
      return headers.authorization === 'Bearer own-token-1'
        ? { status: 401 }
        : { status: 200, json: { id: 'p1' } };
    };
    await expect(write()).resolves.toMatchObject({ body: { id: 'p1' } });
    expect(fake.count(/oauth.token/)).toBe(2);
  });

  it('renews a token before it ends', async () => {
    fake.tokenAnswer = { expires_in: 0.2 };
    answering({ status: 200, json: {} });
    await read();
    await read();
    await new Promise((resolve) => setTimeout(resolve, 150));
    await read();
    expect(fake.count(/oauth.token/)).toBe(2);
  });

  it.each<[string, Reply, (error: unknown) => boolean]>([
    ['404', { status: 404, json: { statusCode: 404, errors: [{ code: 'ResourceNotFound' }] } }, isNotFound],
    [
      '409',
      { status: 409, json: { statusCode: 409, errors: [{ code: 'ConcurrentModification' }] } },
      isConflict,
    ],
    [
      'DuplicateField',
      { status: 400, json: { errors: [{ code: 'DuplicateField', field: 'key' }] } },
      isDuplicateField,
    ],
    ['400', { status: 400, json: { errors: [{ code: 'InvalidField' }] } }, isBadRequest],
    ['a lost answer', 'drop', mayHaveHappened],
    ['a gateway', { status: 504, text: '<html>' }, mayHaveHappened],
  ])('lets %s be told from other failures', async (_name, reply, predicate) => {
    answering(reply);
    const failure = await failureOf(write);
    const all = [isNotFound, isConflict, isDuplicateField, isBadRequest, mayHaveHappened];
    const expected = predicate === isDuplicateField ? [isDuplicateField, isBadRequest] : [predicate];
    expect(all.filter((is) => is(failure))).toEqual(expected);
  });

  it.each<[Reply, number, string]>([
    [{ status: 500, text: 'boom in /internal' }, 503, 'CommercetoolsUnavailable'],
    ['drop', 503, 'CommercetoolsUnavailable'],
    [{ status: 401, json: { message: 'secret scopes' } }, 502, 'CommercetoolsUnavailable'],
    [{ status: 403, json: { message: 'needs manage_payments:project' } }, 502, 'CommercetoolsUnavailable'],
    [
      { status: 400, json: { message: 'bad field', errors: [{ code: 'InvalidField' }] } },
      502,
      'CommercetoolsRefused',
    ],
    [{ status: 403, json: { errors: [{ code: 'insufficient_scope' }] } }, 502, 'CommercetoolsUnavailable'],
    [{ status: 403, json: { errors: [{ code: 'LockedResource' }] } }, 502, 'CommercetoolsRefused'],
    [{ status: 400, json: { errors: [{ code: 'InvalidOperation' }] } }, 502, 'CommercetoolsRefused'],
    [
      { status: 400, json: { errors: [{ code: 'ExtensionUpdateActionsFailed' }] } },
      502,
      'CommercetoolsRefused',
    ],
    [{ status: 502, json: { errors: [{ code: 'ExtensionBadResponse' }] } }, 502, 'CommercetoolsRefused'],
    [{ status: 504, json: { errors: [{ code: 'ExtensionNoResponse' }] } }, 503, 'CommercetoolsUnavailable'],
    [{ status: 400, json: { errors: [{ code: 'PendingOperation' }] } }, 503, 'CommercetoolsUnavailable'],
    [{ status: 409, json: { errors: [{ code: 'ConcurrentModification' }] } }, 409, 'ConcurrentModification'],
    [{ status: 200, text: '<html>' }, 503, 'CommercetoolsUnavailable'],
  ])('tells callers of %j: %d', async (reply, statusCode, code) => {
    answering(reply);
    const fault = toCommercetoolsFault(await failureOf(write));
    expect(fault).toBeInstanceOf(Fault);
    expect(fault).toMatchObject({ statusCode, code });
    expect((fault as Fault).message).not.toMatch(/internal|scope|manage|field/);
  });

  it('says that the configuration is at fault when the credentials are refused', async () => {
    fake.intercept = () => ({ status: 401, json: { error: 'invalid_client' } });
    const fault = toCommercetoolsFault(await failureOf(read));
    expect(fault).toMatchObject({
      statusCode: 502,
      privateMessage: expect.stringContaining('CTP_CLIENT_SECRET') as string,
    });
  });

  it('leaves other errors alone', () => {
    const bug = new TypeError('x is not a function');
    expect(toCommercetoolsFault(bug)).toBeUndefined();
    expect(mayHaveHappened(bug)).toBe(false);
  });
});

it('waits for a write as long as an API Extension of the merchant may take', async () => {
  const waited: number[] = [];
  const send: Transport = ({ timeoutMs }) => {
    waited.push(timeoutMs);
    return Promise.resolve({ status: 200, headers: {}, text: '{}' } as unknown as UpstreamResponse);
  };
  const config = loadConfig(minimalEnvironment('http://127.0.0.1:1')).commercetools;
  const payments = createCommercetoolsClient(config, send).payments().withId({ ID: 'x' });
  await payments.get().execute();
  await payments.post({ body: { version: 1, actions: [] } }).execute();
  expect(waited[0]).toBe(10_000);
  expect(waited[1]).toBeGreaterThan(12_000);
});
