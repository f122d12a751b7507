import { describe, expect, it, vi } from 'vitest';
import { RequestFailure } from '../fetch-json.ts';
import english from '../messages/languages/en.ts';
import { ProcessorClient, type PaymentAnswer, type PaymentStatus } from '../processor-client.ts';
import { Attempt } from './attempt.ts';
import { UnknownOutcome } from './deliver.ts';

function attempt(
  answer: PaymentAnswer | Error = { paymentReference: 'p1', resultCode: 'Authorised' },
  type = 'scheme',
) {
  const client = new ProcessorClient('https://processor.example', 's1');
  const pay = vi.fn(() => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)));
  client.startPayment = pay;
  client.continuePayment = pay;
  const listener = { onDoubt: vi.fn(), onComplete: vi.fn(), onError: vi.fn() };
  const { signal } = new AbortController();
  const it = new Attempt({ client, routes: '/payments', texts: english, type, listener, signal });
  return { attempt: it, client, pay, listener };
}

describe('an attempt', () => {
  it('has one idempotency key for its start, and another for each continuation', async () => {
    const { attempt: one, pay } = attempt();
    await one.start({ a: 1 });
    await one.resume(1000, new AbortController().signal);
    await one.continue({ details: {} });
    const [first, again, continued] = pay.mock.calls as unknown as [string, unknown, string][];
    expect(first?.[2]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(again).toEqual(first);
    expect(continued?.[2]).not.toBe(first?.[2]);
    expect(continued?.[1]).toEqual({ details: {}, paymentReference: 'p1' });
  });

  it('ends once, whatever comes later', async () => {
    const { attempt: one, listener } = attempt();
    await one.start({});
    one.complete('Authorised');
    one.complete('Authorised');
    one.fail(new Error('later'));
    expect(listener.onComplete).toHaveBeenCalledExactlyOnceWith({
      isSuccess: true,
      paymentReference: 'p1',
      method: { type: 'card' },
      resultCode: 'Authorised',
    });
    expect(listener.onError).not.toHaveBeenCalled();
  });

  it.each(['Authorised', 'Pending', 'Received', 'PresentToShopper'])('is a success with %s', (resultCode) => {
    const { attempt: one, listener } = attempt();
    one.complete(resultCode);
    expect(listener.onComplete).toHaveBeenCalledWith(expect.objectContaining({ isSuccess: true }));
  });

  it.each([
    ['Refused', undefined, english.refused],
    ['Refused', 'InsufficientFunds', english.insufficientFunds],
    ['Refused', 'ExpiredCard', english.expiredCard],
    ['Refused', 'a reason to come', english.refused],
    ['Error', undefined, english.failed],
    ['Cancelled', 'Refused', english.cancelled],
  ])('that ends with %s (%s) tells the shopper why', async (resultCode, refusalReason, message) => {
    const { attempt: one, listener } = attempt({
      paymentReference: 'p1',
      resultCode,
      ...(refusalReason === undefined ? {} : { refusalReason }),
    });
    await one.start({});
    one.complete(resultCode);
    expect(listener.onComplete).toHaveBeenCalledWith(expect.objectContaining({ isSuccess: false, message }));
  });

  it('that stays unknown names the payment and warns against paying again', async () => {
    const { attempt: one, listener } = attempt(
      new RequestFailure('x', { status: 400, paymentReference: 'p7' }),
      'ideal',
    );
    const cause: unknown = await one.start({}).catch((error: unknown) => error);
    one.fail(new UnknownOutcome('p7', cause));
    expect(listener.onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        code: 'OutcomeUnknown',
        retryable: false,
        paymentReference: 'p7',
        message: english.unknown,
      }),
      { paymentReference: 'p7', method: { type: 'ideal' } },
    );
  });

  it('that turns out to have been paid before stands for the earlier one', () => {
    const { attempt: later, listener } = attempt();
    const answer = { paymentReference: 'p0', resultCode: 'Authorised' };
    expect(later.adopt(answer)).toBe(answer);
    later.complete('Authorised');
    expect(listener.onComplete).toHaveBeenCalledWith(expect.objectContaining({ paymentReference: 'p0' }));
  });

  it('that waits for an earlier one in vain names the earlier one’s payment', () => {
    const { attempt: later, listener } = attempt();
    later.fail(new UnknownOutcome('p0'));
    expect(listener.onError).toHaveBeenCalledWith(
      expect.objectContaining({ code: 'OutcomeUnknown', paymentReference: 'p0' }),
      { paymentReference: 'p0', method: { type: 'card' } },
    );
  });
});

describe('how an attempt stands', () => {
  const action = { type: 'redirect', paymentMethodType: 'ideal' };
  const standing = async (
    status: Partial<PaymentStatus> | Error,
    answer: PaymentAnswer = { paymentReference: 'p1', resultCode: 'RedirectShopper', action },
  ) => {
    const { attempt: one, client } = attempt(answer);
    client.paymentStatus = vi.fn((): Promise<PaymentStatus> =>
      status instanceof Error
        ? Promise.reject(status)
        : Promise.resolve({ paymentReference: 'p1', status: 'pending', ...status }),
    );
    await one.start({});
    return one.outcome(1, new AbortController().signal);
  };

  it.each([
    [{ status: 'authorised' }, 'Authorised'],
    [{ status: 'failed' }, 'Refused'],
    [{ status: 'pending', resultCode: 'Received' }, 'Received'],
    [{ status: 'pending' }, 'Pending'],
  ] as const)('after a step of the shopper’s: %o is %s', async (status, resultCode) => {
    expect(await standing(status)).toEqual({ state: 'ended', resultCode });
  });

  it('is open while the shopper has something to do', async () => {
    expect(await standing({ status: 'actionRequired' })).toEqual({ state: 'open' });
  });

  it.each([503, 401, undefined])('is unknown when the processor does not say (%s)', async (status) => {
    expect(await standing(new RequestFailure('x', { status }))).toEqual({ state: 'unknown' });
  });

  it('is unknown when Adyen may never have answered', async () => {
    expect(await standing({}, { paymentReference: 'p1' })).toEqual({ state: 'unknown' });
  });
});
