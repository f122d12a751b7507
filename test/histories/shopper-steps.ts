import { atAdyen, chosen, isOfClosedOrder } from './choose.ts';
import { randomUUID } from 'node:crypto';
import { chooseAtTheBank } from '../integration/bank.ts';
import { card, method, type PaymentAnswer } from '../integration/support.ts';
import type { Answer } from '../sandbox/harness.ts';
import type { PlayedAttempt, Scene } from './scene.ts';
import type { Method, StepOf, Where } from './step.ts';

const bodies: Record<Method, () => object> = {
  card: () => card(),
  refusedCard: () => card('4000000000000002'),
  card3ds: () => card('4212345678901237'),
  ideal: () => method('ideal'),
  klarna: () => method('klarna'),
  paypal: () => method('paypal'),
};

/** What the payment form sends. */
export const bodyOf = (choice: Method): object => bodies[choice]();

type AttemptAnswer = PaymentAnswer & { action?: { sdkData?: { token?: string } } };

const learn = (attempt: PlayedAttempt, answers: readonly Answer<AttemptAnswer>[]): void => {
  for (const { status, body } of answers) {
    if (status !== 200) continue;
    attempt.paymentReference = body.paymentReference;
    const { url, sdkData } = body.action ?? {};
    if (url !== undefined) attempt.bank = url;
    if (sdkData?.token !== undefined) attempt.paypalOrder = sdkData.token;
  }
};

const isKeyed = ({ call }: PlayedAttempt): boolean => call.headers?.['idempotency-key'] !== undefined;

/** Without a key each time may be another attempt: a new one where the first has failed. */
const press = (attempt: PlayedAttempt, where: Where): void => {
  if (!isKeyed(attempt)) attempt.presses += where === 'both' ? 2 : 1;
  else attempt.presses = 1;
};

export const makeAttempt = async (scene: Scene, attempt: PlayedAttempt, where: Where): Promise<void> => {
  scene.attempts.push(attempt);
  press(attempt, where);
  learn(attempt, await scene.ask<AttemptAnswer>(where, attempt.path, attempt.call));
};

export const pay = async (scene: Scene, step: StepOf<'pay'>): Promise<void> => {
  const cart = chosen(scene.carts, step.cart);
  if (!cart) return;
  const headers = step.isKeyed ? { 'idempotency-key': randomUUID() } : {};
  const call = { sessionId: cart.sessionId, body: bodyOf(step.method), headers };
  await makeAttempt(scene, { cart, path: '/payments', call, presses: 0 }, step.where);
};

export const repeatAttempt = async (scene: Scene, step: StepOf<'repeatAttempt'>): Promise<void> => {
  const attempt = chosen(scene.attempts, step.attempt);
  if (!attempt) return;
  press(attempt, step.where);
  learn(attempt, await scene.ask<AttemptAnswer>(step.where, attempt.path, attempt.call));
};

/** What Adyen does with an attempt that is finished after its order was cancelled is not documented: nobody does that. */
const mayGoOn = (scene: Scene, { paymentReference }: PlayedAttempt): boolean =>
  atAdyen(scene)
    .filter(({ merchantReference }) => merchantReference === paymentReference)
    .every((payment) => !isOfClosedOrder(scene, payment));

export const bank = async (scene: Scene, step: StepOf<'bank'>): Promise<void> => {
  const sent = scene.attempts.filter((attempt) => attempt.bank !== undefined && mayGoOn(scene, attempt));
  const attempt = chosen(sent, step.attempt);
  if (attempt?.bank === undefined) return;
  const target = await chooseAtTheBank(attempt.bank, step.choice);
  if (target.searchParams.has('redirectResult')) attempt.returnPath = target.pathname + target.search;
};

/** The shopper comes back from the bank, once more where she has been back before; or agrees in PayPal's window. */
export const comeBack = async (scene: Scene, step: StepOf<'return'>): Promise<void> => {
  const attempt = chosen(
    scene.attempts
      .filter(({ returnPath, paypalOrder }) => (returnPath ?? paypalOrder) !== undefined)
      .filter((one) => mayGoOn(scene, one)),
    step.attempt,
  );
  if (attempt?.returnPath !== undefined) {
    await scene.ask(step.where, attempt.returnPath, {});
  } else if (attempt?.paypalOrder !== undefined) {
    const { sessionId } = attempt.cart;
    const details = { orderID: attempt.paypalOrder, payerID: 'P1' };
    const body = { details, paymentReference: attempt.paymentReference };
    await scene.ask(step.where, '/payments/details', { sessionId, body });
  }
};
