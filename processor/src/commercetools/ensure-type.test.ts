import type { Type, TypeDraft } from '@commercetools/platform-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customTypes } from './custom-types.ts';
import { loadConfig } from '../config/load-config.ts';
import { createDependencies, type Dependencies } from '../dependencies.ts';
import { createLogger } from '../logging/logger.ts';
import { minimalEnvironment } from '../test-support/environment.ts';
import {
  projectKey,
  startFakeCommercetools,
  type FakeCommercetools,
} from '../test-support/fake-commercetools.ts';
import type { Reply, SeenRequest } from '../test-support/fake-server.ts';
import { ensureType, UnusableTypeError } from './ensure-type.ts';

const draft: TypeDraft = {
  key: 'a-type',
  name: { en: 'A type' },
  resourceTypeIds: ['transaction'],
  fieldDefinitions: ['first', 'second'].map((name) => ({
    name,
    label: { en: name },
    required: false,
    type: { name: 'Set', elementType: { name: 'String' } },
  })),
};

let fake: FakeCommercetools;
let dependencies: Dependencies;
let types: Map<string, Type>;

const answerTypes = ({ method, path, body }: SeenRequest): Reply | undefined => {
  const key = new RegExp(`^/${projectKey}/types(?:/key=(.*))?$`).exec(path);
  if (!key) return undefined;
  if (method === 'POST' && key[1] === undefined) {
    const created = JSON.parse(body) as TypeDraft;
    if (types.has(created.key))
      return { status: 400, json: { errors: [{ code: 'DuplicateField', field: 'key' }] } };
    types.set(created.key, { ...created, version: 1 } as Type);
    return { status: 201, json: types.get(created.key) };
  }
  const type = types.get(key[1] ?? '');
  if (!type) return { status: 404, json: { statusCode: 404 } };
  if (method === 'GET') return { status: 200, json: type };
  const { version, actions } = JSON.parse(body) as {
    version: number;
    actions: { fieldDefinition: unknown }[];
  };
  if (version !== type.version)
    return { status: 409, json: { errors: [{ code: 'ConcurrentModification' }] } };
  const fieldDefinitions = [
    ...type.fieldDefinitions,
    ...actions.map(({ fieldDefinition }) => fieldDefinition),
  ];
  types.set(type.key, { ...type, version: version + 1, fieldDefinitions } as Type);
  return { status: 200, json: types.get(type.key) };
};

beforeEach(async () => {
  types = new Map();
  fake = await startFakeCommercetools();
  fake.intercept = answerTypes;
  const logger = createLogger({ level: 'error', sink: () => undefined });
  dependencies = createDependencies(loadConfig(minimalEnvironment(fake.url)), logger);
});

afterEach(async () => {
  await dependencies.close();
  await fake.stop();
});

const ensure = (type: TypeDraft = draft) =>
  ensureType(dependencies.commercetools, type).then(({ outcome }) => outcome);
const fieldNames = () => types.get('a-type')?.fieldDefinitions.map(({ name }) => name);

describe('ensureType', () => {
  it('creates what is missing, and then leaves it alone', async () => {
    expect([await ensure(), await ensure()]).toEqual(['created', 'unchanged']);
    expect(types.get('a-type')?.version).toBe(1);
  });

  it('adds missing fields and keeps those of others', async () => {
    const theirs = {
      name: 'theirs',
      label: { en: 'x' },
      required: false,
      type: { name: 'Boolean' as const },
    };
    await ensure({ ...draft, fieldDefinitions: [theirs, ...(draft.fieldDefinitions ?? []).slice(0, 1)] });
    expect(await ensure()).toBe('extended');
    expect(fieldNames()).toEqual(['theirs', 'first', 'second']);
  });

  it('may run in several deployments at once', async () => {
    const outcomes = await Promise.all([ensure(), ensure(), ensure()]);
    expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
    types.set('a-type', { ...draft, version: 7, fieldDefinitions: [] } as unknown as Type);
    await Promise.all([ensure(), ensure(), ensure()]);
    expect(fieldNames()).toEqual(['first', 'second']);
    expect(types.get('a-type')?.version).toBe(8);
  });

  it.each([
    ['belongs to other resources', { ...draft, resourceTypeIds: ['order'] }, 'not for transaction'],
    [
      'has a field of another type',
      {
        ...draft,
        fieldDefinitions: [
          {
            name: 'first',
            label: { en: 'x' },
            required: false,
            type: { name: 'Set', elementType: { name: 'Number' } },
          },
        ],
      },
      'is Set of Number and must be Set of String',
    ],
  ])('says what to do when the type %s', async (_what, existing, message) => {
    types.set('a-type', { ...existing, version: 1 } as unknown as Type);
    const failure = await ensure().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnusableTypeError);
    expect((failure as Error).message).toContain(message);
  });

  it('says what to do when the type demands a field', async () => {
    const [field] = draft.fieldDefinitions ?? [];
    for (const name of ['first', 'theirs']) {
      types.set('a-type', {
        ...draft,
        version: 1,
        fieldDefinitions: [{ ...field, name, required: true }],
      } as unknown as Type);
      const failure = await ensure().catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(UnusableTypeError);
      expect((failure as Error).message).toContain(`The field ${name} of the custom type a-type is required`);
    }
  });

  it('passes on what commercetools refuses', async () => {
    fake.intercept = ({ path }) => (path.includes('/types') ? { status: 403 } : undefined);
    await expect(ensure()).rejects.toMatchObject({ statusCode: 403 });
  });
});

describe('the custom types', () => {
  it('have only optional fields on transactions, so that no write can fail for want of one', () => {
    const own = customTypes.find(({ key }) => key === 'adyen-connector-transaction');
    expect(own?.resourceTypeIds).toEqual(['transaction']);
    expect(own?.fieldDefinitions?.map(({ name, required }) => [name, required])).toEqual(
      [
        'facts',
        'reason',
        'eventDate',
        'reference',
        'outcome',
        'requestDigest',
        'order',
        'charge',
        'cart',
        'createdBy',
        'threeDSVersion',
        'threeDSResult',
        'liabilityShift',
        'avsResult',
        'cvcResult',
        'fraudScore',
        'merchantAdvice',
        'authorisationType',
        'adjustData',
        'adjustedWith',
        'disputeStatus',
        'disputeReason',
        'disputeReasonCode',
        'disputeScheme',
        'disputeDeadline',
        'disputeDefendable',
        'manualReview',
        'fraudAlert',
        'flags',
      ].map((name) => [`adyenConnector${name.charAt(0).toUpperCase()}${name.slice(1)}`, false]),
    );
  });

  it('are all created by one run', async () => {
    for (const type of customTypes) await ensure(type);
    expect([...types.keys()]).toEqual([
      'adyen-connector-transaction',
      'commercetools-checkout-card-details',
      'commercetools-checkout-sepa-details',
      'commercetools-checkout-payment-interface-interaction',
    ]);
  });
});
