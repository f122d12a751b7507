import { beforeAll, describe, expect, it } from 'vitest';
import { authorisedCard, linesOf, settledLines, useStack, useUpFault, type ErrorAnswer } from './support.ts';

const stack = useStack({ environment: { ADYEN_TIMEOUT_MS: '2000' } });
let token = '';
beforeAll(() => {
  token = stack().commercetools.control.issueToken({ scopes: ['manage_checkout_payment_intents'] });
});

const authorised = (total?: number): Promise<string> => authorisedCard(stack(), total);

const send = <Body = { outcome: string }>(id: string, body: unknown, key?: string) =>
  stack().call<Body>(`/operations/payment-intents/${id}`, {
    body,
    headers: { Authorization: `Bearer ${token}`, ...(key === undefined ? {} : { 'Idempotency-Key': key }) },
  });

const amount = (centAmount: number, currencyCode = 'EUR') => ({ amount: { centAmount, currencyCode } });
const act = (id: string, action: string, centAmount?: number, key?: string) =>
  send(id, { actions: [{ action, ...(centAmount === undefined ? {} : amount(centAmount)) }] }, key);
const refused = (id: string, action: string, centAmount?: number) =>
  send<ErrorAnswer>(id, { actions: [{ action, ...(centAmount === undefined ? {} : amount(centAmount)) }] });

const settled = (id: string): Promise<string[]> => settledLines(stack(), id);

describe('capture', () => {
  it('is Pending when Adyen has accepted it, with a reference of its own, and Success by webhook', async () => {
    const id = await authorised();
    stack().adyen.control.holdWebhooks();
    expect(await act(id, 'capturePayment', 1000)).toMatchObject({
      status: 200,
      body: { outcome: 'received' },
    });
    const charge = (await stack().payment(id)).transactions.find(({ type }) => type === 'Charge');
    const [capture] = stack().adyen.control.payment(id)?.modifications ?? [];
    expect(charge).toMatchObject({
      state: 'Pending',
      interactionId: capture?.pspReference,
      interfaceId: capture?.pspReference,
    });
    stack().adyen.control.releaseWebhooks();
    await expect
      .poll(() => linesOf(stack(), id))
      .toEqual(['Authorization Success 1000', 'Charge Success 1000']);
  });

  it('in two equal parts is two transactions', async () => {
    const id = await authorised();
    await act(id, 'capturePayment', 500);
    await act(id, 'capturePayment', 500);
    expect(await settled(id)).toEqual([
      'Authorization Success 1000',
      'Charge Success 500',
      'Charge Success 500',
    ]);
    expect(stack().adyen.control.payment(id)).toMatchObject({ captured: 1000 });
  });

  it('of more than is authorised is a 400 that names what remains', async () => {
    const id = await authorised();
    await act(id, 'capturePayment', 700);
    const { status, body } = await refused(id, 'capturePayment', 301);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toMatch(/\b3(\.00|00)\b/);
    expect(await settled(id)).toEqual(['Authorization Success 1000', 'Charge Success 700']);
  });

  it('at once by many never takes more than is authorised', async () => {
    const id = await authorised();
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, i) => act(id, 'capturePayment', 400, `part-${i}`)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    await stack().adyen.control.whenIdle();
    expect(stack().adyen.control.payment(id)).toMatchObject({ captured: 800 });
  });

  it('with the same key is one capture', async () => {
    const id = await authorised();
    await Promise.all([
      act(id, 'capturePayment', 300, 'same-key'),
      act(id, 'capturePayment', 300, 'same-key'),
    ]);
    await act(id, 'capturePayment', 300, 'same-key');
    expect(await settled(id)).toEqual(['Authorization Success 1000', 'Charge Success 300']);
  });

  it('whose answer is lost for good is a 504; the same request again goes on with it', async () => {
    const id = await authorised();
    stack().adyen.control.holdWebhooks();
    stack().adyen.control.fault({ path: '/captures$', processed: true, drop: true, times: 50 });
    expect((await act(id, 'capturePayment', 1000)).status).toBe(504);
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Initial 1000']);
    await useUpFault(stack(), '/v72/payments/any/captures');
    expect(await act(id, 'capturePayment', 1000)).toMatchObject({
      status: 200,
      body: { outcome: 'received' },
    });
    stack().adyen.control.releaseWebhooks();
    expect(await settled(id)).toEqual(['Authorization Success 1000', 'Charge Success 1000']);
    expect(stack().adyen.control.payment(id)?.modifications).toHaveLength(1);
  });

  it('whose answer was lost and that a webhook has settled is not asked for twice by the same request', async () => {
    const id = await authorised();
    const path = `${stack().adyen.control.payment(id)?.pspReference ?? ''}/captures$`;
    stack().adyen.control.fault({ path, processed: true, delayAnswerMs: 2500, times: 2 });
    expect((await act(id, 'capturePayment', 400)).status).toBe(504);
    const captured = ['Authorization Success 1000', 'Charge Success 400'];
    expect(await settled(id)).toEqual(captured);

    expect(await act(id, 'capturePayment', 400)).toMatchObject({
      status: 200,
      body: { outcome: 'received' },
    });
    expect(await settled(id)).toEqual(captured);
    expect(stack().adyen.control.payment(id)?.modifications).toHaveLength(1);
    // That was its answer: the next equal one is another capture.
    expect((await act(id, 'capturePayment', 400)).status).toBe(200);
    expect(await settled(id)).toEqual([...captured, 'Charge Success 400']);
  });

  it('that Adyen refuses for good is a Failure', async () => {
    const id = await authorised();
    const body = {
      status: 422,
      errorCode: '167',
      message: 'Original pspReference required',
      errorType: 'validation',
    };
    stack().adyen.control.fault({ path: '/captures$', respond: { status: 422, body } });
    expect(await act(id, 'capturePayment', 1000)).toMatchObject({
      status: 200,
      body: { outcome: 'rejected' },
    });
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Failure 1000']);
    await act(id, 'capturePayment', 1000, 'again');
    expect(await settled(id)).toEqual([
      'Authorization Success 1000',
      'Charge Failure 1000',
      'Charge Success 1000',
    ]);
  });

  it('that fails by webhook is a Failure and can be asked for again', async () => {
    const id = await authorised();
    stack().adyen.control.outcome({
      operation: 'capture',
      success: false,
      reason: 'Insufficient balance on payment',
    });
    await act(id, 'capturePayment', 1000);
    expect(await settled(id)).toEqual(['Authorization Success 1000', 'Charge Failure 1000']);
  });
});

describe('refund', () => {
  it('in equal parts is a transaction each, and never more than is captured', async () => {
    const id = await authorised();
    await act(id, 'capturePayment', 600);
    await settled(id);
    await act(id, 'refundPayment', 200);
    await act(id, 'refundPayment', 200);
    const { status, body } = await refused(id, 'refundPayment', 201);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toMatch(/\b2(\.00|00)\b/);
    expect(await settled(id)).toEqual([
      'Authorization Success 1000',
      'Charge Success 600',
      'Refund Success 200',
      'Refund Success 200',
    ]);
  });

  it('before anything is captured is a 400', async () => {
    expect((await refused(await authorised(), 'refundPayment', 100)).status).toBe(400);
  });
});

describe('cancel and reverse', () => {
  it('cancel releases the authorisation', async () => {
    const id = await authorised();
    expect((await act(id, 'cancelPayment')).body).toEqual({ outcome: 'received' });
    expect(await settled(id)).toEqual(['Authorization Success 1000', 'CancelAuthorization Success 1000']);
  });

  it('cancel is a 400 once something is captured', async () => {
    const id = await authorised();
    await act(id, 'capturePayment', 100);
    expect((await refused(id, 'cancelPayment')).status).toBe(400);
  });

  it('reverse cancels what is not captured', async () => {
    const id = await authorised();
    await act(id, 'reversePayment');
    expect(await settled(id)).toEqual(['Authorization Success 1000', 'CancelAuthorization Success 1000']);
  });

  it('reverse refunds what is captured', async () => {
    const id = await authorised();
    await act(id, 'capturePayment', 1000);
    await settled(id);
    await act(id, 'reversePayment');
    expect(await settled(id)).toEqual([
      'Authorization Success 1000',
      'Charge Success 1000',
      'Refund Success 1000',
    ]);
  });
});

describe('an intent that makes no sense', () => {
  const capture = { action: 'capturePayment', ...amount(100) };

  it.each<[string, unknown]>([
    ['no list', { action: 'capturePayment' }],
    ['an empty list', { actions: [] }],
    ['two actions', { actions: [capture, capture] }],
    ['an unknown action', { actions: [{ action: 'capture', ...amount(100) }] }],
    ['no amount', { actions: [{ action: 'capturePayment' }] }],
    ['zero', { actions: [{ action: 'capturePayment', ...amount(0) }] }],
    ['a negative amount', { actions: [{ action: 'refundPayment', ...amount(-5) }] }],
    ['a fraction', { actions: [{ action: 'capturePayment', ...amount(10.5) }] }],
    [
      'an amount as text',
      { actions: [{ action: 'capturePayment', amount: { centAmount: '100', currencyCode: 'EUR' } }] },
    ],
    ['another currency', { actions: [{ action: 'capturePayment', ...amount(100, 'USD') }] }],
  ])('is a 400 and reaches nobody: %s', async (_name, body) => {
    const id = await authorised();
    const before = stack().adyen.control.journal().length;
    expect((await send<ErrorAnswer>(id, body)).status).toBe(400);
    expect(stack().adyen.control.journal().length).toBe(before);
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000']);
  });

  it('is a 404 for a payment that does not exist, a 400 for an id of the wrong form', async () => {
    expect((await act('6f1c1b0e-8f0a-4f57-9b5c-0d7f5b1f0a11', 'cancelPayment')).status).toBe(404);
    expect((await act('..%2F..%2Fcarts', 'cancelPayment')).status).toBe(400);
  });
});
