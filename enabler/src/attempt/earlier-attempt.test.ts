import { describe, expect, it, vi } from 'vitest';
import { RequestFailure } from '../fetch-json.ts';
import type { Host } from '../host.ts';
import type { PaymentAnswer } from '../processor-client.ts';
import { settle, settleEarlierAttempt } from './earlier-attempt.ts';
import type { Outcome } from './outcome.ts';
import { UnknownOutcome } from './unknown-outcome.ts';

const open: Outcome = { state: 'open' };
const unknown: Outcome = { state: 'unknown' };
const ended = (resultCode: string): Outcome => ({ state: 'ended', resultCode });

/** An enabler with an attempt that ended as unknown: how it stands now, and what comes of its request when it is sent again. */
const hostWith = (
  outcome: Outcome,
  answer: PaymentAnswer | Error = new UnknownOutcome('p1'),
  isPart = false,
) => {
  const resume = vi.fn(() => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)));
  const earlier = { paymentReference: 'p1', isPart, outcome: () => Promise.resolve(outcome), resume };
  const unsettled: Host['unsettled'] = { settle: (given) => settle(earlier, given) };
  return { host: { unsettled } as Host, resume };
};
const { signal } = new AbortController();

describe('an attempt whose outcome was not known', () => {
  it.each(['Authorised', 'Pending', 'Received'])(
    'stands for the next one when it has paid (%s)',
    async (resultCode) => {
      const answer = { paymentReference: 'p1', resultCode };
      const { host } = hostWith(unknown, answer);
      expect(await settleEarlierAttempt(host, signal)).toBe(answer);
      expect(host.unsettled).toBeUndefined();
    },
  );

  it('stands for the next one when the shopper has done their part meanwhile', async () => {
    const action = { type: 'redirect' };
    const { host } = hostWith(ended('Authorised'), { resultCode: 'RedirectShopper', action });
    expect(await settleEarlierAttempt(host, signal)).toEqual({
      paymentReference: 'p1',
      resultCode: 'Authorised',
    });
  });

  it('has left something to pay when the state says so', async () => {
    const remainingAmount = { centAmount: 5, currencyCode: 'EUR' };
    const { host } = hostWith(
      { ...ended('Authorised'), remainingAmount } as Outcome,
      new RequestFailure('x'),
    );
    expect(await settleEarlierAttempt(host, signal)).toMatchObject({ remainingAmount });
  });

  it('tells all that its answer tells, e.g. what a gift card has left to pay', async () => {
    const order = { orderData: 'o', pspReference: 'x', remainingAmount: { currency: 'EUR', value: 5 } };
    const answer = { paymentReference: 'p1', resultCode: 'Authorised', order };
    expect(await settleEarlierAttempt(hostWith(ended('Authorised'), answer).host, signal)).toBe(answer);
  });

  it('stays unknown while nobody says what is left of the order that it is a part of', async () => {
    const { host } = hostWith(ended('Authorised'), new UnknownOutcome('p1'), true);
    await expect(settleEarlierAttempt(host, signal)).rejects.toBeInstanceOf(UnknownOutcome);
    expect(host.unsettled).toBeDefined();
  });

  it.each([
    ['was refused', unknown, { resultCode: 'Refused' }],
    [
      'waits for a step of the shopper’s',
      unknown,
      { resultCode: 'RedirectShopper', action: { type: 'redirect' } },
    ],
    ['was never accepted', unknown, new RequestFailure('no', { status: 400 })],
    ['has failed', ended('Cancelled'), undefined],
    ['is open', open, undefined],
  ])('makes way for the next one when it %s', async (_name, outcome, answer) => {
    const { host, resume } = hostWith(outcome, answer);
    expect(await settleEarlierAttempt(host, signal)).toBeUndefined();
    expect(host.unsettled).toBeUndefined();
    expect(resume).toHaveBeenCalledTimes(outcome === unknown ? 1 : 0);
  });

  it('holds up the next one while it is still not known', async () => {
    const { host } = hostWith(unknown);
    await expect(settleEarlierAttempt(host, signal)).rejects.toBeInstanceOf(UnknownOutcome);
    expect(host.unsettled).toBeDefined();
  });

  it('is not looked for where there is none', async () => {
    expect(await settleEarlierAttempt({ unsettled: undefined } as Host, signal)).toBeUndefined();
  });
});
