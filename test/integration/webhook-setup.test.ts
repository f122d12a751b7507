import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postDeploy, startProcessor } from '../sandbox/processor.ts';
import { repository, runScript, type Service } from '../sandbox/service.ts';
import { card, linesOf, newShopper, useStack } from './support.ts';
import { deliver, eventOf } from './webhook.ts';

const stack = useStack();

interface Webhook {
  id: string;
  type: string;
  url: string;
  active: boolean;
  additionalSettings?: { includeEventCodes?: string[]; properties?: Record<string, boolean> };
}

const webhooks = async (): Promise<Webhook[]> => {
  const { adyen } = stack();
  const url = `${adyen.managementUrl}/v3/merchants/${adyen.merchantAccount}/webhooks?pageSize=100`;
  const answer = await fetch(url, { headers: { 'x-api-key': adyen.apiKey } });
  return ((await answer.json()) as { data: Webhook[] }).data;
};

/** A processor that has no key of its own, and the environment of its scripts. */
let processor: Service;
let environment: Record<string, string>;

const deploy = (changes: Record<string, string> = {}) => postDeploy({ ...environment, ...changes });

const undeploy = (changes: Record<string, string> = {}) =>
  runScript({
    cwd: join(repository, 'processor'),
    command: ['dist/pre-undeploy.js'],
    environment: { ...environment, ...changes },
  });

const keysInLogs = async (logs: string): Promise<boolean> => {
  const { value } = await stack().api.get<{ value: { webhooks: { hmacKeys: string[] }[] } }>(
    '/custom-objects/adyen-connector-webhooks/keys',
  );
  return value.webhooks.flatMap(({ hmacKeys }) => hmacKeys).some((key) => logs.includes(key));
};

beforeAll(async () => {
  const { adyen } = stack();
  adyen.control.setNotificationUrl(undefined);
  environment = {
    ...stack().environment,
    ADYEN_NOTIFICATION_HMAC_KEY: '',
    ADYEN_MANAGEMENT_API_KEY: adyen.apiKey,
    ADYEN_STORED_PAYMENT_METHODS_ENABLED: 'true',
  };
  processor = await startProcessor(environment);
  environment['CONNECT_SERVICE_URL'] = `${processor.url}/`;
});
afterAll(() => processor.stop());

const pay = async () => {
  const { sessionId } = await newShopper(stack(), { cart: { total: 4200 } });
  const answer = await fetch(`${processor.url}/payments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Session-Id': sessionId },
    body: JSON.stringify(card()),
  });
  return ((await answer.json()) as { paymentReference: string }).paymentReference;
};

const status = async () => {
  const jwt = await stack().commercetools.control.mintJwt();
  const answer = await fetch(`${processor.url}/operations/status`, {
    headers: { Authorization: `Bearer ${jwt}` },
  });
  return (await answer.json()) as {
    checks: { name: string; details?: { webhooks: Record<string, unknown>; capture?: string[] } }[];
  };
};

describe('post-deploy with a Management API key', () => {
  it('sets both webhooks up, so that a payment’s notification arrives without a second deployment', async () => {
    const logs = await deploy();
    const [standard, tokenization, ...others] = await webhooks();
    expect(others).toEqual([]);
    expect(standard).toMatchObject({ type: 'standard', active: true, url: `${processor.url}/notifications` });
    expect(standard?.additionalSettings?.includeEventCodes).toEqual(
      expect.arrayContaining([
        ...['AUTHORISATION', 'CAPTURE_FAILED', 'ORDER_CLOSED', 'AUTHORISATION_ADJUSTMENT', 'OFFER_CLOSED'],
        ...['SCHEME_ARBITRATION', 'DISPUTE_DEFENSE_PERIOD_ENDED', 'REPORT_AVAILABLE', 'ISSUER_COMMENTS'],
      ]),
    );
    expect(standard?.additionalSettings?.properties).toMatchObject({
      includeOriginalReferenceForChargebackReversed: true,
      includePaymentResultInOrderClosedNotification: true,
      includeCaptureDelayHours: true,
      includeRiskData: true,
    });
    expect(tokenization).toMatchObject({ active: true, url: `${processor.url}/notifications/tokenization` });
    expect(await keysInLogs(logs)).toBe(false);

    const paymentReference = await pay();
    await stack().adyen.control.whenIdle();
    expect(stack().adyen.control.deliveries().at(-1)).toMatchObject({ state: 'acknowledged' });
    expect(await linesOf(stack(), paymentReference)).toEqual(['Authorization Success 4200']);
    expect(await keysInLogs(processor.logs())).toBe(false);
  });

  it('changes nothing when it runs again', async () => {
    const before = await webhooks();
    const hmacCalls = () => stack().adyen.control.journal('/generateHmac$').length;
    const calls = hmacCalls();
    await deploy();
    expect((await webhooks()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(hmacCalls()).toBe(calls);
  });

  it.each([
    ['names', true],
    ['does not name', false],
  ])('does without what the account lacks, where Adyen %s it', async (_, namesRefusedSettings) => {
    const lacking = ['OFFER_CLOSED', 'includeRiskData'];
    stack().adyen.control.settings({ refusedWebhookSettings: lacking, namesRefusedSettings });
    const logs = await deploy();
    stack().adyen.control.settings({ refusedWebhookSettings: [] });
    expect(logs).toContain('OFFER_CLOSED, includeRiskData');
    const [standard] = await webhooks();
    const { includeEventCodes = [], properties = {} } = standard?.additionalSettings ?? {};
    expect(includeEventCodes).toContain('AUTHORISATION');
    expect(Object.keys(properties)).toContain('includeCaptureDelayHours');
    expect([...includeEventCodes, ...Object.keys(properties)]).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(OFFER_CLOSED|includeRiskData)$/)]),
    );
    await deploy();
  });

  it('lets operators see whether notifications arrive', async () => {
    const event = eventOf(stack(), await pay(), 'AUTHORISATION');
    const stranger = {
      ...stack(),
      call: (path: string, { body }: { body: unknown }) =>
        fetch(processor.url + path, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
    };
    await deliver(stranger as never, [event], { hexKey: 'ef'.repeat(32) });
    await stack().adyen.control.whenIdle();
    const { checks } = await status();
    const webhooksNow = checks.find(({ name }) => name === 'Adyen Status check')?.details?.webhooks;
    expect(webhooksNow).toMatchObject({
      lastReceivedAt: expect.stringMatching(/^20\d\d-/) as string,
      signatureFailures: expect.any(Number) as number,
      lastSignatureFailureAt: expect.stringMatching(/^20\d\d-/) as string,
    });
    expect(webhooksNow?.['ageSeconds']).toBeLessThan(60);
  });

  it('says where the account captures automatically and nothing is set, and the status does', async () => {
    expect(await deploy()).not.toContain('captures automatically');
    stack().adyen.control.settings({ captureDelay: 'immediate' });
    expect(await deploy()).toContain('captures automatically (immediate), but ADYEN_CAPTURE is not set');
    expect(await deploy({ ADYEN_CAPTURE: 'manual' })).not.toContain('captures automatically');
    const details = (await status()).checks.find(({ name }) => name === 'Adyen Status check')?.details;
    expect(details?.capture?.join()).toContain('captures automatically (immediate)');
    stack().adyen.control.settings({ captureDelay: 'manual' });
  });

  it('fails loudly, and says what to do, when Adyen refuses the key', async () => {
    const failure = await deploy({ ADYEN_MANAGEMENT_API_KEY: 'wr0ng-key' }).catch(String);
    expect(failure).toContain('exit code 1');
    expect(failure).toContain('ADYEN_MANAGEMENT_API_KEY');
    expect(failure).not.toContain('wr0ng-key');
  });

  it('fails loudly when it does not know where it is deployed', async () => {
    expect(await deploy({ CONNECT_SERVICE_URL: '' }).catch(String)).toContain('CONNECT_SERVICE_URL');
  });
});

describe('pre-undeploy', () => {
  it('leaves the webhooks to a person without a key', async () => {
    expect(
      await undeploy({ ADYEN_MANAGEMENT_API_KEY: '', ADYEN_NOTIFICATION_HMAC_KEY: 'ab'.repeat(32) }),
    ).toContain('Customer Area');
    expect((await webhooks()).every(({ active }) => active)).toBe(true);
  });

  it('does not fail when Adyen cannot be asked', async () => {
    expect(await undeploy({ ADYEN_MANAGEMENT_API_KEY: 'wr0ng-key' })).toContain('Customer Area');
  });

  it('deactivates them, and a new deployment activates them again', async () => {
    expect(await undeploy()).toContain('2 of Adyen');
    expect((await webhooks()).map(({ active }) => active)).toEqual([false, false]);
    await deploy();
    expect((await webhooks()).map(({ active }) => active)).toEqual([true, true]);
    const paymentReference = await pay();
    await stack().adyen.control.whenIdle();
    expect(await linesOf(stack(), paymentReference)).toEqual(['Authorization Success 4200']);
  });
});

describe('without a Management API key', () => {
  it('a processor needs a key for notifications', async () => {
    const cwd = join(repository, 'processor');
    const failure = await runScript({
      cwd,
      command: ['dist/main.js'],
      environment: { ...environment, ADYEN_MANAGEMENT_API_KEY: '' },
    }).catch(String);
    expect(failure).toContain('ADYEN_NOTIFICATION_HMAC_KEY is missing');
  });
});
