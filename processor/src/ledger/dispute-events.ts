import type { Entry } from './entry.ts';
import {
  about,
  detailsOf,
  docs,
  type EventRow,
  type EventTable,
  type LedgerNotification,
} from './event-row.ts';
import type { EventDetails } from './fact.ts';
import type { FactName } from './rules.ts';

// Only CHARGEBACK, CHARGEBACK_REVERSED and SECOND_CHARGEBACK move money. The other events describe the dispute, and say how it
// has ended.

const DISPUTES = docs('risk-management/disputes-api/dispute-notifications');
const FLOW = docs('risk-management/understanding-disputes/dispute-process-and-flow');

interface Said {
  readonly fact: FactName<'Chargeback'>;
  readonly effect: string;
  /** What the event says of the dispute's status where `disputeStatus` is missing. */
  readonly status?: string;
  readonly source?: string;
}

const row = ({ fact, effect, status, source = DISPUTES }: Said): EventRow => ({
  effect,
  source,
  succeeded: (notification) =>
    about(
      'Chargeback',
      fact,
    )(notification).map((entry) => ({
      ...(entry as Entry),
      dispute: { code: notification.eventCode, details: disputeDetails(notification, status) },
      // The fee of an arbitration may be added, and what moves no money need not name the disputed amount.
      ...(fact !== 'debited' && fact !== 'announced' && { amountMayDiffer: true }),
    })),
});

/** Rows are in the order in which a dispute proceeds. That order sorts events that have the same date. */
export const disputeEvents = {
  REQUEST_FOR_INFORMATION: row({ fact: 'announced', effect: 'The issuer asks. Nothing is debited.' }),
  NOTIFICATION_OF_CHARGEBACK: row({
    fact: 'announced',
    effect: 'A chargeback is announced. Nothing is debited yet.',
  }),
  DISPUTE_OPENED_WITH_CHARGEBACK: row({
    fact: 'announced',
    effect: 'A dispute is opened by a chargeback that nobody announced; the CHARGEBACK debits.',
    source: docs('api-explorer/Webhooks/1/overview'),
  }),
  CHARGEBACK: row({ fact: 'debited', effect: 'The disputed amount is debited.' }),
  DISPUTE_DEFENSE_PERIOD_ENDED: row({
    fact: 'disputed',
    effect: 'The time to defend has ended. With the status Lost or Accepted the dispute is lost.',
  }),
  INFORMATION_SUPPLIED: row({ fact: 'disputed', effect: 'The defence is with the scheme. No money moves.' }),
  CHARGEBACK_REVERSED: row({ fact: 'reversed', effect: 'The debited amount is credited.' }),
  ISSUER_COMMENTS: row({ fact: 'disputed', effect: 'The issuer comments. No money moves.' }),
  PREARBITRATION_OPEN: row({
    fact: 'disputed',
    effect: 'The issuer disputes the defence. No money moves.',
    source: FLOW,
  }),
  PREARBITRATION_ACCEPTED: row({
    fact: 'disputed',
    effect: 'The pre-arbitration is accepted; SECOND_CHARGEBACK debits. With the status Lost it is lost.',
    source: FLOW,
  }),
  PREARBITRATION_DECLINED: row({
    fact: 'disputed',
    effect: 'The pre-arbitration is declined. No money moves.',
    source: FLOW,
  }),
  SCHEME_ARBITRATION: row({ fact: 'disputed', effect: 'The scheme decides. No money moves.', source: FLOW }),
  PREARBITRATION_ISSUER_WITHDRAWN: row({
    fact: 'disputed',
    effect: 'The issuer withdraws; the credit stands. With the status Won it is won.',
    source: FLOW,
  }),
  ISSUER_RESPONSE_TIMEFRAME_EXPIRED: row({
    fact: 'disputed',
    effect: 'The issuer agrees or is silent; the credit stands. The dispute is won.',
    status: 'Won',
  }),
  PREARBITRATION_WON: row({ fact: 'won', effect: 'The dispute is won.', status: 'Won' }),
  PREARBITRATION_LOST: row({
    fact: 'lost',
    effect: 'The dispute is lost; the chargeback stands.',
    status: 'Lost',
  }),
  SCHEME_ARBITRATION_WON: row({ fact: 'won', effect: 'The dispute is won.', status: 'Won', source: FLOW }),
  SCHEME_ARBITRATION_LOST: row({
    fact: 'lost',
    effect: 'The dispute is lost; SECOND_CHARGEBACK debits, with the fee.',
    status: 'Lost',
    source: FLOW,
  }),
  SECOND_CHARGEBACK: row({
    fact: 'debitedAgain',
    effect: 'The amount is debited again, for good. Another amount takes the place of the first.',
    status: 'Lost',
  }),
} as const satisfies EventTable;

const disputeDetails = (
  { reason, additionalData = {} }: LedgerNotification,
  status?: string,
): EventDetails => {
  const { rfiReasonCode, rfiSchemeCode, defensePeriodEndsAt, defendable, disputeStatus } = additionalData;
  const { chargebackReasonCode = rfiReasonCode, chargebackSchemeCode = rfiSchemeCode } = additionalData;
  return detailsOf({
    status: disputeStatus ?? status,
    reason,
    reasonCode: chargebackReasonCode,
    scheme: chargebackSchemeCode,
    deadline: defensePeriodEndsAt,
    defendable,
  });
};
