import { describe, expect, it } from 'vitest';
import { RequestFailure } from '../fetch-json.ts';
import type { Host } from '../host.ts';
import type { PaymentAnswer } from '../processor-client.ts';
import type { Attempt } from './attempt.ts';
import { UnknownOutcome } from './deliver.ts';
import { settleEarlierAttempt } from './earlier-attempt.ts';

const hostWith = (answer: PaymentAnswer | Error): Host => {
  const resume = (): Promise<PaymentAnswer> =>
    answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  return { unsettled: { resume } as unknown as Attempt } as Host;
};

describe('an attempt whose outcome was not known', () => {
  it.each(['Authorised', 'Pending', 'Received'])(
    'stands for the next one when it has paid (%s)',
    async (resultCode) => {
      const host = hostWith({ resultCode });
      const earlier = host.unsettled;
      expect(await settleEarlierAttempt(host)).toBe(earlier);
      expect(host.unsettled).toBeUndefined();
    },
  );

  it.each([
    ['was refused', { resultCode: 'Refused' }],
    ['waits for a step of the shopper’s', { resultCode: 'RedirectShopper', action: { type: 'redirect' } }],
    ['was never accepted', new RequestFailure('no', { status: 400 })],
  ])('makes way for the next one when it %s', async (_name, answer) => {
    const host = hostWith(answer);
    expect(await settleEarlierAttempt(host)).toBeUndefined();
    expect(host.unsettled).toBeUndefined();
  });

  it('holds up the next one while it is still not known', async () => {
    const host = hostWith(new UnknownOutcome('p1', undefined));
    await expect(settleEarlierAttempt(host)).rejects.toBeInstanceOf(UnknownOutcome);
    expect(host.unsettled).toBeDefined();
  });

  it('is not looked for where there is none', async () => {
    expect(await settleEarlierAttempt({ unsettled: undefined } as Host)).toBeUndefined();
  });
});
