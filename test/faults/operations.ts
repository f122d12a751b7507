import { randomUUID } from 'node:crypto';
import type { Answer, Call, Stack } from '../sandbox/harness.ts';
import { chooseAtTheBank } from '../integration/bank.ts';
import { card, method } from '../integration/support.ts';
import { envelope, eventOf, newPspReference, signedItem } from '../integration/webhook.ts';
import type { Lane } from './lane.ts';
import type { PostOffice } from './post-office.ts';
import type { Rule } from './proxy.ts';

/** A moment in an operation at which something can go wrong: one call upstream. */
export interface Step {
  readonly name: string;
  readonly upstream: 'commercetools' | 'adyen';
  readonly at: Pick<Rule, 'method' | 'path' | 'skip'>;
  readonly isWrite?: boolean;
}

/** A request that is about to be made, and the cart that it is about. */
export interface Prepared {
  readonly cartId: string;
  readonly path: string;
  readonly call: Call;
}

/** Where operations take place. */
export interface World {
  readonly stack: Stack;
  readonly office: PostOffice;
}

/** One thing that clients or Adyen ask of the processor, and the calls upstream that it takes. */
export interface Operation {
  readonly name: string;
  readonly steps: readonly Step[];
  /** Brings a cart to where the operation begins. */
  prepare: (world: World, lane: Lane) => Promise<Prepared>;
}

const TOTAL = 1000;

const session: Step = { name: 'session', upstream: 'commercetools', at: { path: /\/sessions\// } };
const cart: Step = { name: 'cart', upstream: 'commercetools', at: { method: 'GET', path: /\/carts\// } };
const payment: Step = {
  name: 'payment',
  upstream: 'commercetools',
  at: { method: 'GET', path: /\/payments\// },
};
const write = (name: string, skip = 0): Step => ({
  name,
  upstream: 'commercetools',
  at: { method: 'POST', path: /\/payments\/[^/]+$/, skip },
  isWrite: true,
});
const atAdyen = (path: RegExp): Step => ({ name: 'Adyen', upstream: 'adyen', at: { path } });

interface Started {
  readonly cartId: string;
  readonly sessionId: string;
}

const newCart = async ({ commercetools }: Stack, lane: Lane): Promise<Started> => {
  const { id: cartId } = await commercetools.control.createCart({ total: TOTAL });
  const { id: sessionId } = commercetools.control.createSession({
    cartId,
    metadata: { processorUrl: lane.url },
  });
  return { cartId, sessionId };
};

interface Attempted extends Started {
  readonly id: string;
  readonly bank: string;
}

const attempted = async (stack: Stack, lane: Lane, body: unknown): Promise<Attempted> => {
  const started = await newCart(stack, lane);
  const answer = await lane.persist<{ paymentReference: string; action?: { url?: string } }>('/payments', {
    sessionId: started.sessionId,
    body,
  });
  return { ...started, id: answer.body.paymentReference, bank: answer.body.action?.url ?? '' };
};

const attempt =
  (body: unknown, isKeyed: boolean): Operation['prepare'] =>
  async ({ stack }, lane) => {
    const { cartId, sessionId } = await newCart(stack, lane);
    const headers = isKeyed ? { 'idempotency-key': randomUUID() } : {};
    return { cartId, path: '/payments', call: { sessionId, body, headers } };
  };

const intentCall = (
  { commercetools }: Stack,
  id: string,
  action: object,
  key?: string,
): Omit<Prepared, 'cartId'> => {
  const token = commercetools.control.issueToken({ scopes: ['manage_checkout_payment_intents'] });
  return {
    path: `/operations/payment-intents/${id}`,
    call: {
      body: { actions: [action] },
      headers: { authorization: `Bearer ${token}`, ...(key !== undefined && { 'idempotency-key': key }) },
    },
  };
};

const amount = (centAmount: number) => ({ amount: { centAmount, currencyCode: 'EUR' } });

const captured = async ({ stack, office }: World, lane: Lane): Promise<Attempted> => {
  const ready = await attempted(stack, lane, card());
  const { path, call } = intentCall(
    stack,
    ready.id,
    { action: 'capturePayment', ...amount(TOTAL) },
    randomUUID(),
  );
  await lane.persist(path, call);
  await office.everythingArrived(ready.cartId);
  return ready;
};

const webhook = (stack: Stack, id: string, eventCode: string, changes = {}): Omit<Prepared, 'cartId'> => ({
  path: '/notifications',
  call: { body: envelope([signedItem(eventOf(stack, id, eventCode, changes), stack.adyen.hmacKey)]) },
});

const attemptSteps: readonly Step[] = [
  session,
  cart,
  { name: 'create', upstream: 'commercetools', at: { method: 'POST', path: /\/payments$/ }, isWrite: true },
  { name: 'link', upstream: 'commercetools', at: { method: 'POST', path: /\/carts\// }, isWrite: true },
  atAdyen(/\/payments$/),
  write('update'),
];

const continuationSteps = [session, cart, atAdyen(/\/payments\/details$/), write('update')];
const intentSteps = (path: RegExp) => [payment, write('intent'), atAdyen(path), write('update', 1)];

export const operations = {
  attempt: { name: 'attempt', steps: attemptSteps, prepare: attempt(card(), true) },
  unkeyedAttempt: { name: 'attempt without a key', steps: attemptSteps, prepare: attempt(card(), false) },
  refusedAttempt: {
    name: 'refused attempt',
    steps: attemptSteps,
    prepare: attempt(card('4000000000000002'), true),
  },
  redirect: { name: 'redirect', steps: attemptSteps, prepare: attempt(method('ideal'), true) },
  continuation: {
    name: 'continuation',
    steps: continuationSteps,
    prepare: async ({ stack }, lane) => {
      const { cartId, sessionId, id, bank } = await attempted(stack, lane, method('klarna'));
      const redirectResult = (await chooseAtTheBank(bank, 'pay')).searchParams.get('redirectResult');
      const body = { details: { redirectResult }, paymentReference: id };
      return { cartId, path: '/payments/details', call: { sessionId, body } };
    },
  },
  return: {
    name: 'return from the bank',
    steps: continuationSteps,
    prepare: async ({ stack }, lane) => {
      const { cartId, bank } = await attempted(stack, lane, method('ideal'));
      const { pathname, search } = await chooseAtTheBank(bank, 'pay');
      return { cartId, path: pathname + search, call: {} };
    },
  },
  capture: {
    name: 'capture',
    steps: intentSteps(/\/captures$/),
    prepare: async ({ stack }, lane) => {
      const { cartId, id } = await attempted(stack, lane, card());
      return { cartId, ...intentCall(stack, id, { action: 'capturePayment', ...amount(TOTAL) }) };
    },
  },
  partialCapture: {
    name: 'partial capture',
    steps: intentSteps(/\/captures$/),
    prepare: async ({ stack }, lane) => {
      const { cartId, id } = await attempted(stack, lane, card());
      return { cartId, ...intentCall(stack, id, { action: 'capturePayment', ...amount(300) }, randomUUID()) };
    },
  },
  refund: {
    name: 'refund',
    steps: intentSteps(/\/refunds$/),
    prepare: async (world, lane) => {
      const { cartId, id } = await captured(world, lane);
      return {
        cartId,
        ...intentCall(world.stack, id, { action: 'refundPayment', ...amount(400) }, randomUUID()),
      };
    },
  },
  cancel: {
    name: 'cancel',
    steps: intentSteps(/\/cancels$/),
    prepare: async ({ stack }, lane) => {
      const { cartId, id } = await attempted(stack, lane, card());
      return { cartId, ...intentCall(stack, id, { action: 'cancelPayment' }) };
    },
  },
  reverse: {
    name: 'reverse',
    steps: intentSteps(/\/refunds$/),
    prepare: async (world, lane) => {
      const { cartId, id } = await captured(world, lane);
      return { cartId, ...intentCall(world.stack, id, { action: 'reversePayment' }) };
    },
  },
  webhook: {
    name: 'webhook',
    steps: [
      { name: 'payment', upstream: 'commercetools', at: { method: 'GET', path: /\/payments/ } },
      write('update'),
    ],
    prepare: async ({ stack }, lane) => {
      const { cartId, id } = await attempted(stack, lane, card());
      const originalReference = stack.adyen.control.payment(id)?.pspReference ?? '';
      const changes = {
        originalReference,
        pspReference: newPspReference(),
        amount: { currency: 'EUR', value: 250 },
      };
      return { cartId, ...webhook(stack, id, 'CAPTURE', changes) };
    },
  },
} as const satisfies Record<string, Operation>;

/** Makes the prepared request once, or until it is answered for good. */
export const make = (
  lane: Lane,
  { path, call }: Prepared,
  how: 'send' | 'persist',
): Promise<Answer<unknown>> => lane[how](path, call);
