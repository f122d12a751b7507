import { RequestFailure } from '../fetch-json.ts';
import { pause } from '../pause.ts';
import type { PaymentAnswer, PaymentStatus } from '../processor-client.ts';

/** How long the enabler tries to learn the outcome of a payment before it tells the shopper that it cannot. */
const confirmationBudgetMs = 120_000;
/** How often a request that the processor certainly did not carry out is repeated. */
const refusedTries = 3;

export interface Delivery {
  /** Sends the request; always with the same idempotency key, so that it may be repeated. */
  send: () => Promise<PaymentAnswer>;
  /** Asks for the state of the attempt's Payment. */
  ask: (paymentReference: string) => Promise<PaymentStatus>;
  /** The attempt's Payment, where it is known already. */
  paymentReference?: string | undefined;
  /** Called as soon as the payment may have been made without an answer having come. */
  onDoubt: () => void;
  /** Ends the search for the outcome. */
  signal: AbortSignal;
  budgetMs?: number;
}

/** Whether the shopper has paid could not be learned. */
export class UnknownOutcome extends Error {
  readonly paymentReference: string | undefined;

  constructor(paymentReference: string | undefined, cause: unknown) {
    super('The outcome of the payment is not known', { cause });
    this.paymentReference = paymentReference;
  }
}

/**
 * Sends a payment request until its outcome is known: repeats it after a lost answer, and asks for the Payment's state
 * once its reference is known (contract section 3, points 4 and 9).
 *
 * @throws {RequestFailure} when the request was refused and nothing can have been paid
 * @throws {UnknownOutcome} when neither an answer nor a state could be had in time
 */
export async function deliver(delivery: Delivery): Promise<PaymentAnswer> {
  const deadline = Date.now() + (delivery.budgetMs ?? confirmationBudgetMs);
  let { paymentReference } = delivery;
  let doubt = false;

  for (let tries = 1; ; tries++) {
    let failure: RequestFailure;
    try {
      return await delivery.send();
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      failure = error;
    }

    paymentReference = failure.paymentReference ?? paymentReference;
    if (leavesOutcomeOpen(failure) && !doubt) {
      doubt = true;
      delivery.onDoubt();
    }
    if (!doubt && (!mayBeRepeated(failure) || tries >= refusedTries)) throw failure;
    // After a lost try, a definite refusal speaks for all tries of the key; only a session that has ended does not.
    if (doubt && isDefinite(failure)) throw failure;

    const known =
      doubt && paymentReference !== undefined ? await settledAnswer(delivery, paymentReference) : undefined;
    if (known) return known;

    const wait = failure.retryAfterMs ?? Math.min(500 * 2 ** (tries - 1), 8_000) * (0.75 + Math.random() / 2);
    if (failure.status === 401 || delivery.signal.aborted || Date.now() + wait > deadline) {
      throw new UnknownOutcome(paymentReference, failure);
    }
    await pause(wait, delivery.signal);
  }
}

/** 500 and 504 as well as a lost answer may hide a payment that was made; 502, 503 and 429 say that none was. */
function leavesOutcomeOpen(failure: RequestFailure): boolean {
  return failure.sent && (failure.status === undefined || failure.status === 500 || failure.status === 504);
}

function mayBeRepeated(failure: RequestFailure): boolean {
  return failure.sent && (failure.mayPass || failure.code === 'ConcurrentModification');
}

function isDefinite(failure: RequestFailure): boolean {
  return !failure.mayPass && failure.status !== 401 && failure.status !== 409;
}

async function settledAnswer(
  delivery: Delivery,
  paymentReference: string,
): Promise<PaymentAnswer | undefined> {
  const status = await delivery.ask(paymentReference).catch(() => undefined);
  return status && answerOf(status);
}

/** What a Payment's state says about the attempt; `undefined` while it says nothing final. */
export function answerOf({ paymentReference, status, resultCode }: PaymentStatus): PaymentAnswer | undefined {
  if (status === 'authorised') return { paymentReference, resultCode: resultCode ?? 'Authorised' };
  if (status === 'failed') return { paymentReference, resultCode: resultCode ?? 'Refused' };
  if (status === 'pending' && (resultCode === 'Pending' || resultCode === 'Received')) {
    return { paymentReference, resultCode };
  }
  return undefined;
}
