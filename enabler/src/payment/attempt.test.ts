import { describe, expect, it, vi } from 'vitest';
import { RequestFailure } from '../fetch-json.ts';
import english from '../messages/languages/en.ts';
import { ProcessorClient, type PaymentAnswer } from '../processor-client.ts';
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
  return { attempt: it, pay, listener };
}

describe('an attempt', () => {
  it('has one idempotency key for its start, and another for each continuation', async () => {
    const { attempt: one, pay } = attempt();
    await one.start({ a: 1 });
    await one.resume(1000);
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

  it('that turns out to have been paid before stands for the earlier one', async () => {
    const { attempt: earlier } = attempt({ paymentReference: 'p0', resultCode: 'Authorised' });
    await earlier.start({});
    const { attempt: later, listener } = attempt();
    expect(later.adopt(earlier)).toMatchObject({ resultCode: 'Authorised' });
    later.complete('Authorised');
    expect(listener.onComplete).toHaveBeenCalledWith(expect.objectContaining({ paymentReference: 'p0' }));
  });
});
