import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { startCommercetools } from '../index.ts';

interface ConnectYaml {
  readonly deployAs: readonly {
    readonly name: string;
    readonly configuration?: {
      readonly standardConfiguration: readonly { readonly key: string; readonly description: string }[];
    };
  }[];
}

const described = (): string[] => {
  const file = new URL('../../../../connect.yaml', import.meta.url);
  const { deployAs } = parse(readFileSync(file, 'utf8')) as ConnectYaml;
  const processor = deployAs.find(({ name }) => name === 'processor');
  const entry = processor?.configuration?.standardConfiguration.find(({ key }) => key === 'CTP_CLIENT_ID');
  return entry?.description.match(/\b[a-z]+(_[a-z]+)+\b/g) ?? [];
};

test("the processor's client holds the scopes that connect.yaml names, and no other", async () => {
  const ct = await startCommercetools();
  const { url, projectKey, clientId, clientSecret } = ct;
  const response = await fetch(`${url}/oauth/token?grant_type=client_credentials`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
  });
  await ct.stop();
  const { scope } = (await response.json()) as { scope: string };
  const named = described().map((name) => `${name}:${projectKey}`);
  expect(named).toHaveLength(10);
  expect(scope.split(' ').toSorted()).toEqual(named.toSorted());
});
