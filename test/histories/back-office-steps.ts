import { atAdyen, chosen } from './choose.ts';
import { randomUUID } from 'node:crypto';
import { capturable, type Payment as AdyenPayment } from '../sandbox/adyen/books.ts';
import { partOf } from './amounts.ts';
import type { Scene } from './scene.ts';
import type { Intent, StepOf, Where } from './step.ts';

/** One of the payments, of those that are authorised where there are any. */
const choosePayment = (scene: Scene, index: number): AdyenPayment | undefined => {
  const all = atAdyen(scene);
  const authorised = all.filter(({ state }) => state === 'authorised');
  return chosen(authorised.length > 0 ? authorised : all, index);
};

type Operation = Exclude<Intent, 'next'>;

const operationFor = (intent: Intent, payment: AdyenPayment): Operation => {
  if (intent !== 'next') return intent;
  return capturable(payment) > 0 ? 'capture' : 'refund';
};

/** What can be captured or refunded at Adyen; where that is nothing, all of the payment, which is to be refused. */
const amountFor = (intent: Operation, payment: AdyenPayment): number => {
  const { captured, refunded, chargedBack, amount } = payment;
  const possible = intent === 'refund' ? captured - refunded - chargedBack : capturable(payment);
  return possible > 0 ? possible : amount.value;
};

const backOffice = ({ world }: Scene): string =>
  world.commercetools.control.issueToken({
    scopes: ['manage_checkout_payment_intents'],
    expiresInSeconds: 1e8,
  });

const actionOf = (intent: Operation, centAmount: number): object => {
  const amount = { centAmount, currencyCode: 'EUR' };
  switch (intent) {
    case 'capture':
      return { action: 'capturePayment', amount };
    case 'refund':
      return { action: 'refundPayment', amount };
    case 'cancel':
      return { action: 'cancelPayment' };
    case 'reverse':
      return { action: 'reversePayment' };
  }
};

/** Without a key each request may be another one. */
const timesAsked = (isKeyed: boolean, where: Where): number => (where === 'both' && !isKeyed ? 2 : 1);

export const intent = async (scene: Scene, step: StepOf<'intent'>): Promise<void> => {
  const payment = choosePayment(scene, step.payment);
  if (!payment) return;
  const paymentId = payment.merchantReference;
  const operation = operationFor(step.intent, payment);
  const action = actionOf(operation, partOf(amountFor(operation, payment), step.share));
  const key = step.isKeyed ? { 'idempotency-key': randomUUID() } : {};
  const headers = { authorization: `Bearer ${backOffice(scene)}`, ...key };
  const request = {
    paymentId,
    intent: operation,
    times: timesAsked(step.isKeyed, step.where),
    path: `/operations/payment-intents/${paymentId}`,
    call: { headers, body: { actions: [action] } },
  };
  scene.requests.push(request);
  await scene.ask(step.where, request.path, request.call);
};

export const repeatIntent = async (scene: Scene, step: StepOf<'repeatIntent'>): Promise<void> => {
  const request = chosen(scene.requests, step.request);
  if (!request) return;
  const isKeyed = request.call.headers?.['idempotency-key'] !== undefined;
  if (!isKeyed) request.times += timesAsked(isKeyed, step.where);
  await scene.ask(step.where, request.path, request.call);
};

export const adjust = async (scene: Scene, step: StepOf<'adjust'>): Promise<void> => {
  const payment = choosePayment(scene, step.payment);
  if (!payment) return;
  const centAmount = Math.max(1, Math.round(payment.amount.value * (0.5 + step.share)));
  await scene.ask(step.where, `/operations/payments/${payment.merchantReference}/amount`, {
    headers: { authorization: `Bearer ${backOffice(scene)}`, 'idempotency-key': randomUUID() },
    body: { amount: { centAmount, currencyCode: 'EUR' } },
  });
};

export interface Finding {
  readonly kind: string;
  readonly paymentId?: string;
  readonly cartId?: string;
  readonly reason?: string;
}

interface Page {
  readonly settled: Finding[];
  readonly findings: Finding[];
  readonly next?: string;
}

/** One whole review at an instance. @returns what it settled and what it found; `undefined` where it could not end */
export const review = async (scene: Scene, where: 0 | 1): Promise<Omit<Page, 'next'> | undefined> => {
  const headers = { authorization: `Bearer ${backOffice(scene)}` };
  const settled: Finding[] = [];
  const findings: Finding[] = [];
  for (let after: string | undefined; ;) {
    const [answer] = await scene.ask<Page>(where, '/operations/reviews', {
      headers,
      body: { after, limit: 100 },
    });
    if (answer?.status !== 200) return undefined;
    settled.push(...answer.body.settled);
    findings.push(...answer.body.findings);
    after = answer.body.next;
    if (after === undefined) return { settled, findings };
  }
};

export const reviewStep = async (scene: Scene, step: StepOf<'review'>): Promise<void> => {
  await review(scene, step.where === 1 ? 1 : 0);
};
