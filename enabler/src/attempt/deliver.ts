import { RequestFailure } from '../fetch-json.ts';
import { pause } from '../pause.ts';
import type { PaymentAnswer, PaymentStatus } from '../processor-client.ts';
import { outcomeOf } from './outcome.ts';
import { UnknownOutcome } from './unknown-outcome.ts';

/** How long the outcome of a payment is looked for from the first doubt on, in milliseconds, before the shopper is told. */
const confirmationBudgetMs = 25_000;
const longestWaitMs = 4_000;
/** How often a request that the processor certainly did not carry out is repeated. */
const refusedTries = 3;

export interface Delivery {
  /** Sends the request; always with the same idempotency key, so that it may be repeated. */
  send: () => Promise<PaymentAnswer>;
  /** Asks for the state of the attempt's Payment. */
  ask: (paymentReference: string) => Promise<PaymentStatus>;
  /** The attempt's Payment, where it is known already. */
  paymentReference?: string | undefined;
  /** The payment is a part of an order: only the answer says what is left to pay. */
  isPart?: boolean;
  /** Called as soon as the payment may have been made without an answer having come. */
  onDoubt: () => void;
  /** Ends the search for the outcome. */
  signal: AbortSignal;
  /** The request was sent before, and nobody knows what became of it: for so many milliseconds an answer is looked for. */
  repeatForMs?: number;
}

/** The search for the outcome of a request. */
interface Search {
  /** Until when the outcome is looked for; undefined while there is no doubt. */
  readonly deadline: number | undefined;
  readonly paymentReference: string | undefined;
}

/**
 * Sends a payment request until its outcome is known: repeats it after a lost response, and asks for the Payment's state
 * once its reference is known (docs/api.md: Idempotency-Key, `OutcomeUnknown`).
 *
 * @throws {RequestFailure} when the request was refused and nothing can have been paid
 * @throws {UnknownOutcome} when neither a response nor a state could be had in time
 */
export async function deliver(delivery: Delivery): Promise<PaymentAnswer> {
  const { repeatForMs, paymentReference, signal } = delivery;
  let search: Search = {
    deadline: repeatForMs === undefined ? undefined : Date.now() + repeatForMs,
    paymentReference,
  };
  for (let tries = 1; ; tries++) {
    const sent = await before(search.deadline, delivery.send()).catch(requestFailure);
    if (!(sent instanceof RequestFailure)) return sent;
    search = afterFailure(search, sent, delivery.onDoubt);
    const wait = waitAfter(sent, tries);
    const { deadline } = search;
    if (deadline === undefined) {
      if (!mayBeRepeated(sent) || tries >= refusedTries || signal.aborted) throw sent;
    } else {
      const known = await lookUp(delivery, { ...search, deadline }, sent, wait);
      if (known) return known;
    }
    await pause(wait, signal);
  }
}

/** A failure of the request itself; any other error ends the delivery. */
function requestFailure(error: unknown): RequestFailure {
  if (error instanceof RequestFailure) return error;
  throw error;
}

/** Adds what a failed request says to the search for the outcome. The first failure that leaves it open sets the deadline. */
function afterFailure(search: Search, failure: RequestFailure, onDoubt: () => void): Search {
  const paymentReference = failure.paymentReference ?? search.paymentReference;
  if (search.deadline !== undefined || !leavesOutcomeOpen(failure)) return { ...search, paymentReference };
  onDoubt();
  return { deadline: Date.now() + confirmationBudgetMs, paymentReference };
}

function waitAfter({ retryAfterMs }: RequestFailure, tries: number): number {
  return retryAfterMs ?? Math.min(500 * 2 ** (tries - 1), longestWaitMs) * (0.75 + Math.random() / 2);
}

/**
 * The shopper may have paid: the Payment's state may say so.
 *
 * @throws {RequestFailure} when nothing was paid: after a lost try, a definite refusal speaks for all tries of the key
 * @throws {UnknownOutcome} when no more tries can be made
 */
async function lookUp(
  delivery: Delivery,
  { deadline, paymentReference }: Search & { readonly deadline: number },
  failure: RequestFailure,
  wait: number,
): Promise<PaymentAnswer | undefined> {
  if (isDefinite(failure)) throw failure;
  const known = await settledAnswer(delivery, paymentReference, deadline);
  if (known) return known;
  // A session that has ended says nothing of the payment.
  if (failure.status === 401 || delivery.signal.aborted || Date.now() + wait > deadline)
    throw new UnknownOutcome(paymentReference, failure);
  return undefined;
}

/** What comes of the work, or a lost answer where nothing has come of it by the deadline. */
async function before<T>(deadline: number | undefined, work: Promise<T>): Promise<T> {
  if (deadline === undefined) return work;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new RequestFailure('The answer did not come in time'));
    }, deadline - Date.now());
  });
  return Promise.race([work, late]).finally(() => {
    clearTimeout(timer);
  });
}

/**
 * 500 and 504 as well as a lost answer may hide a payment that was made, and so may a failure that names one, or the 502 of a
 * gateway that lost the processor's answer. The processor's own 502, 503 and 429 say that none was.
 */
function leavesOutcomeOpen({ sent, status, code, mayPass, paymentReference }: RequestFailure): boolean {
  if (!sent) return false;
  if (status === undefined || status === 500 || status === 504) return true;
  if (status === 502 && code === undefined) return true;
  return paymentReference !== undefined && (mayPass || code === 'ConcurrentModification');
}

function mayBeRepeated(failure: RequestFailure): boolean {
  return failure.sent && (failure.mayPass || failure.code === 'ConcurrentModification');
}

function isDefinite(failure: RequestFailure): boolean {
  return !failure.mayPass && failure.status !== 401 && failure.status !== 409;
}

async function settledAnswer(
  { ask, isPart }: Delivery,
  paymentReference: string | undefined,
  deadline: number,
): Promise<PaymentAnswer | undefined> {
  if (paymentReference === undefined) return undefined;
  const status = await before(deadline, ask(paymentReference)).catch(() => undefined);
  const outcome = status && outcomeOf(status, false);
  if (isPart && status?.status !== 'failed') return undefined;
  if (outcome?.state !== 'ended') return undefined;
  const { state: _state, ...answer } = outcome;
  return { paymentReference, ...answer };
}
