import type { Payment, RescueScenario } from './books.ts';
import { refusedByBank } from './cards.ts';
import { settle } from './checkout/settle.ts';
import { newReference } from './references.ts';
import type { PaymentRequest } from './validation/payment-request.ts';
import { autoRescue } from './webhooks/events.ts';
import type { World } from './world.ts';

/**
 * What the further tries of a refused charge come to, and why they end without success. The names are those of
 * `additionalData.autoRescueScenario`. Source: https://docs.adyen.com/online-payments/auto-rescue/cards
 */
const scenarios = {
  AutoRescueSuccessfulFirst: { tries: [true] },
  AutoRescueSuccessfulSecond: { tries: [false, true] },
  AutoRescueFailed: { tries: [false, false], reason: 'maxRetryAttemptsReached' },
  AutoRescueFraud: { tries: [false], reason: 'fraudDecline' },
} as const satisfies Record<RescueScenario, { tries: readonly boolean[]; reason?: string }>;

const isScenario = (name: string): name is RescueScenario => Object.hasOwn(scenarios, name);

/** The scenario that a charge without the shopper asks for. */
export const scenarioOf = ({
  additionalData,
  shopperInteraction,
  amount,
}: PaymentRequest): RescueScenario | undefined => {
  const { autoRescue: isWanted, autoRescueScenario: name = '' } = additionalData ?? {};
  const isEligible = shopperInteraction === 'ContAuth' && amount.value > 0;
  return isEligible && isWanted === 'true' && isScenario(name) ? name : undefined;
};

export const startRescue = (payment: Payment, scenario: RescueScenario): void => {
  payment.rescue = {
    scenario,
    reference: newReference(),
    firstPspReference: payment.pspReference,
    attempt: 1,
    isScheduled: true,
    startedAt: new Date().toISOString(),
  };
};

/** Makes the next try, and ends the rescue with the last one. Returns whether there was one to make. */
export const retry = (world: World, payment: Payment | undefined): boolean => {
  const { rescue } = payment ?? {};
  if (!payment || !rescue?.isScheduled) return false;
  const { tries } = scenarios[rescue.scenario];
  const isAuthorised = tries[rescue.attempt - 1] ?? false;
  const isScheduled = !isAuthorised && rescue.attempt < tries.length;
  const { refusalReason: _reason, refusalReasonCode: _code, ...asked } = payment;
  const next = world.books.add({
    ...asked,
    pspReference: newReference(),
    state: 'started',
    resultCode: '',
    modifications: [],
    rescue: { ...rescue, attempt: rescue.attempt + 1, isScheduled },
    at: new Date().toISOString(),
  });
  rescue.isScheduled = false;
  settle(world, next, isAuthorised ? { kind: 'authorised' } : refusedByBank);
  const ended = { reason: '', ...scenarios[rescue.scenario] };
  if (!isScheduled) {
    world.webhooks.notify(
      autoRescue(next, rescue, { isAuthorised, reason: isAuthorised ? '' : ended.reason }),
    );
  }
  return true;
};
