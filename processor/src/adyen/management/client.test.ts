import { afterEach, expect, it } from 'vitest';
import { startFakeServer, type FakeServer, type Reply } from '../../test-support/fake-server.ts';
import { createManagementClient, ManagementError } from './client.ts';

let server: FakeServer;

const clientOf = async (json: unknown) => {
  const reply: Reply = { status: 200, json };
  server = await startFakeServer(() => reply);
  return createManagementClient({ managementUrl: server.url, managementApiKey: 'key' });
};

afterEach(() => server.stop());

it('needs no more of an answer than the id', async () => {
  const client = await clientOf({ id: 'WH1' });
  expect(await client.create('Shop', { type: 'standard' })).toEqual({ id: 'WH1' });
  expect(await client.update('Shop', 'WH1', { active: false })).toEqual({ id: 'WH1' });
});

it('lists webhooks of which little is said', async () => {
  const client = await clientOf({
    data: [{ id: 'WH1' }, { id: 'WH2', url: 'https://a.example', active: true }],
  });
  expect(await client.list('Shop')).toEqual([
    { id: 'WH1' },
    { id: 'WH2', url: 'https://a.example', active: true },
  ]);
});

it('fails without an id', async () => {
  const client = await clientOf({});
  await expect(client.create('Shop', {})).rejects.toThrow(ManagementError);
});
