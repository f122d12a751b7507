import type { Payment, PaymentMethod } from '@commercetools/platform-sdk';
import { expect, it } from 'vitest';
import type { TokenizationEvent } from '../adyen/webhooks/tokenization.ts';
import type { NotificationItem } from '../adyen/webhooks/parse.ts';
import { asCheckoutSession, tokenWorld, type TokenWorld } from '../test-support/token-world.ts';
import { fc } from '../test-support/properties.ts';
import { applyTokenEvent } from './apply-token-event.ts';
import { learnOfAuthorisation } from './learn-of-authorisation.ts';
import { removeStoredMethod } from './remove-stored-method.ts';

const CUSTOMER = 'customer-1';
const TOKEN = 'TOKEN00000000001';
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

/** `authorisation`: of a payment that stored the method; `payment`: of one with the stored method. */
type Kind = TokenizationEvent['kind'] | 'authorisation' | 'payment';
interface Learned {
  readonly kind: Kind;
  readonly second: number;
}

const payment = { id: 'payment', customer: { typeId: 'customer', id: CUSTOMER }, paymentMethodInfo: {} };

const apply = ({ deps }: TokenWorld, { kind, second }: Learned): Promise<void> =>
  kind === 'authorisation' || kind === 'payment'
    ? learnOfAuthorisation(
        deps,
        payment as unknown as Payment,
        {
          merchantAccount: 'Shop',
          eventDate: at(second),
          additionalData: {
            'tokenization.storedPaymentMethodId': TOKEN,
            ...(kind === 'authorisation' && { 'tokenization.store.operationType': 'alreadyExisting' }),
          },
        } as unknown as NotificationItem,
        undefined,
      )
    : applyTokenEvent(deps, {
        kind,
        eventId: 'EVENT00000000001',
        merchantAccount: 'Shop',
        shopperReference: CUSTOMER,
        storedPaymentMethodId: TOKEN,
        paymentMethod: 'visa',
        createdAt: at(second),
      } as TokenizationEvent);

const isStoring = ({ kind }: Learned) => kind !== 'disabled' && kind !== 'updated' && kind !== 'payment';

/** What is disabled stays disabled, unless the shopper stored it anew later. */
const shouldExist = (learned: readonly Learned[]): boolean => {
  const latest = (those: readonly Learned[]) => Math.max(-1, ...those.map(({ second }) => second));
  const disabled = latest(learned.filter(({ kind }) => kind === 'disabled'));
  return disabled < 0 || latest(learned.filter(isStoring)) > disabled;
};

const tokensIn = (methods: readonly PaymentMethod[]) => methods.map(({ token }) => token?.value);

const learned = fc.record({
  kind: fc.constantFrom<Kind>(
    'created',
    'alreadyExisting',
    'updated',
    'disabled',
    'authorisation',
    'payment',
  ),
  second: fc.integer({ min: 0, max: 4 }),
});
const events = fc.array(learned, { minLength: 1, maxLength: 6 });

it('ends the same in every order and however often events come', async () => {
  const deliveries = events.chain((all) =>
    fc.record({
      all: fc.constant(all),
      order: fc
        .array(fc.constantFrom(...all), { maxLength: 4 })
        .chain((again) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length })),
    }),
  );
  await fc.assert(
    fc.asyncProperty(deliveries, async ({ all, order }) => {
      const world = tokenWorld();
      for (const one of order) await apply(world, one);
      expect(tokensIn(world.methods())).toEqual(shouldExist(all) ? [TOKEN] : []);
    }),
    { numRuns: 500 },
  );
});

it('ends the same when events come at the same time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), events, async (scheduler, all) => {
      const world = tokenWorld((call) => scheduler.schedule(Promise.resolve()).then(call));
      const applied = Promise.all(all.map((one) => apply(world, one)));
      await scheduler.waitFor(applied);
      expect(tokensIn(world.methods())).toEqual(shouldExist(all) ? [TOKEN] : []);
    }),
    { numRuns: 500 },
  );
});

it('counts a removal by the shopper as a time from which the token is disabled', async () => {
  await fc.assert(
    fc.asyncProperty(events, events, fc.integer({ min: 0, max: 4 }), async (before, after, second) => {
      const world = tokenWorld();
      for (const one of before) await apply(world, one);
      const [stored] = world.methods();
      world.setTime(at(second));
      if (stored) await removeStoredMethod(world.deps, asCheckoutSession('cart'), stored.id);
      for (const one of after) await apply(world, one);
      const removal: Learned[] = stored ? [{ kind: 'disabled', second }] : [];
      expect(tokensIn(world.methods())).toEqual(
        shouldExist([...before, ...removal, ...after]) ? [TOKEN] : [],
      );
    }),
    { numRuns: 500 },
  );
});

it('stays removed when a payment with it is authorised after the removal', async () => {
  const world = tokenWorld();
  await apply(world, { kind: 'created', second: 1 });
  world.setTime(at(2));
  await removeStoredMethod(world.deps, asCheckoutSession('cart'), world.methods()[0]?.id ?? '');
  await apply(world, { kind: 'payment', second: 3 });
  expect(world.methods()).toEqual([]);
});

it('removes a token that was disabled at a time that is not said', async () => {
  const world = tokenWorld();
  await apply(world, { kind: 'created', second: 1 });
  world.setTime(at(2));
  await applyTokenEvent(world.deps, {
    kind: 'disabled',
    eventId: 'EVENT00000000001',
    merchantAccount: 'Shop',
    shopperReference: CUSTOMER,
    storedPaymentMethodId: TOKEN,
    paymentMethod: '',
    createdAt: new Date(0).toISOString(),
  } as TokenizationEvent);
  expect(world.methods()).toEqual([]);
});
