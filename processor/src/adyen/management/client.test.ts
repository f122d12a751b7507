import { afterEach, expect, it } from 'vitest';
import { startFakeServer, type FakeServer, type Reply } from '../../test-support/fake-server.ts';
import { merchantAccount } from '../../test-support/identifiers.ts';
import { createTransport } from '../../upstream/transport.ts';
import { createManagementClient, ManagementError } from './client.ts';

const { send } = createTransport();
let server: FakeServer;

const clientOf = async (json: unknown, ...failures: Reply[]) => {
  const reply: Reply = { status: 200, json };
  server = await startFakeServer(() => failures.shift() ?? reply);
  return createManagementClient({ managementUrl: server.url, managementApiKey: 'key' }, send);
};

afterEach(() => server.stop());

it('needs no more of an answer than the id', async () => {
  const client = await clientOf({ id: 'WH1' });
  expect(await client.create(merchantAccount('Shop'), { type: 'standard' })).toEqual({ id: 'WH1' });
  expect(await client.update(merchantAccount('Shop'), 'WH1', { active: false })).toEqual({ id: 'WH1' });
});

it('takes no content for no webhooks, and for a change that was made', async () => {
  const client = await clientOf({}, { status: 204 }, { status: 204 });
  expect(await client.list(merchantAccount('Shop'))).toEqual([]);
  expect(await client.update(merchantAccount('Shop'), 'WH1', { active: false })).toEqual({ id: 'WH1' });
});

it('says which words a refusal names, and repeats none of the others', async () => {
  const json = { detail: "Event code 'OFFER_CLOSED' of account secret-shop is not allowed" };
  const client = await clientOf({}, { status: 422, json });
  const refusal = await client.create(merchantAccount('Shop'), {}).catch((error: unknown) => error);
  if (!(refusal instanceof ManagementError)) throw new Error('It was not refused.');
  expect(refusal.named(['OFFER_CLOSED', 'CLOSED', 'CAPTURE'])).toEqual(['OFFER_CLOSED']);
  expect(JSON.stringify(refusal) + refusal.message).not.toContain('secret-shop');
});

it('lists webhooks of which little is said', async () => {
  const client = await clientOf({
    data: [{ id: 'WH1' }, { id: 'WH2', url: 'https://a.example', active: true }],
  });
  expect(await client.list(merchantAccount('Shop'))).toEqual([
    { id: 'WH1' },
    { id: 'WH2', url: 'https://a.example', active: true },
  ]);
});

it('fails without an id', async () => {
  const client = await clientOf({});
  await expect(client.create(merchantAccount('Shop'), {})).rejects.toThrow(ManagementError);
});

it('repeats what changes nothing', async () => {
  const client = await clientOf({ data: [] }, 'drop', { status: 502 });
  expect(await client.list(merchantAccount('Shop'))).toEqual([]);
  expect(server.seen).toHaveLength(3);
});

it.each<[Reply, number]>([
  ['drop', 0],
  [{ status: 503 }, 503],
])('does not repeat a change that may have happened: %j', async (failure, statusCode) => {
  const client = await clientOf({ id: 'WH1' }, failure);
  await expect(client.create(merchantAccount('Shop'), {})).rejects.toMatchObject({
    name: 'ManagementError',
    statusCode,
  });
  expect(server.seen).toHaveLength(1);
});
