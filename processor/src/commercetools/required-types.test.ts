import type { PaymentUpdateAction, Type, TypeDraft } from '@commercetools/platform-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../config/load-config.ts';
import { createDependencies, type Dependencies } from '../dependencies.ts';
import { TRANSACTION_TYPE_KEY } from '../ledger/update-actions.ts';
import { createLogger } from '../logging/logger.ts';
import { minimalEnvironment } from '../test-support/environment.ts';
import {
  projectKey,
  startFakeCommercetools,
  type FakeCommercetools,
} from '../test-support/fake-commercetools.ts';
import type { Reply, SeenRequest } from '../test-support/fake-server.ts';
import { customTypes } from './custom-types.ts';
import { commercetoolsFailure } from './failure.ts';
import { createRequiredTypes, typeKeysOf, type RequiredTypes } from './required-types.ts';

const CARD_TYPE_KEY = 'commercetools-checkout-card-details';

const actions: PaymentUpdateAction[] = [
  {
    action: 'addTransaction',
    transaction: {
      type: 'Charge',
      amount: { centAmount: 1, currencyCode: 'EUR' },
      custom: { type: { typeId: 'type', key: TRANSACTION_TYPE_KEY }, fields: { facts: ['requested'] } },
    },
  },
];

const refusal = (...errors: object[]) => commercetoolsFailure(400, { statusCode: 400, errors });
const absent = refusal({
  code: 'ReferencedResourceNotFound',
  message: `The referenced object of type 'type' with key '${TRANSACTION_TYPE_KEY}' was not found.`,
  typeId: 'type',
  key: TRANSACTION_TYPE_KEY,
});
const lacking = refusal({ code: 'InvalidField', field: 'adyenConnectorCharge', message: 'Not defined.' });
const other = refusal({ code: 'InvalidOperation', message: 'Something else.' });

let fake: FakeCommercetools;
let dependencies: Dependencies;
let existing: Map<string, TypeDraft>;
let types: RequiredTypes;
let now: Date;
let logged: Record<string, unknown>[];

const answerTypes = ({ method, path, body }: SeenRequest): Reply | undefined => {
  const match = new RegExp(`^/${projectKey}/types(?:/key=(.*))?$`).exec(path);
  if (!match) return undefined;
  if (method === 'POST' && match[1] === undefined) {
    const created = JSON.parse(body) as TypeDraft;
    existing.set(created.key, created);
    return { status: 201, json: { ...created, version: 1 } };
  }
  const type = existing.get(match[1] ?? '');
  if (!type) return { status: 404, json: { statusCode: 404 } };
  if (method === 'GET') return { status: 200, json: { ...type, version: 1 } };
  const added = (JSON.parse(body) as { actions: { fieldDefinition: Type['fieldDefinitions'][number] }[] })
    .actions;
  const fieldDefinitions = [
    ...(type.fieldDefinitions ?? []),
    ...added.map(({ fieldDefinition }) => fieldDefinition),
  ];
  existing.set(type.key, { ...type, fieldDefinitions });
  return { status: 200, json: { ...type, version: 2, fieldDefinitions } };
};

beforeEach(async () => {
  existing = new Map();
  now = new Date('2026-01-01T00:00:00Z');
  logged = [];
  fake = await startFakeCommercetools();
  fake.intercept = answerTypes;
  const logger = createLogger({
    level: 'debug',
    sink: (entry) => logged.push(entry),
  });
  dependencies = createDependencies(loadConfig(minimalEnvironment(fake.url)), logger);
  types = createRequiredTypes({ client: dependencies.commercetools, logger, now: () => now });
});

afterEach(async () => {
  await dependencies.close();
  await fake.stop();
});

/** Writes once for each failure, in turn, and then without one. @returns how often it was written */
const writes = async (...failures: Error[]): Promise<number> => {
  let count = 0;
  await types.write(actions, () => {
    const failure = failures[count];
    count += 1;
    return failure ? Promise.reject(failure) : Promise.resolve();
  });
  return count;
};

const draftOf = (key: string): TypeDraft => {
  const draft = customTypes.find((type) => type.key === key);
  if (!draft) throw new Error('There is no such type.');
  return draft;
};

const calls = () => fake.count(/\/types/);

/** Writes as a project does whose type has these fields. @returns the field names of each try */
const namesTried = async (): Promise<string[][]> => {
  const tried: string[][] = [];
  await types.write(actions, (body) => {
    const [action] = body;
    const names =
      action?.action === 'addTransaction' ? Object.keys(action.transaction.custom?.fields ?? {}) : [];
    tried.push(names);
    const defined = existing.get(TRANSACTION_TYPE_KEY)?.fieldDefinitions ?? [];
    const unknown = names.find((name) => !defined.some((field) => field.name === name));
    return unknown === undefined ? Promise.resolve() : Promise.reject(other);
  });
  return tried;
};

describe('in a project that has our type of an earlier version', () => {
  const bare = ['facts', 'reason', 'eventDate', 'reference', 'outcome', 'requestDigest', 'order', 'charge'];

  beforeEach(() => {
    const { fieldDefinitions = [], ...draft } = draftOf(TRANSACTION_TYPE_KEY);
    const renamed = bare.map(
      (name, index) => ({ ...fieldDefinitions[index], name }) as Type['fieldDefinitions'][number],
    );
    existing.set(TRANSACTION_TYPE_KEY, { ...draft, fieldDefinitions: renamed });
  });

  it('writes under the names that the type has, and finds them out once', async () => {
    expect(await namesTried()).toEqual([['adyenConnectorFacts'], ['facts']]);
    expect(await namesTried()).toEqual([['facts']]);
    const names = existing.get(TRANSACTION_TYPE_KEY)?.fieldDefinitions?.map(({ name }) => name) ?? [];
    expect(names.slice(0, bare.length)).toEqual(bare);
    expect(names).toContain('adyenConnectorCart');
    expect(names).not.toContain('adyenConnectorFacts');
  });

  it('does so for writes that find it out together', async () => {
    const tried = await Promise.all([namesTried(), namesTried(), namesTried()]);
    expect(tried.map((names) => names.at(-1))).toEqual([['facts'], ['facts'], ['facts']]);
  });
});

describe('a write that carries our custom fields', () => {
  it('costs nothing where the type is there', async () => {
    expect(await writes()).toBe(1);
    expect(calls()).toBe(0);
  });

  it.each<[string, Error]>([
    ['ReferencedResourceNotFound of the type', absent],
    ['ResourceNotFound without a word more', refusal({ code: 'ResourceNotFound', message: 'Not found.' })],
    [
      'a message that names the type',
      refusal({
        code: 'InvalidOperation',
        message: `The type with the key '${TRANSACTION_TYPE_KEY}' was not found`,
      }),
    ],
  ])('creates the type that is missing, and writes again: %s', async (_name, failure) => {
    expect(await writes(failure)).toBe(2);
    expect([...existing.keys()]).toEqual([TRANSACTION_TYPE_KEY]);
    expect(logged.at(-1)?.['message']).toBe(`The custom type ${TRANSACTION_TYPE_KEY} was created.`);
  });

  it('writes again where another instance has created the type meanwhile', async () => {
    existing.set(TRANSACTION_TYPE_KEY, draftOf(TRANSACTION_TYPE_KEY));
    expect(await writes(absent)).toBe(2);
    expect(calls()).toBe(1);
  });

  it('looks again as soon as the type is missing again', async () => {
    await writes(absent);
    existing.clear();
    expect(await writes(absent)).toBe(2);
    expect(existing.size).toBe(1);
  });

  it('is written twice at most', async () => {
    await expect(writes(absent, absent)).rejects.toBe(absent);
  });

  it('shares the creation with the writes beside it', async () => {
    await Promise.all([writes(absent), writes(absent), writes(absent)]);
    expect(calls()).toBe(2);
  });

  it('adds the fields that the type lacks', async () => {
    const draft = draftOf(TRANSACTION_TYPE_KEY);
    for (const failure of [lacking, other]) {
      existing.set(draft.key, { ...draft, fieldDefinitions: (draft.fieldDefinitions ?? []).slice(0, 2) });
      now = new Date(now.getTime() + 60_000);
      expect(await writes(failure)).toBe(2);
      expect(existing.get(draft.key)?.fieldDefinitions).toHaveLength(draft.fieldDefinitions?.length ?? 0);
    }
  });

  it('fails as commercetools said where the type has everything, which is read once a minute', async () => {
    existing.set(TRANSACTION_TYPE_KEY, draftOf(TRANSACTION_TYPE_KEY));
    for (const [seconds, expected] of [
      [0, 1],
      [59, 1],
      [61, 2],
    ] as const) {
      now = new Date(Date.parse('2026-01-01T00:00:00Z') + seconds * 1000);
      await expect(writes(other)).rejects.toBe(other);
      expect(calls()).toBe(expected);
    }
  });

  it.each<[string, Error]>([
    ['a key that is taken', refusal({ code: 'DuplicateField', field: 'key', message: 'x' })],
    ['a conflict', commercetoolsFailure(409, { errors: [{ code: 'ConcurrentModification' }] })],
    ['a scope', commercetoolsFailure(403, { errors: [{ code: 'insufficient_scope' }] })],
  ])('fails as commercetools said for another reason: %s', async (_name, failure) => {
    await expect(writes(failure)).rejects.toBe(failure);
    expect(calls()).toBe(0);
  });

  it('is nobody’s concern here when it names none of our types', async () => {
    const write = () =>
      types.write({ type: { typeId: 'type', key: 'theirs' } }, () => Promise.reject(absent));
    await expect(write()).rejects.toBe(absent);
    expect(calls()).toBe(0);
  });

  it.each([403, 400])('is a configuration fault where the type cannot be created: %d', async (status) => {
    fake.intercept = (request) =>
      request.method === 'POST' && request.path.endsWith('/types') ? { status } : answerTypes(request);
    await expect(writes(absent)).rejects.toMatchObject({ statusCode: 503, code: 'ConfigurationFault' });
    expect(logged.at(-1)).toMatchObject({ code: 'CustomTypeMissing', type: TRANSACTION_TYPE_KEY });
    expect(logged.at(-1)?.['message']).toMatch(/connector:post-deploy.*manage_types/);
  });

  it('is a configuration fault where the type cannot be made into ours', async () => {
    existing.set(TRANSACTION_TYPE_KEY, { ...draftOf(TRANSACTION_TYPE_KEY), resourceTypeIds: ['order'] });
    await expect(writes(absent)).rejects.toMatchObject({
      code: 'ConfigurationFault',
      privateMessage: expect.stringContaining('not for transaction') as string,
    });
  });

  it('fails as before where only a doubtful type may not be read', async () => {
    fake.intercept = ({ path }) => (path.includes('/types') ? { status: 403 } : undefined);
    await expect(writes(other)).rejects.toBe(other);
    await expect(writes(lacking)).rejects.toMatchObject({ code: 'ConfigurationFault' });
  });

  it('passes on that commercetools cannot be used now', async () => {
    fake.intercept = ({ path }) => (path.includes('/types') ? { status: 503 } : undefined);
    await expect(writes(absent)).rejects.toMatchObject({ statusCode: 503 });
    await expect(writes(absent)).rejects.not.toHaveProperty('code', 'ConfigurationFault');
    await expect(writes(other)).rejects.not.toBe(other);
  });
});

it('the types of a body are found however deep they stand', () => {
  expect([...typeKeysOf(actions)]).toEqual([TRANSACTION_TYPE_KEY]);
  const field = { action: 'setTransactionCustomField', transactionId: 't', name: 'facts', value: ['x'] };
  expect([...typeKeysOf([field])]).toEqual([TRANSACTION_TYPE_KEY]);
  const details = {
    action: 'setMethodInfoCustomType',
    type: { typeId: 'type', key: CARD_TYPE_KEY },
    fields: {},
  };
  expect([...typeKeysOf({ transactions: actions, other: [details] })]).toEqual([
    TRANSACTION_TYPE_KEY,
    CARD_TYPE_KEY,
  ]);
  for (const none of [undefined, null, 'type', { typeId: 'cart', key: 'k' }, { typeId: 'type', id: 'i' }]) {
    expect(typeKeysOf(none).size).toBe(0);
  }
});
