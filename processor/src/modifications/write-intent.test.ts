import type { Payment, PaymentUpdateAction } from '@commercetools/platform-sdk';
import { expect, test } from 'vitest';
import { applyActions, paymentOf } from '../ledger/test-payment.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { withIdentity, type WrittenIntent } from './modification-intent.ts';
import { writeIntent } from './write-intent.ts';

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
      fields: { facts: ['requested', ...facts], requestDigest: 'unkeyed-another-1' },
    },
  },
});

/** A store in which others write before the nth of our writes is carried out, or at a read. */
class Store {
  payment: Payment = authorised;
  readonly #before: Map<number, PaymentUpdateAction>;
  readonly #atRead: Map<number, PaymentUpdateAction>;
  reads = 0;
  #writes = 0;

  constructor(before: Record<number, PaymentUpdateAction>, atRead: Record<number, PaymentUpdateAction> = {}) {
    this.#before = new Map(Object.entries(before).map(([at, action]) => [Number(at), action]));
    this.#atRead = new Map(Object.entries(atRead).map(([at, action]) => [Number(at), action]));
  }

  update(given: Payment, decide: (payment: Payment) => PaymentUpdateAction[]): Promise<Payment> {
    let current = given;
    for (;;) {
      const actions = decide(current);
      if (actions.length === 0) return Promise.resolve(current);
      this.#writes += 1;
      this.#meddle(this.#before.get(this.#writes));
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

const write = (store: Store): Promise<WrittenIntent> =>
  withIdentity({ kind: 'capture', amount }, undefined, never, (request) =>
    writeIntent(
      {
        now: () => new Date(),
        payments: {
          update: async (...args: Parameters<Store['update']>) => store.update(...args),
          get: () => store.get(),
        },
        config: { paymentMethodsConfig: {} },
      } as unknown as PaymentDependencies,
      store.payment,
      request,
    ),
  );

const answered: PaymentUpdateAction = {
  action: 'setTransactionCustomField',
  transactionId: 'transaction-1',
  name: 'facts',
  value: ['requested', 'accepted', 'answered'],
};

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
  const store = new Store({});
  const [first, second] = await Promise.all([write(store), write(store)]);
  expect(first.intent.id).not.toBe(second.intent.id);
  expect(store.reads).toBe(0);
});
