import type { Money, PaymentStatus } from '../processor-client.ts';

/** What the processor says of an attempt whose last answer did not tell the end. */
export type Outcome =
  | { state: 'ended'; resultCode: string; remainingAmount?: Money }
  /** The shopper has not done their part. */
  | { state: 'open' }
  /** Nobody could say. */
  | { state: 'unknown' };

/**
 * What a Payment's state says about its attempt.
 *
 * @param afterAction whether Adyen had a step for the shopper: a payment that is pending then was accepted. One that is
 *   pending without may be one that Adyen has never answered for.
 */
export function outcomeOf(
  { status, resultCode, remainingAmount }: PaymentStatus,
  afterAction: boolean,
): Outcome {
  if (status === 'authorised') {
    const rest = remainingAmount ? { remainingAmount } : {};
    return { state: 'ended', resultCode: resultCode ?? 'Authorised', ...rest };
  }
  if (status === 'failed') return { state: 'ended', resultCode: resultCode ?? 'Refused' };
  if (status === 'actionRequired') return { state: 'open' };
  if (resultCode === 'Pending' || resultCode === 'Received') return { state: 'ended', resultCode };
  return afterAction ? { state: 'ended', resultCode: 'Pending' } : { state: 'unknown' };
}
