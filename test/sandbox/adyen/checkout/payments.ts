import type { World } from '../world.ts';
import { refusedByBank } from '../cards.ts';
import { scenarioOf, startRescue } from '../rescue.ts';
import { accept } from './accept.ts';
import { actionAnswer, paymentAnswer } from './answers.ts';
import { begin, type Step } from './flows.ts';
import { settle } from './settle.ts';
import { forcedVerdict } from './verdict.ts';

/** `POST /payments`. */
export const startPayment = (world: World, body: unknown): Record<string, unknown> => {
  const accepted = accept(world, body);
  const { payment, method } = accepted;
  const forced = world.forced.take('payment', payment.merchantReference);
  const rescue = forced?.rescue ?? scenarioOf(accepted.request);
  if (rescue) startRescue(payment, rescue);
  const verdict = rescue ? refusedByBank : forced && forcedVerdict(forced);
  const step: Step = verdict ? { verdict } : begin[method.flow](world, accepted);
  if ('action' in step) {
    payment.resultCode = step.resultCode;
    return actionAnswer(world, payment, step.action);
  }
  const decided = step.verdict;
  if (decided.kind === 'threeDS2' || decided.kind === 'threeDSRedirect') {
    throw new Error('A verdict that asks the shopper must come with an action.');
  }
  // Before the notification is made, which says the same.
  if (forced?.granted !== undefined) payment.amount = { ...payment.amount, value: forced.granted };
  settle(world, payment, decided);
  if (forced?.resultCode === 'PartiallyAuthorised') payment.resultCode = forced.resultCode;
  return paymentAnswer(world, payment);
};
