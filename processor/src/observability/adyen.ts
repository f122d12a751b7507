import type { AdyenClient } from '../adyen/client.ts';
import type { AdyenCall } from '../adyen/transport/call.ts';
import type { Instruments } from './instruments.ts';
import { errorType } from './spans.ts';

type Step = 'start' | 'continue';

/** Counts finished operations at Adyen. */
export const countCalls =
  (instruments: Instruments) =>
  ({ operation, outcome, tries, durationMs }: AdyenCall): void => {
    const attributes = { 'adyen.operation': operation, 'adyen.outcome': outcome };
    instruments.adyenDuration.record(durationMs / 1000, attributes);
    instruments.adyenTries.add(tries, attributes);
  };

/** Counts a modification by what Adyen made of it, and passes its answer on. */
const countingModifications =
  (instruments: Instruments) =>
  <Args extends unknown[], Answer>(kind: string, modify: (...args: Args) => Promise<Answer>) =>
  async (...args: Args): Promise<Answer> => {
    const count = (outcome: Record<string, string>): void =>
      instruments.modifications.add(1, { 'adyen.operation': kind, ...outcome });
    try {
      const answer = await modify(...args);
      count({ 'adyen.outcome': 'accepted' });
      return answer;
    } catch (error) {
      count({ 'adyen.outcome': 'failed', 'error.type': errorType(error) });
      throw error;
    }
  };

/** The client with its attempts and modifications counted by method, result code and error. */
export const observedAdyen = (adyen: AdyenClient, instruments: Instruments): AdyenClient => {
  const counted = countingModifications(instruments);
  const attempt =
    <Request, Options, Answer extends { resultCode: string }>(
      step: Step,
      send: (request: Request, options?: Options) => Promise<Answer>,
      methodOf?: (request: Request) => string,
    ) =>
    async (request: Request, options?: Options): Promise<Answer> => {
      instruments.attemptsAtAdyen.add(1);
      try {
        const answer = await send(request, options);
        instruments.attempts.add(1, {
          'payment.step': step,
          'adyen.result_code': answer.resultCode,
          // Only what Adyen understood: a caller's own words would make series without end.
          ...(methodOf && { 'payment.method': methodOf(request) }),
        });
        return answer;
      } catch (error) {
        instruments.attempts.add(1, { 'payment.step': step, 'error.type': errorType(error) });
        throw error;
      } finally {
        instruments.attemptsAtAdyen.add(-1);
      }
    };
  return {
    ...adyen,
    payments: attempt('start', adyen.payments, ({ paymentMethod }) => paymentMethod.type),
    paymentDetails: attempt('continue', adyen.paymentDetails),
    captures: counted('captures', adyen.captures),
    refunds: counted('refunds', adyen.refunds),
    cancels: counted('cancels', adyen.cancels),
    amountUpdates: counted('amountUpdates', adyen.amountUpdates),
  };
};
