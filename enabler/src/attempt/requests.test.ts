import { describe, expect, it, vi } from 'vitest';
import { RequestFailure } from '../fetch-json.ts';
import { ProcessorClient, type PaymentAnswer, type PaymentStatus } from '../processor-client.ts';
import { AttemptRequests } from './requests.ts';

const { signal } = new AbortController();

function requests(response: PaymentAnswer | Error = { paymentReference: 'p1', resultCode: 'Authorised' }) {
  const client = new ProcessorClient('https://processor.example', 's1');
  const pay = vi.fn(() => (response instanceof Error ? Promise.reject(response) : Promise.resolve(response)));
  client.startPayment = pay;
  client.continuePayment = pay;
  const setting = { client, routes: '/payments', isPart: false, onDoubt: vi.fn(), signal } as const;
  return { requests: new AttemptRequests(setting), client, pay };
}

describe('the requests of an attempt', () => {
  it('have one idempotency key for its start, and another for each continuation', async () => {
    const { requests: one, pay } = requests();
    await one.start({ a: 1 });
    await one.resume(1000, signal);
    await one.continue({ details: {} });
    const [first, again, continued] = pay.mock.calls as unknown as [string, unknown, string][];
    expect(first?.[2]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(again).toEqual(first);
    expect(continued?.[2]).not.toBe(first?.[2]);
    expect(continued?.[1]).toEqual({ details: {}, paymentReference: 'p1' });
  });

  it('name the payment that a failure names', async () => {
    const { requests: one } = requests(new RequestFailure('x', { status: 400, paymentReference: 'p7' }));
    await one.start({}).catch(() => undefined);
    expect(one.paymentReference).toBe('p7');
  });

  it('stand for an earlier attempt that turned out to have paid', () => {
    const { requests: later } = requests();
    const response = { paymentReference: 'p0', resultCode: 'Authorised' };
    expect(later.adopt(response)).toBe(response);
    expect(later).toMatchObject({ paymentReference: 'p0', response });
  });
});

describe('how an attempt stands', () => {
  const action = { type: 'redirect', paymentMethodType: 'ideal' };
  const standing = async (
    status: Partial<PaymentStatus> | Error,
    response: PaymentAnswer = { paymentReference: 'p1', resultCode: 'RedirectShopper', action },
  ) => {
    const { requests: one, client } = requests(response);
    client.paymentStatus = vi.fn((): Promise<PaymentStatus> =>
      status instanceof Error
        ? Promise.reject(status)
        : Promise.resolve({ paymentReference: 'p1', status: 'pending', ...status }),
    );
    await one.start({});
    return one.outcome(1, signal);
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
