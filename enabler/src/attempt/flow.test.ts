import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AdyenElement, SubmitState } from '../adyen/element.ts';
import type { Host } from '../host.ts';
import english from '../messages/languages/en.ts';
import { RequestFailure } from '../fetch-json.ts';
import { ProcessorClient, type PaymentAnswer, type PaymentStatus } from '../processor-client.ts';
import type { EnablerOptions } from '../types.ts';
import { PaymentFlow } from './flow.ts';

const onComplete = vi.fn();
const onError = vi.fn();
const onPartialPayment = vi.fn();
const restoreForm = vi.fn();
const finishForm = vi.fn();
const renewForm = vi.fn();
const show = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
});

const order = { orderData: 'o', pspReference: 'P' };
const answeredOrder = (remaining: number) => ({
  ...order,
  amount: { currency: 'EUR', value: 4200 },
  remainingAmount: { currency: 'EUR', value: remaining },
});

/** Presses pay, and has adyen-web hear the answer. */
const pay = async (
  data: SubmitState['data'],
  answer: PaymentAnswer | RequestFailure,
  status: Omit<PaymentStatus, 'paymentReference'> = { status: 'pending' },
) => {
  const client = new ProcessorClient('https://processor.example', 's1');
  client.startPayment = () =>
    answer instanceof RequestFailure
      ? Promise.reject(answer)
      : Promise.resolve({ paymentReference: 'p1', ...answer });
  client.paymentStatus = () => Promise.resolve({ paymentReference: 'p1', ...status });
  client.expressPaymentData = () => Promise.reject(new Error('Not asked for here'));
  const host = {
    client,
    texts: english,
    locale: 'en-US',
    methods: { amount: { currency: 'EUR', value: 10_000 } },
    options: { onError } as unknown as EnablerOptions,
    heldBefore: new WeakMap(),
  } as Host;
  const flow = new PaymentFlow({
    host,
    client: () => client,
    routes: '/payments',
    redirectMode: 'page',
    surface: () => ({ show, clear: vi.fn(), focusForm: vi.fn() }) as never,
    onComplete,
    onPartialPayment,
    restoreForm,
    renewForm,
    finishForm,
  });
  flow.begin();
  const actions = { resolve: vi.fn(), reject: vi.fn() };
  const callbacks = flow.callbacks();
  const element = {
    setStatus: vi.fn(),
    type: data.paymentMethod.type,
    props: {},
    core: { getComponent: () => vi.fn() },
  };
  callbacks.onSubmit({ data }, element as unknown as AdyenElement, actions);
  await vi.waitFor(() => expect(actions.resolve).toHaveBeenCalled());
  if (!(answer instanceof RequestFailure) && answer.resultCode === 'Refused')
    callbacks.onPaymentFailed(answer);
  await new Promise((resolve) => setTimeout(resolve, 5));
  return { flow, actions, host, callbacks };
};

const giftCard = { paymentMethod: { type: 'giftcard' }, order };
const card = { paymentMethod: { type: 'scheme' }, order };

describe('a gift card that pays a part of an order', () => {
  it('ends nothing when it is paid', async () => {
    const { flow, actions } = await pay(giftCard, { resultCode: 'Authorised', order: answeredOrder(1700) });
    expect(actions.resolve).toHaveBeenCalledWith(expect.objectContaining({ order: answeredOrder(1700) }));
    expect(onPartialPayment).toHaveBeenCalledExactlyOnceWith({
      paymentReference: 'p1',
      paidAmount: { centAmount: 2500, currencyCode: 'EUR', fractionDigits: 2 },
      remainingAmount: { centAmount: 1700, currencyCode: 'EUR', fractionDigits: 2 },
    });
    expect(onComplete).not.toHaveBeenCalled();
    expect(onError).not.toHaveBeenCalled();
    expect(flow.busy).toBe(false);
  });

  it.each([
    ['with the order', { order: answeredOrder(4200) }],
    ['without it', {}],
  ])('is a message and the form again when it is refused and answered %s', async (_how, answer) => {
    const { flow } = await pay(giftCard, { resultCode: 'Refused', ...answer });
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        code: 'PartRefused',
        message: english.giftCardRefused,
        retryable: true,
        paymentReference: 'p1',
      }),
      { paymentReference: 'p1', method: { type: 'giftcard' } },
    );
    expect(show).toHaveBeenCalledWith('error', english.giftCardRefused);
    expect(restoreForm).toHaveBeenCalledOnce();
    expect(onComplete).not.toHaveBeenCalled();
    expect(onPartialPayment).not.toHaveBeenCalled();
    expect(flow.busy).toBe(false);
  });
});

describe('what pays the rest of an order', () => {
  it('completes it', async () => {
    await pay(card, { resultCode: 'Authorised', order: answeredOrder(0) });
    expect(onComplete).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ isSuccess: true }));
    expect(finishForm).toHaveBeenCalledOnce();
    expect(onPartialPayment).not.toHaveBeenCalled();
  });

  it('is refused like any payment', async () => {
    await pay(card, { resultCode: 'Refused', order: answeredOrder(1700) });
    expect(onComplete).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ isSuccess: false }));
    expect(restoreForm).toHaveBeenCalledOnce();
    expect(onPartialPayment).not.toHaveBeenCalled();
  });
});

describe('a payment that leaves something to pay without an order', () => {
  const remainingAmount = { centAmount: 4000, currencyCode: 'EUR' };
  const euros = (centAmount: number) => ({ centAmount, currencyCode: 'EUR', fractionDigits: 2 });
  const alone = { paymentMethod: { type: 'scheme' } };
  const expectPart = () => {
    expect(onPartialPayment).toHaveBeenCalledExactlyOnceWith({
      paymentReference: 'p1',
      paidAmount: euros(6000),
      remainingAmount: euros(4000),
    });
    expect(onComplete).not.toHaveBeenCalled();
    expect(onError).not.toHaveBeenCalled();
    expect(finishForm).not.toHaveBeenCalled();
    expect(renewForm).toHaveBeenCalledExactlyOnceWith({ currency: 'EUR', value: 4000 });
    expect(show).toHaveBeenLastCalledWith('info', english.partPaid.replace('{amount}', '€40.00'));
  };

  it.each(['PartiallyAuthorised', 'Authorised', 'Pending', 'Received'])(
    'ends nothing, whatever adyen-web says of it (%s)',
    async (resultCode) => {
      const { flow, actions, callbacks } = await pay(alone, { resultCode, remainingAmount });
      callbacks.onPaymentCompleted({ resultCode });
      expect(actions.resolve).toHaveBeenCalledWith({ resultCode });
      expectPart();
      expect(flow.busy).toBe(false);
    },
  );

  it('is a part when the order is paid and the cart owes more', async () => {
    await pay(card, { resultCode: 'Authorised', order: answeredOrder(0), remainingAmount });
    expectPart();
  });

  it('is a part when only the status says so', async () => {
    const lost = new RequestFailure('lost', { paymentReference: 'p1', status: 504 });
    const status = { status: 'authorised', resultCode: 'Authorised', remainingAmount } as const;
    const { flow } = await pay(alone, lost, status);
    expectPart();
    expect(flow.busy).toBe(false);
  });

  it('is a part when the form has gone meanwhile', async () => {
    const { flow, callbacks } = await pay(
      alone,
      {
        resultCode: 'RedirectShopper',
        action: { type: 'redirect', url: 'https://bank.example/', method: 'GET' },
      },
      { status: 'authorised', remainingAmount },
    );
    flow.stop();
    await vi.waitFor(() => expect(onPartialPayment).toHaveBeenCalledOnce());
    callbacks.onPaymentCompleted({ resultCode: 'Authorised' });
    expect(onComplete).not.toHaveBeenCalled();
    expect(renewForm).not.toHaveBeenCalled();
  });

  it('is like any payment when it is refused', async () => {
    await pay(alone, { resultCode: 'Refused', remainingAmount });
    expect(onComplete).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ isSuccess: false }));
    expect(onPartialPayment).not.toHaveBeenCalled();
  });

  it('completes when nothing is left, however little was authorised', async () => {
    await pay(alone, { resultCode: 'PartiallyAuthorised' });
    expect(onComplete).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ isSuccess: true }));
    expect(finishForm).toHaveBeenCalledExactlyOnceWith(english.paid);
  });
});

describe('an attempt whose step is still open when it ends', () => {
  it('holds up the next one until it is settled, whatever adyen-web calls later', async () => {
    const action = { type: 'redirect', url: 'https://bank.example/', method: 'GET' };
    const { host, callbacks } = await pay(
      { paymentMethod: { type: 'scheme' } },
      { resultCode: 'RedirectShopper', action },
      { status: 'actionRequired' },
    );
    callbacks.onError({ name: 'CANCEL', message: 'cancelled' });
    await vi.waitFor(() => expect(onComplete).toHaveBeenCalledOnce(), 3000);
    expect(onComplete).toHaveBeenCalledWith(expect.objectContaining({ resultCode: 'Cancelled' }));
    expect(host.unsettled).toBeDefined();
    host.unsettled = undefined;
    callbacks.onPaymentFailed({ resultCode: 'Refused' });
    expect(host.unsettled).toBeUndefined();
    expect(onComplete).toHaveBeenCalledOnce();
  });
});
