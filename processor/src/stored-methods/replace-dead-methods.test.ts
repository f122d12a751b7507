import type { PaymentMethod, PaymentMethodUpdateAction } from '@commercetools/platform-sdk';
import { describe, expect, it } from 'vitest';
import { toMerchantAccount } from '../identifiers.ts';
import { fc } from '../test-support/properties.ts';
import type { PaymentDependencies } from '../use-case.ts';
import type { TokenAtAdyen } from './adyen-details.ts';
import { replaceDeadMethods } from './replace-dead-methods.ts';

const ACCOUNT = toMerchantAccount('Shop');
const VISA = { brand: 'Visa', lastFour: '1111', expiryMonth: 3, expiryYear: 2030 };

interface Given {
  readonly token: string;
  readonly second?: number;
  readonly isDefault?: boolean;
  readonly name?: string | undefined;
  readonly fields?: object | undefined;
  readonly account?: string | undefined;
  readonly status?: string;
}

const method = (given: Given) =>
  ({
    id: `id-${given.token}`,
    createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, given.second ?? 0)).toISOString(),
    default: given.isDefault ?? false,
    paymentMethodStatus: given.status ?? 'Active',
    interfaceAccount: 'account' in given ? given.account : ACCOUNT,
    token: { value: given.token },
    ...(given.name !== undefined && { name: { en: given.name } }),
    ...(given.fields && { custom: { type: { typeId: 'type', id: 'card' }, fields: given.fields } }),
  }) as unknown as PaymentMethod;

const changed = (before: PaymentMethod, actions: readonly PaymentMethodUpdateAction[]): PaymentMethod => {
  const after: Record<string, unknown> = { ...before };
  for (const action of actions) {
    if (action.action === 'setDefault') after['default'] = action.default;
    if (action.action === 'setName') after['name'] = action.name;
    if (action.action === 'setCustomType') after['custom'] = { type: action.type, fields: action.fields };
  }
  return after as unknown as PaymentMethod;
};

const worldOf = (methods: readonly PaymentMethod[]) => {
  const stored = new Map(methods.map((one) => [one.id, one]));
  const removed: unknown[] = [];
  let left = Infinity;
  const writing = (write: () => unknown) => {
    left -= 1;
    return left < 0 ? Promise.reject(new Error('gone')) : Promise.resolve(write());
  };
  const deps = {
    config: { adyen: { merchantAccount: ACCOUNT }, storedPaymentMethods: { paymentInterface: 'adyen' } },
    logger: { warn: () => undefined },
    now: () => new Date(),
    customObjects: {
      change: (_container: string, key: string, decide: (value: unknown) => unknown) =>
        writing(() => removed.push([key, decide(undefined)])),
    },
    paymentMethods: {
      update: (one: PaymentMethod, actionsOf: (current: PaymentMethod) => PaymentMethodUpdateAction[]) => {
        const before = stored.get(one.id) ?? one;
        const actions = actionsOf(before);
        if (actions.length === 0) return Promise.resolve(before);
        return writing(() => {
          const after = changed(before, actions);
          if (after.default) stored.forEach((other, id) => stored.set(id, { ...other, default: false }));
          stored.set(one.id, after);
          return after;
        });
      },
      remove: (one: PaymentMethod) => writing(() => stored.delete(one.id)),
    },
  };
  return {
    removed,
    methods: () => [...stored.values()],
    /** @param writes how many succeed before commercetools is gone */
    run: (tokens: ReadonlyMap<string, TokenAtAdyen>, writes = Infinity) => {
      left = writes;
      const shopper = { shopperReference: 'customer-1', merchantAccount: ACCOUNT };
      const all = [...stored.values()];
      return replaceDeadMethods(deps as unknown as PaymentDependencies, { ...shopper, tokens, methods: all });
    },
  };
};

const listing = (tokens: Readonly<Record<string, object>>): ReadonlyMap<string, TokenAtAdyen> =>
  new Map(Object.entries(tokens).map(([token, details]) => [token, { type: 'scheme', details }]));

const dead = { token: 'OLD', isDefault: true, name: 'Work', fields: { ...VISA, bin: '411111' } };
const idsOf = (methods: readonly PaymentMethod[]) => methods.map(({ id }) => id);

describe('a method whose token Adyen lists no more', () => {
  it('is replaced by the one of the same card, which takes over what the shopper chose', async () => {
    const world = worldOf([method(dead), method({ token: 'NEW', second: 1, fields: VISA })]);
    const methods = await world.run(listing({ NEW: VISA }));
    expect(methods).toEqual(world.methods());
    expect(methods).toMatchObject([
      { id: 'id-NEW', default: true, name: { en: 'Work' }, custom: { fields: { ...VISA, bin: '411111' } } },
    ]);
    expect(world.removed).toEqual([
      [expect.stringMatching(/^adyen-/), { customerId: 'customer-1', at: expect.any(String) as string }],
    ]);
  });

  const successor: Given = { token: 'NEW', second: 1 };
  it.each<[string, Given, Given, object]>([
    ['the successor is of another card', dead, successor, { ...VISA, lastFour: '4242' }],
    ['Adyen does not say when the successor expires', dead, successor, { ...VISA, expiryYear: undefined }],
    ['its own details are not known', { ...dead, fields: undefined }, successor, VISA],
    ['it names no merchant account', { ...dead, account: undefined }, successor, VISA],
    ['it is of another merchant account', { ...dead, account: 'AnotherShop' }, successor, VISA],
    ['the merchant has switched it off', { ...dead, isDefault: false, status: 'Inactive' }, successor, VISA],
    ['it is the younger one: Adyen may not list it yet', { ...dead, second: 2 }, successor, VISA],
  ])('stays where %s', async (_where, old, other, details) => {
    const before = [method(old), method(other)];
    const world = worldOf(before);
    expect(await world.run(listing({ NEW: details }))).toEqual(before);
    expect(world.methods()).toEqual(before);
  });

  it('stays where two could be its successor', async () => {
    const world = worldOf([dead, successor, { token: 'NEW2', second: 2 }].map(method));
    await world.run(listing({ NEW: VISA, NEW2: VISA }));
    expect(world.methods()).toHaveLength(3);
  });
});

const card = fc.constantFrom(VISA, { ...VISA, lastFour: '4242' }, undefined);
const someMethods = fc.uniqueArray(
  fc.record({
    token: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
    second: fc.integer({ min: 0, max: 3 }),
    fields: card,
    account: fc.constantFrom<string | undefined>(ACCOUNT, ACCOUNT, undefined, 'AnotherShop'),
    name: fc.constantFrom(undefined, 'Work'),
  }),
  { selector: ({ token }) => token, minLength: 1 },
);

it('removes nothing that can be paid with, leaves the default, and ends the same after a crash', async () => {
  await fc.assert(
    fc.asyncProperty(
      someMethods,
      fc.subarray(['A', 'B', 'C', 'D', 'E']),
      fc.nat(4),
      fc.integer({ min: 0, max: 6 }),
      async (given, alive, chosen, writes) => {
        const before = given.map((one, index) =>
          method({ ...one, isDefault: index === chosen % given.length }),
        );
        const tokens = listing(
          Object.fromEntries(
            given.flatMap((one) => (alive.includes(one.token) ? [[one.token, one.fields ?? {}]] : [])),
          ),
        );
        const [straight, crashed] = [worldOf(before), worldOf(before)];
        await straight.run(tokens);
        await crashed.run(tokens, writes);
        expect(crashed.methods().filter((one) => one.default)).toHaveLength(1);
        await crashed.run(tokens);
        expect(crashed.methods()).toEqual(straight.methods());
        const left = idsOf(straight.methods());
        const usable = before.filter(({ token }) => tokens.has(token?.value ?? ''));
        expect(left).toEqual(expect.arrayContaining(idsOf(usable)));
        expect(straight.methods().filter((one) => one.default)).toHaveLength(1);
      },
    ),
    { numRuns: 1000 },
  );
});
