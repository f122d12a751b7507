import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Payment } from '@commercetools/platform-sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startLane, type Lane } from '../faults/lane.ts';
import { answer, cut, cutAfter, editJson, wait, type Trouble } from '../faults/proxy.ts';
import { payAtTheBank } from './bank.ts';
import {
  card,
  lines,
  method,
  newShopper,
  useStack,
  type ErrorAnswer,
  type PaymentAnswer,
} from './support.ts';
import { deliver, eventOf, newPspReference } from './webhook.ts';

// What real upstreams, and other people's stand-ins of them, may do: the processor must not rely on the kindness of ours.
const stack = useStack();
let lane: Lane;

beforeAll(async () => {
  stack().adyen.control.holdWebhooks();
  lane = await startLane(stack(), { ADYEN_TIMEOUT_MS: '3000' });
});
afterAll(() => lane.stop());
afterEach(() => {
  lane.commercetools.clear();
  lane.adyen.clear();
});

const paymentsOf = (cartId: string): Payment[] => stack().commercetools.control.payments(cartId);

/** All Payments that were made for the cart's shopper, also those that were never linked. */
const allPaymentsOf = (cartId: string): Payment[] => {
  const { anonymousId } = stack().commercetools.control.cart(cartId);
  return stack()
    .commercetools.control.payments()
    .filter((payment) => payment.anonymousId === anonymousId);
};

const shopper = async (cart: Parameters<typeof newShopper>[1] = { cart: { total: 1000 } }) => {
  const { cartId, sessionId } = await newShopper(stack(), cart);
  const key = randomUUID();
  const headers = { 'Idempotency-Key': key };
  return {
    cartId,
    sessionId,
    pay: <Body = PaymentAnswer>(body: unknown, withKey = true) =>
      lane.send<Body>('/payments', { sessionId, body, ...(withKey ? { headers } : {}) }),
    details: <Body = PaymentAnswer>(body: unknown) =>
      lane.send<Body>('/payments/details', { sessionId, body }),
  };
};

const conflict = answer(409, {
  statusCode: 409,
  message: 'Object has a different version.',
  errors: [{ code: 'ConcurrentModification', message: 'Object has a different version.', currentVersion: 7 }],
});

const CREATE = /\/payments(\?|$)/;
const LINK = /\/carts\/[^/]+$/;
const UPDATE = /\/payments\/[^/?]+$/;

const without = (field: string) => (body: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));

describe('commercetools', () => {
  it('may answer 409 to every first write', async () => {
    for (const path of [CREATE, LINK, UPDATE])
      lane.commercetools.on({ method: 'POST', path, before: conflict });
    const { cartId, pay } = await shopper();
    expect(await pay(card())).toMatchObject({ status: 200, body: { resultCode: 'Authorised' } });
    expect(allPaymentsOf(cartId).map(lines)).toEqual([['Authorization Success 1000']]);
  });

  it.each([
    ['create', CREATE],
    ['link', LINK],
    ['update', UPDATE],
  ])('may lose the answer to the %s', async (_name, path) => {
    const lost = lane.commercetools.on({ method: 'POST', path, after: cut });
    const { cartId, pay } = await shopper();
    expect(await pay(card())).toMatchObject({ status: 200, body: { resultCode: 'Authorised' } });
    expect(lost.hits).toBe(1);
    expect(allPaymentsOf(cartId).map(lines)).toEqual([['Authorization Success 1000']]);
    expect(stack().adyen.control.payments(paymentsOf(cartId)[0]?.id)).toHaveLength(1);
  });

  it('may be slow while the cart changes: the amount is computed anew, and nothing is left over', async () => {
    const { cartId, pay } = await shopper({ cart: { lineItems: [{ sku: 'mug' }] } });
    const add = async () => {
      const { version } = stack().commercetools.control.cart(cartId);
      const actions = [{ action: 'addLineItem', sku: 'lamp', quantity: 2 }];
      await stack().commercetools.control.request('POST', `/carts/${cartId}`, { version, actions });
      return undefined;
    };
    lane.commercetools.on({ method: 'POST', path: CREATE, after: add });
    const { body } = await pay(card());
    const gross = stack().commercetools.control.cart(cartId).taxedPrice?.totalGross.centAmount;
    expect(allPaymentsOf(cartId).map(({ id }) => id)).toEqual([body.paymentReference]);
    expect(stack().adyen.control.payment(body.paymentReference)?.amount.value).toBe(gross);
    expect(allPaymentsOf(cartId).map(lines)).toEqual([[`Authorization Success ${String(gross)}`]]);
  });

  it.each([
    ['before', 800],
    ['after', 1200],
  ])(
    'may carry out what one of two equal requests writes just %s the other one removes the payment',
    async (_when, milliseconds) => {
      const { cartId, sessionId } = await shopper();
      const headers = { 'Idempotency-Key': randomUUID() };
      const pay = () => lane.send<PaymentAnswer>('/payments', { sessionId, body: card(), headers });
      const { commercetools } = lane;
      const refuse = answer(400, { statusCode: 400, message: 'No.', errors: [{ code: 'InvalidInput' }] });
      const refuseLate: Trouble = async (passing) => (await wait(400)(passing)) ?? refuse(passing);
      // The first request is refused and gives its payment up, which the second one has found.
      commercetools.on({ method: 'POST', path: LINK, before: refuseLate });
      commercetools.on({ method: 'DELETE', path: /\/payments\/[^/?]+\?/, before: wait(700) });
      commercetools.on({ method: 'POST', path: LINK, before: wait(700) });
      commercetools.on({ method: 'POST', path: UPDATE, before: wait(milliseconds) });
      const first = pay();
      await sleep(150);
      const second = await pay();
      expect((await first).status).toBeGreaterThanOrEqual(400);
      expect(second).toMatchObject({ status: 200, body: { resultCode: 'Authorised' } });
      const listed = stack()
        .commercetools.control.cart(cartId)
        .paymentInfo?.payments.map(({ id }) => id);
      expect(listed).toEqual([second.body.paymentReference]);
      expect(allPaymentsOf(cartId).map(({ id }) => id)).toEqual(listed);
    },
  );

  it('may not expand references: what is paid is paid all the same', async () => {
    const bare = (body: Record<string, unknown>) => {
      const { paymentInfo } = body as { paymentInfo?: { payments: { typeId: string; id: string }[] } };
      return paymentInfo
        ? {
            ...body,
            paymentInfo: { payments: paymentInfo.payments.map(({ typeId, id }) => ({ typeId, id })) },
          }
        : body;
    };
    lane.commercetools.on({ method: 'GET', path: /\/carts\//, times: 100, edit: editJson(bare) });
    const { pay, sessionId } = await shopper();
    const { body } = await pay(card());
    expect(body.resultCode).toBe('Authorised');
    expect((await pay(card('5555444433331111'), false)).status).toBe(400);
    expect(await lane.send(`/payments/${body.paymentReference}`, { sessionId })).toMatchObject({
      body: { status: 'authorised' },
    });
  });
});

describe('Adyen', () => {
  it('may leave the reference out of an answer that asks for an action, and name another one at the end', async () => {
    lane.adyen.on({ path: /\/payments$/, edit: editJson(without('pspReference')) });
    const { cartId, pay, details } = await shopper();
    const { body } = await pay(method('ideal'));
    expect(paymentsOf(cartId).map(lines)).toEqual([['Authorization Initial 1000']]);
    // The shopper is at the bank, not Adyen at work: another attempt is free to begin.
    expect((await pay(method('klarna'), false)).status).toBe(200);

    const other = newPspReference();
    lane.adyen.on({
      path: /\/payments\/details$/,
      edit: editJson((given) => ({ ...given, pspReference: other })),
    });
    const redirectResult = await payAtTheBank(body.action?.url ?? '');
    const done = await details({ details: { redirectResult }, paymentReference: body.paymentReference });
    expect(done).toMatchObject({ status: 200, body: { resultCode: 'Authorised' } });
    const [paid] = paymentsOf(cartId);
    expect(paid && lines(paid)).toEqual(['Authorization Success 1000', 'Charge Success 1000']);
    expect(paid?.interfaceId).toBe(other);
    expect(paid?.transactions[0]?.interactionId).toBe(other);
  });

  it('may leave the merchant reference out of its last answer, when the pspReference tells', async () => {
    const { pay, details, cartId } = await shopper();
    const { body } = await pay(method('ideal'));
    lane.adyen.on({ path: /\/details$/, edit: editJson(without('merchantReference')) });
    const redirectResult = await payAtTheBank(body.action?.url ?? '');
    const done = await details({ details: { redirectResult }, paymentReference: body.paymentReference });
    expect(done.status).toBe(200);
    expect(paymentsOf(cartId).map(lines)).toEqual([['Authorization Success 1000', 'Charge Success 1000']]);
  });

  it('may name nobody: the details are refused, and commercetools is as it was', async () => {
    const { pay, details, cartId } = await shopper();
    const { body } = await pay(method('ideal'));
    const before = paymentsOf(cartId);
    const nobody = (answered: Record<string, unknown>) => ({
      ...without('merchantReference')(answered),
      pspReference: newPspReference(),
    });
    lane.adyen.on({ path: /\/details$/, edit: editJson(nobody) });
    const redirectResult = await payAtTheBank(body.action?.url ?? '');
    const refused = await details<ErrorAnswer>({
      details: { redirectResult },
      paymentReference: body.paymentReference,
    });
    expect(refused.status).toBe(400);
    expect(paymentsOf(cartId)).toEqual(before);
  });

  it('may send the webhook before it answers, with or without our metadata', async () => {
    for (const hasMetadata of [true, false]) {
      const { cartId, pay } = await shopper();
      const tell = async () => {
        const id = paymentsOf(cartId)[0]?.id ?? '';
        const additionalData = hasMetadata
          ? { 'metadata.cartId': cartId, 'metadata.paymentReference': id }
          : {};
        const told = await deliver(stack(), [eventOf(stack(), id, 'AUTHORISATION', { additionalData })]);
        expect(told.status).toBe(200);
        return undefined;
      };
      lane.adyen.on({ path: /\/payments$/, after: tell });
      expect((await pay(card())).body.resultCode).toBe('Authorised');
      const [payment] = paymentsOf(cartId);
      expect(payment && lines(payment)).toEqual(['Authorization Success 1000']);
      expect(payment?.interfaceId).toBe(stack().adyen.control.payment(payment?.id ?? '')?.pspReference);
    }
  });

  it('may answer with an error page, or in time only at the second try', async () => {
    const { cartId, pay } = await shopper();
    lane.adyen.on({
      path: /\/payments$/,
      after: answer(200, 'a proxy’s page', { 'content-type': 'text/html' }),
    });
    lane.adyen.on({ path: /\/payments$/, after: wait(5000) });
    expect((await pay(card())).body.resultCode).toBe('Authorised');
    expect(paymentsOf(cartId).map(lines)).toEqual([['Authorization Success 1000']]);
    expect(stack().adyen.control.payments(paymentsOf(cartId)[0]?.id)).toHaveLength(1);
  });

  it.each(['cut', 'error'])(
    'may be away (%s): 5xx, nothing is marked failed, and the repeat pays',
    async (how) => {
      const { cartId, pay } = await shopper();
      lane.adyen.on({
        times: 100,
        before: how === 'cut' ? cut : answer(500, { status: 500, errorCode: '905' }),
      });
      const away = await pay<ErrorAnswer>(card());
      expect(away.status).toBe(504);
      expect(away.body.errors[0]?.['paymentReference']).toBe(paymentsOf(cartId)[0]?.id);
      expect(paymentsOf(cartId).map(lines)).toEqual([['Authorization Initial 1000']]);
      lane.adyen.clear();
      expect((await pay(card())).body.resultCode).toBe('Authorised');
      expect(stack().adyen.control.payments(paymentsOf(cartId)[0]?.id)).toHaveLength(1);
    },
  );

  it('may refuse the connector’s key: 502, and the shopper may try another method at once', async () => {
    const { pay } = await shopper();
    lane.adyen.on({ before: answer(401, { status: 401, errorCode: '000', errorType: 'security' }) });
    expect((await pay(card())).status).toBe(502);
    expect((await pay(card('5555444433331111'), false)).body.resultCode).toBe('Authorised');
  });
});

describe('the processor', () => {
  it('that dies between its writes leaves nothing that the repeat does not finish', async () => {
    const { cartId, pay } = await shopper();
    lane.commercetools.on({ method: 'POST', path: LINK, before: cutAfter(lane.crash) });
    expect((await pay(card())).status).toBe(0);
    expect(paymentsOf(cartId)).toEqual([]);
    await lane.restart();
    expect((await pay(card())).body.resultCode).toBe('Authorised');
    expect(allPaymentsOf(cartId).map(lines)).toEqual([['Authorization Success 1000']]);
  });
});
