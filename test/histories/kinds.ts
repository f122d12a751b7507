import type { Random } from './random.ts';
import type { Step, StepName } from './step.ts';

export interface Kind {
  /** The steps that it begins with. */
  readonly first: readonly StepName[];
  /** How often each step comes up, relative to the others. What is absent does not. */
  readonly weights: Partial<Record<StepName, number>>;
  /** Fewest and most steps after the first attempt. */
  readonly length: readonly [number, number];
  /** What the kind changes about a step; `undefined` leaves it. */
  readonly change: (step: Step, random: Random) => Step | undefined;
}

const everyday: Kind['weights'] = {
  pay: 3,
  repeatAttempt: 1,
  bank: 4,
  return: 4,
  intent: 5,
  repeatIntent: 2,
  customerArea: 1.5,
  declineNext: 1,
  undo: 1.5,
  dispute: 1,
  expire: 0.5,
  adjust: 0.5,
  changeCart: 0.5,
  unlink: 0.4,
  webhooks: 4,
  review: 0.5,
  wait: 1,
};

const withoutKill = (step: Step): Step | undefined =>
  step.does === 'trouble' && step.how.startsWith('kill') ? { ...step, how: 'lostAnswer' } : undefined;

const onlyKills = (step: Step, random: Random): Step | undefined =>
  step.does === 'trouble' ? { ...step, how: random.pick(['killBefore', 'killAfter'] as const) } : undefined;

/** In the order in which methods can pay a cart twice: those whose shopper is sent away first. */
const awayFromTheShop = ['ideal', 'klarna', 'card3ds', 'paypal'] as const;

const leavesTheShop = (step: Step, random: Random): Step | undefined =>
  step.does === 'pay' && random.chance(0.9)
    ? { ...step, cart: 0, method: random.pick(awayFromTheShop) }
    : withoutKill(step);

export const kinds = {
  /** Everything that an ordinary shop goes through. */
  mixed: { first: ['pay'], weights: { ...everyday, trouble: 5 }, length: [5, 14], change: withoutKill },
  /** Carts that are paid in several windows. */
  duplicates: {
    first: ['pay', 'pay', 'bank', 'bank'],
    weights: {
      pay: 3,
      bank: 6,
      return: 6,
      intent: 1,
      repeatIntent: 0.5,
      customerArea: 0.5,
      declineNext: 1,
      webhooks: 4,
      review: 1,
      wait: 1,
      trouble: 2,
    },
    length: [4, 12],
    change: leavesTheShop,
  },
  /** Carts that gift cards and another method pay together. */
  giftcards: {
    first: ['openOrder', 'giftCard'],
    weights: {
      openOrder: 2,
      giftCard: 3,
      payRest: 4,
      cancelOrder: 1.5,
      pay: 0.5,
      repeatAttempt: 1,
      bank: 2,
      return: 2,
      intent: 1.5,
      changeCart: 0.3,
      webhooks: 3,
      review: 0.5,
      wait: 0.5,
      trouble: 3,
    },
    length: [4, 12],
    change: withoutKill,
  },
  /** Processes that are killed between two calls. */
  crash: {
    first: ['trouble', 'pay'],
    weights: { ...everyday, trouble: 8 },
    length: [5, 14],
    change: onlyKills,
  },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as KindName[];
