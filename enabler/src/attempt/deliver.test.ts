import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RequestFailure } from '../fetch-json.ts';
import type { PaymentAnswer, PaymentStatus } from '../processor-client.ts';
import { deliver, type Delivery } from './deliver.ts';
import { UnknownOutcome } from './unknown-outcome.ts';

const lost = new RequestFailure('No answer came');
const answered = (status: number, code?: string, paymentReference?: string): RequestFailure =>
  new RequestFailure('refused', { status, code, paymentReference });
const paid: PaymentAnswer = { paymentReference: 'p1', resultCode: 'Authorised' };

/** A processor that answers one after the other, and the same at the end for good. */
function processor(...answers: (PaymentAnswer | Error)[]) {
  let endedAt = NaN;
  const onDoubt = vi.fn();
  const send = vi.fn(() => {
    const answer = answers[Math.min(send.mock.calls.length, answers.length) - 1] ?? lost;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  const status = (state?: Partial<PaymentStatus>) =>
    vi.fn(() =>
      state
        ? Promise.resolve({ paymentReference: 'p1', status: 'pending' as const, ...state })
        : Promise.reject(lost),
    );
  const start = async (extra: Partial<Delivery> = {}): Promise<unknown> => {
    const delivered = deliver({
      send,
      ask: status(),
      onDoubt,
      signal: new AbortController().signal,
      ...extra,
    });
    const outcome = delivered
      .catch((error: unknown) => error)
      .finally(() => {
        endedAt = Date.now();
      });
    await vi.advanceTimersByTimeAsync(200_000);
    return outcome;
  };
  return { send, onDoubt, status, start, began: Date.now(), lasted: (since: number) => endedAt - since };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a payment request', () => {
  it('is sent once when it is answered', async () => {
    const { send, start, onDoubt } = processor(paid);
    expect(await start()).toEqual(paid);
    expect(send).toHaveBeenCalledTimes(1);
    expect(onDoubt).not.toHaveBeenCalled();
  });

  it.each([
    ['lost', lost],
    ['500', answered(500)],
    ['504', answered(504, 'OutcomeUnknown')],
  ])(
    'is repeated after an answer that leaves the outcome open (%s), and the shopper is told',
    async (_name, failure) => {
      const { send, start, onDoubt } = processor(failure, failure, paid);
      expect(await start()).toEqual(paid);
      expect(send).toHaveBeenCalledTimes(3);
      expect(onDoubt).toHaveBeenCalledTimes(1);
    },
  );

  it.each([502, 503, 429])(
    'is repeated a few times after %i, without doubt: nothing was paid',
    async (status) => {
      const { send, start, onDoubt } = processor(answered(status, 'Unavailable'));
      expect(await start()).toMatchObject({ status });
      expect(send).toHaveBeenCalledTimes(3);
      expect(onDoubt).not.toHaveBeenCalled();
    },
  );

  it.each([
    [400, 'InvalidOperation'],
    [401, 'invalid_token'],
    [409, 'PaymentInProgress'],
    [422, 'AdyenError-702'],
  ])('that is refused (%i %s) is not repeated', async (status, code) => {
    const { send, start } = processor(answered(status, code));
    expect(await start()).toMatchObject({ status, code });
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('is repeated when commercetools kept changing meanwhile', async () => {
    const { start } = processor(answered(409, 'ConcurrentModification'), paid);
    expect(await start()).toEqual(paid);
  });

  it('that never left the device is not repeated', async () => {
    const { send, start } = processor(new RequestFailure('offline', { sent: false }));
    expect(await start()).toMatchObject({ sent: false });
    expect(send).toHaveBeenCalledTimes(1);
  });

  it.each([
    answered(504, 'OutcomeUnknown', 'p1'),
    // Adyen has answered, and commercetools could not be told.
    answered(503, 'CommercetoolsUnavailable', 'p1'),
    answered(409, 'ConcurrentModification', 'p1'),
  ])('whose answer stays unknown is settled by the payment’s state: $status', async (failure) => {
    const { status, start } = processor(failure);
    const ask = status({ status: 'authorised' });
    expect(await start({ ask })).toEqual({ paymentReference: 'p1', resultCode: 'Authorised' });
    expect(ask).toHaveBeenCalledWith('p1');
  });

  it('that pays a part of an order is repeated until its answer says what is left', async () => {
    const part = { ...paid, order: { orderData: 'o', pspReference: 'P' } };
    const { status, start } = processor(answered(504, 'OutcomeUnknown', 'p1'), lost, part);
    expect(await start({ ask: status({ status: 'authorised' }), isPart: true })).toBe(part);
  });

  it('that was to pay a part of an order has failed when the payment’s state says so', async () => {
    const { status, start } = processor(answered(504, 'OutcomeUnknown', 'p1'));
    const ask = status({ status: 'failed', resultCode: 'Refused' });
    expect(await start({ ask, isPart: true })).toEqual({ paymentReference: 'p1', resultCode: 'Refused' });
  });

  it.each([
    ['no answer', lost],
    ['the answer of a gateway', answered(502)],
  ])('whose answer stays unknown ends as unknown, some twenty seconds after %s', async (_name, failure) => {
    const { send, began, lasted, start } = processor(failure);
    expect(await start()).toBeInstanceOf(UnknownOutcome);
    expect(lasted(began)).toBeGreaterThan(15_000);
    expect(lasted(began)).toBeLessThanOrEqual(25_000);
    expect(send.mock.calls.length).toBeGreaterThan(6);
  });

  it('is not waited for any longer when the repeat of it is not answered at all', async () => {
    const { began, lasted, start } = processor(lost);
    let sent = 0;
    const send = (): Promise<PaymentAnswer> =>
      sent++ === 0
        ? new Promise((_resolve, reject) => setTimeout(() => reject(lost), 40_000))
        : new Promise(() => undefined);
    expect(await start({ send })).toBeInstanceOf(UnknownOutcome);
    expect(lasted(began)).toBeLessThanOrEqual(40_000 + 25_000);
  });

  it.each([
    ['unavailable', answered(503)],
    ['a session that has ended', answered(401)],
    ['a device that is offline', new RequestFailure('offline', { sent: false })],
  ])('of old whose outcome is not known stays unknown after %s', async (_name, failure) => {
    const { began, lasted, start } = processor(failure);
    expect(await start({ repeatForMs: 15_000 })).toBeInstanceOf(UnknownOutcome);
    expect(lasted(began)).toBeLessThanOrEqual(15_000);
  });

  it('is not taken for unpaid because the session ends while the outcome is open', async () => {
    const { start } = processor(lost, answered(401, 'invalid_token'));
    expect(await start()).toBeInstanceOf(UnknownOutcome);
  });

  it('believes a refusal that comes after a lost answer', async () => {
    const { start } = processor(lost, answered(422, 'AdyenError-130'));
    expect(await start()).toMatchObject({ status: 422 });
  });

  it('stops when the component goes away', async () => {
    const abort = new AbortController();
    const { start, send } = processor(lost);
    setTimeout(() => abort.abort(), 2000);
    expect(await start({ signal: abort.signal })).toBeInstanceOf(UnknownOutcome);
    expect(send.mock.calls.length).toBeLessThan(5);
  });

  it('is repeated at once when the device is online again', async () => {
    const { start } = processor(lost, lost, lost, lost, lost, paid);
    const delivered = start();
    for (let tries = 0; tries < 5; tries++) {
      await vi.advanceTimersByTimeAsync(1);
      window.dispatchEvent(new Event('online'));
    }
    expect(await delivered).toEqual(paid);
  });
});
