import { RequestFailure } from '../fetch-json.ts';
import type { Host } from '../host.ts';
import type { PaymentAnswer } from '../processor-client.ts';
import type { AttemptRequests } from './requests.ts';
import { failedResults } from './result-codes.ts';

/** How long an earlier attempt's outcome is looked for when the shopper presses again, in milliseconds. */
const budgetMs = 15_000;

/**
 * Settles the attempt whose outcome was not known when it ended, before another one is sent: the shopper must not pay
 * twice because a response was lost.
 *
 * @returns the response to the earlier attempt when it turns out to have paid; it stands for the new one then
 * @throws {UnknownOutcome} when it is still not known
 */
export async function settleEarlierAttempt(
  host: Host,
  signal: AbortSignal,
): Promise<PaymentAnswer | undefined> {
  const earlier = host.unsettled;
  const response = await earlier?.settle(signal);
  if (host.unsettled === earlier) host.unsettled = undefined;
  return response;
}

/** Looks up whether an attempt has paid, by its status and by sending its last request again. */
export async function settle(
  earlier: Pick<AttemptRequests, 'paymentReference' | 'isPart' | 'outcome' | 'resume'>,
  signal: AbortSignal,
): Promise<PaymentAnswer | undefined> {
  const outcome = await earlier.outcome(1, signal);
  if (outcome.state === 'unknown') return ifPaid(await unlessRefused(earlier.resume(budgetMs, signal)));
  if (outcome.state === 'open' || failedResults.has(outcome.resultCode)) return undefined;
  // The response itself says more, e.g. what a gift card has left to be paid.
  const full = await unlessRefused(earlier.resume(budgetMs, signal)).catch((error: unknown) => {
    if (earlier.isPart) throw error;
    return undefined;
  });
  const { state: _state, ...status } = outcome;
  return ifPaid(full) ?? { paymentReference: earlier.paymentReference ?? '', ...status };
}

/** The response, if it is that of a payment that was made. */
function ifPaid(response: PaymentAnswer | undefined): PaymentAnswer | undefined {
  const { resultCode, action } = response ?? {};
  return resultCode === undefined || action || failedResults.has(resultCode) ? undefined : response;
}

/** The response to the same request again; none when it was refused outright, as nothing was paid then. */
async function unlessRefused(response: Promise<PaymentAnswer>): Promise<PaymentAnswer | undefined> {
  try {
    return await response;
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    return undefined;
  }
}
