import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AdyenElement, SubmitState } from '../adyen/element.ts';
import type { Host } from '../host.ts';
import english from '../messages/languages/en.ts';
import { ProcessorClient, type PaymentAnswer } from '../processor-client.ts';
import type { EnablerOptions } from '../types.ts';
import { PaymentFlow } from './flow.ts';

const onComplete = vi.fn();
const onError = vi.fn();
const onPartialPayment = vi.fn();
const restoreForm = vi.fn();
const finishForm = vi.fn();
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
const pay = async (data: SubmitState['data'], answer: PaymentAnswer) => {
  const client = new ProcessorClient('https://processor.example', 's1');
  client.startPayment = () => Promise.resolve({ paymentReference: 'p1', ...answer });
  const host = { client, texts: english, options: { onError } as unknown as EnablerOptions } as Host;
  const flow = new PaymentFlow({
    host,
    client: () => client,
    routes: '/payments',
    redirectMode: 'page',
    surface: () => ({ show, clear: vi.fn() }) as never,
    onComplete,
    onPartialPayment,
    restoreForm,
    finishForm,
  });
  flow.begin();
  const actions = { resolve: vi.fn(), reject: vi.fn() };
  const callbacks = flow.callbacks();
  callbacks.onSubmit({ data }, { setStatus: vi.fn() } as unknown as AdyenElement, actions);
  await vi.waitFor(() => expect(actions.resolve).toHaveBeenCalled());
  if (answer.resultCode === 'Refused') callbacks.onPaymentFailed(answer);
  await new Promise((resolve) => setTimeout(resolve, 5));
  return { flow, actions };
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
