import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  projectKey,
  startFakeCommercetools,
  type FakeCommercetools,
} from '../../test-support/fake-commercetools.ts';
import type { Reply } from '../../test-support/fake-server.ts';
import { startApp, type RunningApp } from '../../test-support/start-app.ts';
import { overallStatus, runCheck } from '../../status-checks/check.ts';

// Processes, retries and time limits take a while on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let fake: FakeCommercetools;
let app: RunningApp | undefined;

beforeAll(async () => {
  fake = await startFakeCommercetools();
  fake.sessions.set('session-1', { state: 'ACTIVE', activeCart: { cartRef: { id: 'cart-1' } } });
});

beforeEach(() => {
  fake.intercept = () => undefined;
});

afterEach(async () => {
  await app?.stop();
  app = undefined;
});

afterAll(() => fake.stop());

const merchantCenter = () => {
  const exp = Math.floor(Date.now() / 1000) + 60;
  const token = fake.jwtKeys.mint({ iss: fake.url, exp, [`${fake.url}/claims/project_key`]: projectKey });
  return { authorization: `Bearer ${token}` };
};

const get = async (
  path: string,
  headers: Record<string, string>,
  environment: Record<string, string> = {},
) => {
  app ??= await startApp({ url: fake.url, environment });
  const response = await fetch(`${app.url}${path}`, { headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe('GET /operations/config', () => {
  const headers = { 'x-session-id': 'session-1' };

  it('gives the browser what it needs and nothing else', async () => {
    expect(await get('/operations/config', headers)).toEqual({
      status: 200,
      body: {
        clientKey: 'test_CLIENTKEY',
        environment: 'TEST',
        applePayConfig: { usesOwnCertificate: false },
        storedPaymentMethodsConfig: { isEnabled: false },
      },
    });
  });

  it('passes overrides and a local Adyen on', async () => {
    const { body } = await get('/operations/config', headers, {
      ADYEN_PAYMENT_COMPONENTS_CONFIG: '{"card":{"hasHolderName":true}}',
      ADYEN_WEB_URL: 'http://localhost:9311/as-http://localhost:8080/',
    });
    const base = 'http://localhost:9311/as-http://localhost:8080';
    expect(body).toMatchObject({
      paymentComponentsConfig: { card: { hasHolderName: true } },
      environmentUrls: {
        api: `${base}/checkoutshopper/`,
        analytics: `${base}/checkoutanalytics/`,
        cdn: { images: `${base}/checkoutshopper/`, translations: `${base}/checkoutshopper/` },
      },
    });
  });

  it('needs a session', async () => {
    expect(await get('/operations/config', {})).toMatchObject({ status: 401 });
  });
});

describe('GET /operations/payment-components', () => {
  it('lists what Checkout can offer', async () => {
    const { body } = await get('/operations/payment-components', merchantCenter());
    expect(body['dropins']).toEqual([{ type: 'embedded' }]);
    expect(body['express']).toEqual([{ type: 'applepay' }, { type: 'googlepay' }, { type: 'paypal' }]);
    expect(body['components']).toHaveLength(28);
    expect(body['components']).toContainEqual({ type: 'klarna_pay_overtime' });
  });

  it('needs a Merchant Center token', async () => {
    expect(await get('/operations/payment-components', { 'x-session-id': 'session-1' })).toMatchObject({
      status: 401,
    });
  });
});

describe('GET /operations/status', () => {
  const needed = `manage_payments manage_orders view_sessions view_api_clients introspect_oauth_tokens
    manage_checkout_payment_intents manage_key_value_documents`.split(/\s+/);
  const inProject = (scopes: string[]) => scopes.map((scope) => `${scope}:${projectKey}`).join(' ');

  const up: Reply = { status: 200, json: { active: true, scope: inProject(needed) } };
  const adyenUp: Reply = { status: 200, json: { paymentMethods: [] } };

  const answering = (introspection: Reply, adyen: Reply = adyenUp): void => {
    fake.intercept = ({ path }) => {
      if (path === '/v72/paymentMethods') return adyen;
      return path === '/oauth/introspect' ? introspection : undefined;
    };
  };

  const status = (environment: Record<string, string> = {}) =>
    get('/operations/status', merchantCenter(), { HEALTH_CHECK_TIMEOUT: '1500', ...environment });

  const ct = 'commercetools permissions';
  const adyen = 'Adyen Status check';

  it('says when, which version, and that all is well', async () => {
    answering(up);
    const { status: code, body } = await status();
    expect(code).toBe(200);
    expect(body).toMatchObject({
      status: 'OK',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
      metadata: { '@adyen/api-library': expect.any(String) as string },
      checks: [
        { name: ct, status: 'UP' },
        { name: adyen, status: 'UP' },
      ],
    });
    expect(new Date(String(body['timestamp'])).getTime()).toBeGreaterThan(Date.now() - 10_000);
  });

  it.each<[string[], Record<string, string>, string]>([
    [needed.slice(1), {}, 'manage_payments'],
    [needed.slice(0, -1), {}, 'manage_key_value_documents'],
    [
      needed,
      { ADYEN_STORED_PAYMENT_METHODS_ENABLED: 'true' },
      'manage_payment_methods manage_recurring_payment_jobs',
    ],
    [needed, { ADYEN_SAVE_INTERFACE_INTERACTIONS: 'true' }, 'manage_types'],
  ])(
    'tells of missing scopes, and names them in the log only: %j with %j',
    async (scopes, environment, missing) => {
      answering({ status: 200, json: { active: true, scope: inProject(scopes) } });
      expect(await status(environment)).toMatchObject({
        status: 200,
        body: {
          status: 'Partially Available',
          checks: [
            {
              name: ct,
              status: 'DOWN',
              message: 'The API client lacks scopes that the connector needs. The log names them.',
            },
            { name: adyen, status: 'UP' },
          ],
        },
      });
      expect(app?.logged).toContainEqual(expect.objectContaining({ code: 'ConfigurationFault', missing }));
    },
  );

  const leaking = { status: 500, text: 'secret of 127.0.0.1' };

  it.each<[string, Reply, Reply, number, string, string[]]>([
    [
      'Adyen refuses the credentials',
      up,
      { status: 401, json: leaking },
      200,
      'Partially Available',
      ['UP', 'DOWN'],
    ],
    ['Adyen does not answer', up, 'hang', 200, 'Partially Available', ['UP', 'DOWN']],
    ['commercetools fails', leaking, adyenUp, 200, 'Partially Available', ['DOWN', 'UP']],
    ['neither answers', 'hang', 'hang', 503, 'Unavailable', ['DOWN', 'DOWN']],
  ])(
    'tells, without the reason, that %s',
    async (...[, introspection, adyenReply, code, overall, checks]) => {
      answering(introspection, adyenReply);
      const answer = await status();
      expect(answer).toMatchObject({
        status: code,
        body: { status: overall, checks: checks.map((found) => ({ status: found })) },
      });
      expect(JSON.stringify(answer.body)).not.toMatch(/secret|127\.0\.0\.1/);
    },
  );

  it('needs a Merchant Center token', async () => {
    expect(await get('/operations/status', {})).toMatchObject({ status: 401 });
  });
});

describe('the overall status', () => {
  const up = { name: 'a', status: 'UP' } as const;
  const down = { name: 'b', status: 'DOWN' } as const;

  it.each([
    [[up, up], 'OK'],
    [[up, down], 'Partially Available'],
    [[down, down], 'Unavailable'],
  ])('of %j is %s', (results, expected) => {
    expect(overallStatus(results)).toBe(expected);
  });

  it('counts a check that fails or takes too long as DOWN, and reports the reason aside', async () => {
    const reported: unknown[] = [];
    const report = (_name: string, error: unknown) => void reported.push(error);
    const failing = { name: 'a', find: () => Promise.reject(new Error('https://secret.example')) };
    const slow = { name: 'b', find: () => new Promise<undefined>(() => undefined) };
    const results = await Promise.all([failing, slow].map((check) => runCheck(check, 30, report)));
    expect(results.map(({ status }) => status)).toEqual(['DOWN', 'DOWN']);
    expect(JSON.stringify(results)).not.toContain('secret');
    expect(reported).toHaveLength(1);
  });
});
