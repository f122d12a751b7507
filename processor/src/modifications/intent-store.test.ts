import type { Payment, PaymentUpdateAction } from '@commercetools/platform-sdk';
import { describe, expect, test } from 'vitest';
import type { RequestIdentity } from '../ledger/request-identity.ts';
import { applyActions, paymentOf } from '../ledger/test-payment.ts';
import { idempotencyKey } from '../test-support/identifiers.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { createCallersWaiting } from './callers-waiting.ts';
import { findOwnIntent, storeIntent, type StoredIntent } from './intent-store.ts';
import { identityOfKey } from './key-identity.ts';
import { usualLimits } from './test-intents.ts';

const EUR = { centAmount: 1000, currencyCode: 'EUR' };
const authorised = paymentOf(EUR, [{ state: 'Success', interactionId: 'A1', interfaceId: 'A1' }]);
const amount = { centAmount: 200, currencyCode: 'EUR' };

/** What another process has written, so long ago. */
const intentOfAnother = (secondsAgo: number, ...facts: string[]): PaymentUpdateAction => ({
  action: 'addTransaction',
  transaction: {
    type: 'Charge',
    state: 'Initial',
    amount,
    timestamp: new Date(Date.now() - secondsAgo * 1000).toISOString(),
    custom: {
      type: { typeId: 'type', key: 'any' },
      fields: {
        facts: ['requested', ...facts],
        requestDigest: 'unkeyed-00000000-0000-0000-0000-000000000001-00000000-0000-0000-0000-000000000002',
      },
    },
  },
});

/** What an earlier version has written without custom fields. */
const answeredEarlier = (interactionId: string): PaymentUpdateAction => ({
  action: 'addTransaction',
  transaction: { type: 'Charge', state: 'Pending', amount, interactionId },
});

/** A store in which others write before the nth of our writes is carried out, or at a read. */
class Store {
  payment: Payment = authorised;
  readonly objects = new Map<string, unknown>();
  readonly callers = createCallersWaiting('00000000-0000-0000-0000-00000000000a');
  readonly asked: string[] = [];
  reads = 0;
  writes = 0;
  readonly #before: Map<number, PaymentUpdateAction>;
  readonly #atRead: Map<number, PaymentUpdateAction>;

  constructor(
    before: Record<number, PaymentUpdateAction> = {},
    atRead: Record<number, PaymentUpdateAction> = {},
  ) {
    this.#before = new Map(Object.entries(before).map(([at, action]) => [Number(at), action]));
    this.#atRead = new Map(Object.entries(atRead).map(([at, action]) => [Number(at), action]));
  }

  get deps(): PaymentDependencies {
    return {
      now: () => new Date(),
      callers: this.callers,
      payments: {
        update: async (...args: Parameters<Store['update']>) => this.update(...args),
        get: () => this.get(),
      },
      customObjects: {
        get: (container: string, key: string) => {
          this.asked.push(`${container} ${key}`);
          return Promise.resolve(this.objects.get(key));
        },
      },
      config: usualLimits,
    } as unknown as PaymentDependencies;
  }

  update(given: Payment, decide: (payment: Payment) => PaymentUpdateAction[]): Promise<Payment> {
    let current = given;
    for (;;) {
      const actions = decide(current);
      if (actions.length === 0) return Promise.resolve(current);
      this.writes += 1;
      this.#meddle(this.#before.get(this.writes));
      if (this.payment.version === current.version) {
        this.payment = applyActions(current, actions);
        return Promise.resolve(this.payment);
      }
      current = this.payment;
    }
  }

  get(): Promise<Payment> {
    this.reads += 1;
    this.#meddle(this.#atRead.get(this.reads));
    return Promise.resolve(this.payment);
  }

  #meddle(action: PaymentUpdateAction | undefined): void {
    if (action) this.payment = applyActions(this.payment, [action]);
  }
}

const never = new Promise<void>(() => undefined);

const write = (store: Store): Promise<StoredIntent> =>
  store.callers.wait(never, (identity) =>
    storeIntent(store.deps, store.payment, { kind: 'capture', amount, identity }),
  );

const key = identityOfKey(idempotencyKey('key'));
const digest = '2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683';
const writeKeyed = (store: Store, centAmount = 200, given = store.payment): Promise<StoredIntent> =>
  storeIntent(store.deps, given, { kind: 'capture', amount: { ...amount, centAmount }, identity: key });

const answered: PaymentUpdateAction = {
  action: 'setTransactionCustomField',
  transactionId: 'transaction-1',
  name: 'facts',
  value: ['requested', 'accepted', 'answered'],
};

describe('without a key', () => {
  test('an equal intent that another process has just written is waited for, also when it comes in between', async () => {
    const store = new Store({ 1: intentOfAnother(0) }, { 2: answered });
    const { intent } = await write(store);
    expect(intent.id).toBe('transaction-2');
    expect(store.reads).toBe(2);
  });

  test('what another process has not answered in time was cut off', async () => {
    const store = new Store({ 1: intentOfAnother(2.7) });
    const { intent, payment } = await write(store);
    expect(intent.id).toBe('transaction-1');
    expect(payment.transactions).toHaveLength(2);
    expect(store.reads).toBeGreaterThan(0);
  });

  test.each([
    ['an old one is continued at once', intentOfAnother(10), 'transaction-1'],
    ['an answered one is somebody else’s at once', intentOfAnother(0, 'answered'), 'transaction-2'],
  ])('%s', async (_name, action, expected) => {
    const store = new Store({ 1: action });
    expect((await write(store)).intent.id).toBe(expected);
    expect(store.reads).toBe(0);
  });

  test('clocks that differ keep nobody waiting for longer', async () => {
    const store = new Store({ 1: intentOfAnother(-3600) });
    const begun = performance.now();
    expect((await write(store)).intent.id).toBe('transaction-1');
    expect(performance.now() - begun).toBeLessThan(4_500);
  });

  test('equal requests of one process are written side by side', async () => {
    const store = new Store();
    const [first, second] = await Promise.all([write(store), write(store)]);
    expect(first.intent.id).not.toBe(second.intent.id);
    expect(store.reads).toBe(0);
  });
});

describe('with a key', () => {
  test('is written once, and found again; nothing else is asked for', async () => {
    const store = new Store();
    const { intent, payment } = await writeKeyed(store);
    expect([intent.id, payment]).toEqual(['transaction-1', store.payment]);
    expect((await writeKeyed(store)).intent.id).toBe('transaction-1');
    expect([store.writes, store.reads, store.asked]).toEqual([1, 0, []]);
  });

  test('is found where the same request at another instance wrote first', async () => {
    const store = new Store();
    const stale = store.payment;
    await writeKeyed(store);
    expect((await writeKeyed(store, 200, stale)).intent.id).toBe('transaction-1');
    expect(store.payment.transactions).toHaveLength(2);
  });

  test('for another amount is a conflict; too much is a breach; neither is written', async () => {
    const store = new Store();
    await writeKeyed(store);
    await expect(writeKeyed(store, 201)).rejects.toMatchObject({
      statusCode: 409,
      code: 'IdempotencyKeyReused',
    });
    const identity = identityOfKey(idempotencyKey('other'));
    const tooMuch = { kind: 'capture', amount: { ...amount, centAmount: 801 }, identity } as const;
    await expect(storeIntent(store.deps, store.payment, tooMuch)).rejects.toMatchObject({ statusCode: 400 });
    expect(store.writes).toBe(1);
  });

  test('is asked about once where a transaction does not say whose it is, and anew when another comes', async () => {
    const object = `adyen-connector-intents ${authorised.id}-capture-${digest}`;
    const store = new Store({ 1: answeredEarlier('C2') });
    store.payment = applyActions(store.payment, [answeredEarlier('C1')]);
    expect((await writeKeyed(store)).intent.id).toBe('transaction-3');
    expect(store.asked).toEqual([object, object]);
  });

  test('is the earlier version’s intent that its custom object names', async () => {
    const store = new Store();
    const stale = applyActions(store.payment, [answeredEarlier('C1')]);
    store.payment = applyActions(stale, [answeredEarlier('C2')]);
    store.objects.set(`${authorised.id}-capture-${digest}`, { transactionId: 'transaction-2' });
    for (const given of [store.payment, stale]) {
      expect((await writeKeyed(store, 200, given)).intent.id).toBe('transaction-2');
    }
    await expect(writeKeyed(store, 100)).rejects.toMatchObject({ code: 'IdempotencyKeyReused' });
    expect(store.writes).toBe(0);
  });

  test('a custom object of another form says nothing', async () => {
    const store = new Store();
    store.payment = applyActions(store.payment, [answeredEarlier('C1')]);
    store.objects.set(`${authorised.id}-capture-${digest}`, { transaction: 'transaction-1' });
    expect((await writeKeyed(store)).intent.id).toBe('transaction-2');
  });
});

describe('what a key has begun', () => {
  const own = (store: Store, kind: 'capture' | 'refund' = 'capture', identity: RequestIdentity = key) =>
    findOwnIntent(store.deps, store.payment, { kind, identity });

  test('is found on the Payment, by its kind', async () => {
    const store = new Store();
    expect(await own(store)).toBeUndefined();
    await writeKeyed(store);
    expect((await own(store))?.id).toBe('transaction-1');
    expect(await own(store, 'refund')).toBeUndefined();
    expect(await own(store, 'capture', identityOfKey(idempotencyKey('other')))).toBeUndefined();
    expect(store.asked).toEqual([]);
  });

  test('is found by an earlier version’s custom object', async () => {
    const store = new Store();
    store.payment = applyActions(store.payment, [answeredEarlier('C1')]);
    expect(await own(store)).toBeUndefined();
    store.objects.set(`${authorised.id}-capture-${digest}`, { transactionId: 'transaction-1' });
    expect((await own(store))?.id).toBe('transaction-1');
    expect(store.asked).toHaveLength(2);
    expect(await own(store, 'refund')).toBeUndefined();
    expect(store.asked).toHaveLength(2);
  });
});
