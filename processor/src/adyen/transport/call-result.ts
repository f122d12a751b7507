import type { Logger } from '../../logging/logger.ts';
import {
  AdyenCredentialsRefused,
  type AdyenError,
  AdyenOutcomeUnknown,
  AdyenUnreachable,
  type UnknownReason,
} from '../errors.ts';
import { type AdyenOperation, operations } from '../operations.ts';
import { isUndecided, type TryOutcome, type Undecided } from './try-outcome.ts';

/** One finished call, for metrics. */
export interface AdyenCall {
  readonly operation: AdyenOperation;
  readonly outcome: 'answered' | 'refused' | 'unreachable' | 'unknown';
  readonly tries: number;
  readonly durationMs: number;
}

export type CallReport = Omit<AdyenCall, 'outcome'>;

interface Listeners {
  readonly logger: Pick<Logger, 'error'> | undefined;
  readonly onCall: ((call: AdyenCall) => void) | undefined;
}

/**
 * The result of a call from those of its one or two series of tries; reports it.
 * @throws AdyenRefusedRequest, AdyenCredentialsRefused, AdyenUnreachable or AdyenOutcomeUnknown
 */
export const resultOf = (
  { logger, onCall }: Listeners,
  outcomes: readonly TryOutcome[],
  report: CallReport,
): unknown => {
  const { operation } = report;
  const decided = outcomes.find((outcome) => !isUndecided(outcome));
  if (decided?.kind === 'result') {
    onCall?.({ ...report, outcome: 'answered' });
    return decided.value;
  }
  if (decided?.kind === 'refused') {
    onCall?.({ ...report, outcome: 'refused' });
    if (decided.error instanceof AdyenCredentialsRefused) {
      logger?.error('Adyen refuses the configured API key or merchant account.', {
        operation,
        statusCode: decided.error.statusCode,
      });
    }
    throw decided.error;
  }
  const error = undecidedError(operation, outcomes.filter(isUndecided));
  onCall?.({ ...report, outcome: error instanceof AdyenUnreachable ? 'unreachable' : 'unknown' });
  throw error;
};

const undecidedError = (operation: AdyenOperation, outcomes: readonly Undecided[]): AdyenError => {
  const cause = outcomes.find((outcome) => outcome.cause !== undefined)?.cause;
  const arrived = outcomes.find(({ mayHaveArrived }) => mayHaveArrived);
  if (!arrived) return new AdyenUnreachable(operation, cause);
  const reason: UnknownReason = arrived.reason;
  return new AdyenOutcomeUnknown(operation, {
    reason,
    mayHaveHadEffect: operations[operation].hasEffect,
    cause,
  });
};
