import { kinds, type Kind, type KindName } from './kinds.ts';
import { randomFrom, type Random } from './random.ts';
import {
  bankChoices,
  customerAreaOperations,
  intents,
  methods,
  troubles,
  type History,
  type Step,
  type StepName,
  type StepOf,
  type Where,
} from './step.ts';

/** More than there usually are of anything to choose from. */
const MANY = 6;
const ORDERS = 1000;

const where = (random: Random): Where => (random.chance(0.2) ? 'both' : random.chance(0.5) ? 0 : 1);

/** How a step of each name is made up. */
const makers: { readonly [Name in StepName]: (random: Random) => Omit<StepOf<Name>, 'does'> } = {
  pay: (random) => ({
    cart: random.below(MANY),
    method: random.pick(random.chance(0.4) ? ['card'] : methods),
    isKeyed: random.chance(0.8),
    where: where(random),
  }),
  repeatAttempt: (random) => ({ attempt: random.below(MANY), where: where(random) }),
  bank: (random) => ({
    attempt: random.below(MANY),
    choice: random.chance(0.7) ? 'pay' : random.pick(bankChoices),
  }),
  return: (random) => ({ attempt: random.below(MANY), where: where(random) }),
  intent: (random) => ({
    payment: random.below(MANY),
    intent: random.pick(random.chance(0.5) ? ['next'] : intents),
    share: random.next(),
    isKeyed: random.chance(0.8),
    where: where(random),
  }),
  repeatIntent: (random) => ({ request: random.below(MANY), where: where(random) }),
  customerArea: (random) => ({
    payment: random.below(MANY),
    operation: random.pick(customerAreaOperations),
    share: random.next(),
  }),
  declineNext: (random) => ({ operation: random.pick(['capture', 'refund', 'cancel'] as const) }),
  undo: (random) => ({
    payment: random.below(MANY),
    eventCode: random.pick(['CAPTURE_FAILED', 'REFUND_FAILED', 'REFUNDED_REVERSED'] as const),
  }),
  dispute: (random) => ({ payment: random.below(MANY) }),
  expire: (random) => ({ payment: random.below(MANY) }),
  adjust: (random) => ({ payment: random.below(MANY), share: random.next(), where: where(random) }),
  changeCart: (random) => ({ cart: random.below(MANY), share: random.next() }),
  webhooks: (random) => ({
    count: 1 + random.below(6),
    order: random.below(ORDERS),
    copies: random.below(3),
    where: where(random),
    isBatch: random.chance(0.3),
  }),
  openOrder: (random) => ({ cart: random.below(MANY), where: where(random) }),
  giftCard: (random) => ({
    cart: random.below(MANY),
    share: random.next(),
    isKeyed: random.chance(0.8),
    where: where(random),
  }),
  payRest: (random) => ({ cart: random.below(MANY), method: random.pick(methods), where: where(random) }),
  cancelOrder: (random) => ({ cart: random.below(MANY), where: where(random) }),
  unlink: (random) => ({ payment: random.below(MANY) }),
  review: (random) => ({ where: random.chance(0.5) ? 0 : 1 }),
  wait: (random) => ({ minutes: random.pick([1, 10, 90, 600]) }),
  // Most requests make one call to Adyen, and several to commercetools.
  trouble: (random) => {
    const upstream = random.pick(['adyen', 'commercetools'] as const);
    const how = random.pick(troubles);
    // Adyen alone refuses what is well formed.
    const isForAdyen = how === 'refused' && upstream === 'commercetools';
    return {
      with: upstream,
      how: isForAdyen ? 'conflict' : how,
      call: random.below(upstream === 'adyen' ? 1 : 7),
    };
  },
};

const pickName = (random: Random, weights: Partial<Record<StepName, number>>): StepName => {
  const entries = Object.entries(weights) as [StepName, number][];
  let rest = random.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of entries) {
    rest -= weight;
    if (rest < 0) return name;
  }
  return random.pick(entries)[0];
};

/** The history of a kind and a seed: the same whenever it is asked for. */
export const generate = (kind: KindName, seed: number): History => {
  const { weights, length, first, change }: Kind = kinds[kind];
  const random = randomFrom(seed * 2_654_435_761);
  const totals = Array.from({ length: random.chance(0.7) ? 1 : 2 }, () => 500 + random.below(5000));
  const count = length[0] + random.below(length[1] - length[0] + 1);
  const beginning = first.map((does) => ({ does, ...makers[does](random) }) as Step);
  const steps = Array.from({ length: count }, (): Step => {
    const does = pickName(random, weights);
    const step = { does, ...makers[does](random) } as Step;
    return change(step, random) ?? step;
  });
  return { kind, seed, totals, steps: [...beginning, ...steps] };
};
