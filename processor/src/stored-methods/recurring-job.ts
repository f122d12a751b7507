import * as z from 'zod';
import { Fault } from '../errors.ts';
import { toPaymentId, type PaymentId } from '../identifiers.ts';
import type { PaymentDependencies } from '../use-case.ts';

/** What is remembered of each payment whose stored method pays further orders. */
export const RECURRING_CONTAINER = 'adyen-recurring-payment-jobs';

/** Which of them Checkout has not answered, as a predicate. */
export const OPEN_JOB = 'value(state="open")';

/** Whoever asks Checkout has so long; then somebody else may ask. Milliseconds. */
const TURN_MS = 60_000;

/**
 * `open`: Checkout has not answered yet. `done`: it has taken the job. `refused`: it will not, however often it is asked. Earlier
 * versions asked once and wrote no state.
 */
const record = z.object({
  paymentMethodId: z.string(),
  state: z.enum(['open', 'done', 'refused']).default('done'),
  /** ISO 8601: since when it is to be asked for. */
  since: z.string().optional(),
  /** ISO 8601: when somebody began to ask, as long as there is no answer. */
  askedAt: z.string().optional(),
});
type JobRecord = z.output<typeof record>;

type Dependencies = Pick<
  PaymentDependencies,
  'customObjects' | 'createRecurringPaymentJob' | 'logger' | 'now'
>;

/** What became of asking for a job. */
export type JobOutcome = 'done' | 'refused' | 'open';

export const readJob = (value: unknown): JobRecord | undefined => record.safeParse(value).data;

/**
 * Asks Checkout for the job of a payment, unless it was answered or somebody else is asking right now. What Checkout has not
 * answered stays open: the next notification or review asks again.
 * @throws Fault 502 or 503 when commercetools cannot be used to remember it
 */
export const askForJob = async (
  deps: Dependencies,
  { paymentId, paymentMethodId }: { readonly paymentId: PaymentId; readonly paymentMethodId: string },
): Promise<JobOutcome> => {
  const turn = await takeTurn(deps, paymentId, paymentMethodId);
  if (!turn.isMine) return turn.state;
  const open = { ...turn.job, state: 'open' as const };
  try {
    await deps.createRecurringPaymentJob({ paymentId, paymentMethodId: open.paymentMethodId });
    await remember(deps, paymentId, { ...open, state: 'done', askedAt: undefined });
    return 'done';
  } catch (error) {
    const state = error instanceof Fault && error.code === 'CommercetoolsRefused' ? 'refused' : 'open';
    deps.logger.error('The payment of the orders that follow a recurring one could not be prepared.', {
      code: 'RecurringPaymentJobFailed',
      paymentId,
      paymentMethodId: open.paymentMethodId,
      isRepeated: state === 'open',
      error,
    });
    await remember(deps, paymentId, { ...open, state, askedAt: undefined });
    return state;
  }
};

interface Turn {
  readonly isMine: boolean;
  readonly state: JobOutcome;
  readonly job: JobRecord;
}

const takeTurn = async (
  { customObjects, now }: Dependencies,
  paymentId: PaymentId,
  paymentMethodId: string,
): Promise<Turn> => {
  const at = now();
  const fresh: JobRecord = { paymentMethodId, state: 'open', since: at.toISOString() };
  let turn: Turn = { isMine: false, state: 'open', job: fresh };
  await customObjects.change(RECURRING_CONTAINER, paymentId, (value) => {
    const job = readJob(value) ?? fresh;
    const isAsked = job.askedAt !== undefined && at.getTime() - Date.parse(job.askedAt) < TURN_MS;
    turn = { isMine: job.state === 'open' && !isAsked, state: job.state, job };
    return turn.isMine ? { ...job, askedAt: at.toISOString() } : undefined;
  });
  return turn;
};

const remember = ({ customObjects }: Dependencies, paymentId: PaymentId, job: JobRecord): Promise<void> =>
  customObjects.put(RECURRING_CONTAINER, paymentId, job);

/** The payment that a custom object of the container is about. */
export const paymentOfJob = ({ key }: { readonly key: string }): PaymentId => toPaymentId(key);
