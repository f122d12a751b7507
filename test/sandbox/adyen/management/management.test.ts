import { afterEach, beforeEach, expect, it } from 'vitest';
import { startAdyen, type EmbeddedAdyen } from '../index.ts';
import { merchantOf, startReceiver } from '../testing.ts';
import { signature, signedText } from '../webhooks/sign.ts';

let adyen: EmbeddedAdyen;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeEach(async () => {
  adyen = await startAdyen();
  adyen.control.settings({ webhookDelayMs: 1 });
  receiver = await startReceiver();
});
afterEach(async () => {
  receiver.stop();
  await adyen.stop();
});

const call = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(
    `${adyen.managementUrl}/v3/merchants/${adyen.merchantAccount}/webhooks${path}`,
    {
      method,
      headers: { 'content-type': 'application/json', 'x-api-key': adyen.apiKey },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    },
  );
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
};
const create = async (changes: Record<string, unknown> = {}) => {
  const { body } = await call('POST', '', {
    type: 'standard',
    url: receiver.url,
    active: true,
    communicationFormat: 'json',
    ...changes,
  });
  return String(body['id']);
};

it('creates a webhook that is sent, signed with the key that was generated for it', async () => {
  const id = await create({ additionalSettings: { includeEventCodes: ['AUTHORISATION'] } });
  const { body } = await call('POST', `/${id}/generateHmac`);
  const { body: payment } = await merchantOf(adyen).pay();
  await merchantOf(adyen).modify(payment['pspReference'], 'cancels');
  await adyen.control.whenIdle();
  const items = receiver.items();
  expect(items.map(({ eventCode }) => eventCode)).toEqual(['AUTHORISATION']);
  const [item] = items;
  expect(item?.additionalData['hmacSignature']).toBe(
    item && signature(signedText(item), String(body['hmacKey'])),
  );
});

it('lists, changes, tests and removes webhooks', async () => {
  const id = await create();
  expect((await call('GET', '')).body).toMatchObject({
    itemsTotal: 1,
    data: [{ id, active: true, hasPassword: false }],
  });
  expect((await call('POST', `/${id}/test`, { types: ['AUTHORISATION'] })).body).toMatchObject({
    data: [{ status: 'success', output: '[accepted]', responseCode: '200' }],
  });
  receiver.bodies.length = 0;
  expect((await call('PATCH', `/${id}`, { active: false })).body).toMatchObject({ id, active: false });
  await merchantOf(adyen).pay();
  await adyen.control.whenIdle();
  expect(receiver.bodies).toEqual([]);
  expect((await call('DELETE', `/${id}`)).status).toBe(204);
  expect((await call('GET', `/${id}`)).status).toBe(404);
});

it('refuses what is not of the documented form', async () => {
  expect(
    (await call('POST', '', { type: 'standard', url: 'nowhere', active: true, communicationFormat: 'json' }))
      .status,
  ).toBe(422);
  expect(
    (
      await call('POST', '', {
        type: 'standard',
        url: receiver.url,
        activ: true,
        communicationFormat: 'json',
      })
    ).status,
  ).toBe(400);
});
