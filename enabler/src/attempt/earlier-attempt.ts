import type { Host } from '../host.ts';
import { RequestFailure } from '../fetch-json.ts';
import type { PaymentAnswer } from '../processor-client.ts';
import { failedResults, type Attempt } from './attempt.ts';

/** How long an earlier attempt's outcome is looked for when the shopper presses again, in milliseconds. */
const budgetMs = 15_000;

/**
 * Settles an attempt whose outcome was not known when it ended, before another one begins: the shopper must not pay
 * twice because an answer was lost.
 *
 * @returns the answer to the earlier attempt when it turns out to have paid; it stands for the new one then
 * @throws {UnknownOutcome} when it is still not known
 */
export async function settleEarlierAttempt(
  host: Host,
  signal: AbortSignal,
): Promise<PaymentAnswer | undefined> {
  const earlier = host.unsettled;
  if (!earlier) return undefined;
  const answer = await answerTo(earlier, signal);
  if (host.unsettled === earlier) host.unsettled = undefined;
  return answer;
}

async function answerTo(earlier: Attempt, signal: AbortSignal): Promise<PaymentAnswer | undefined> {
  const outcome = await earlier.outcome(1, signal);
  if (outcome.state === 'unknown') return paying(await repeated(earlier.resume(budgetMs, signal)));
  if (outcome.state === 'open' || failedResults.has(outcome.resultCode)) return undefined;
  // The answer itself says more, e.g. what a gift card has left to be paid.
  const full = await repeated(earlier.resume(budgetMs, signal)).catch((error: unknown) => {
    if (earlier.isPart) throw error;
    return undefined;
  });
  const { state: _state, ...asked } = outcome;
  return paying(full) ?? { paymentReference: earlier.paymentReference ?? '', ...asked };
}

/** The answer, if it is that of a payment that was made. */
function paying(answer: PaymentAnswer | undefined): PaymentAnswer | undefined {
  const { resultCode, action } = answer ?? {};
  return resultCode === undefined || action || failedResults.has(resultCode) ? undefined : answer;
}

/** The answer to the same request again; none when it was refused outright, as nothing was paid then. */
async function repeated(answer: Promise<PaymentAnswer>): Promise<PaymentAnswer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    return undefined;
  }
}
