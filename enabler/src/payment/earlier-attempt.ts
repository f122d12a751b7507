import type { Host } from '../host.ts';
import { RequestFailure } from '../fetch-json.ts';
import type { Attempt } from './attempt.ts';

/** How long an earlier attempt's outcome is looked for when the shopper presses again, in milliseconds. */
const budgetMs = 15_000;

/**
 * Settles an attempt whose outcome was not known when it ended, before another one begins: the shopper must not pay
 * twice because an answer was lost.
 *
 * @returns the earlier attempt when it turns out to have paid; it stands for the new one then
 * @throws {UnknownOutcome} when it is still not known
 */
export async function settleEarlierAttempt(host: Host): Promise<Attempt | undefined> {
  const earlier = host.unsettled;
  if (!earlier) return undefined;
  try {
    const { resultCode, action } = await earlier.resume(budgetMs);
    host.unsettled = undefined;
    const paid =
      !action && (resultCode === 'Authorised' || resultCode === 'Pending' || resultCode === 'Received');
    return paid ? earlier : undefined;
  } catch (error) {
    // Refused outright: nothing was paid.
    if (!(error instanceof RequestFailure)) throw error;
    host.unsettled = undefined;
    return undefined;
  }
}
