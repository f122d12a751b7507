import type { Payment } from '@commercetools/platform-sdk';
import { invalidOperation, type Fault } from '../errors.ts';
import type { TransactionId } from '../identifiers.ts';
import { balanceOf, type Balance } from '../ledger/balance.ts';
import { formatMoney, type Money } from '../ledger/money.ts';
import { remainingOfCharge } from './charge-to-refund.ts';
import { limitsOf, type LimitsConfig, type MethodLimits } from './method-limits.ts';

/** A capture, refund or cancellation that somebody asks for. */
export interface ModificationRequest {
  readonly kind: 'capture' | 'refund' | 'cancel';
  /** In minor units by ISO 4217. A cancellation is always of the whole authorisation. */
  readonly amount: Money;
  /** The charge to refund, where the caller names one. */
  readonly transactionId?: TransactionId | undefined;
  /** The caller's name for it; sent to Adyen as the modification's reference. */
  readonly merchantReference?: string | undefined;
}

/** What a guard decides on. */
interface Standing {
  readonly payment: Payment;
  readonly request: ModificationRequest;
  readonly balance: Balance;
  readonly limits: MethodLimits;
}

/** @returns the error where the modification is impossible: it says what remains, or what the method does not allow */
type Guard = (standing: Standing) => Fault | undefined;

interface Rule {
  /** The transaction that stands for the modification. */
  readonly type: 'Charge' | 'Refund' | 'CancelAuthorization';
  /** Asked in this order; the first breach counts. */
  readonly guards: readonly Guard[];
  /** Whether two requests are the same one whatever their amounts. */
  readonly isOfWholeAuthorisation: boolean;
  /** Whether its transaction remembers the charge that it is taken from. */
  readonly isTakenFromCharge: boolean;
}

const remaining = ({ currencyCode }: Balance, remainingCentAmount = 0) => ({
  remainingCentAmount,
  currencyCode,
});

const tooMuch = (verb: string, balance: Balance, centAmount: number): Fault =>
  invalidOperation(
    `At most ${formatMoney({ centAmount, currencyCode: balance.currencyCode })} can be ${verb}.`,
    remaining(balance, centAmount),
  );

/** The method allows an operation only of everything that remains. */
const onlyInFull = (verb: string, { balance, limits }: Standing, centAmount: number): Fault =>
  invalidOperation(
    `Payments with ${limits.method} can only be ${verb} in full: ${formatMoney({ centAmount, currencyCode: balance.currencyCode })}.`,
    remaining(balance, centAmount),
  );

const takenOf = ({ captured, capturePending }: Balance): number => captured + capturePending;

const notCapturedAtOnce: Guard = ({ limits, balance }) =>
  limits.capturedAtOnce
    ? invalidOperation(
        `Payments with ${limits.method} are captured with the authorisation: nothing remains to be captured.`,
        remaining(balance),
      )
    : undefined;

const notCapturedBefore: Guard = ({ limits, balance }) =>
  limits.partialCaptures === 'one' && takenOf(balance) > 0
    ? invalidOperation(
        `Payments with ${limits.method} can be captured once: nothing remains.`,
        remaining(balance),
      )
    : undefined;

const withinCapturable: Guard = ({ request, balance }) =>
  request.amount.centAmount > balance.capturable
    ? tooMuch('captured', balance, balance.capturable)
    : undefined;

const capturedInFull: Guard = (standing) => {
  const { request, balance, limits } = standing;
  return limits.partialCaptures === 'none' && request.amount.centAmount < balance.capturable
    ? onlyInFull('captured', standing, balance.capturable)
    : undefined;
};

const hasRefunds: Guard = ({ limits, balance }) =>
  limits.refunds === 'none'
    ? invalidOperation(
        `Payments with ${limits.method} cannot be refunded through Adyen. Pay the shopper back in another way.`,
        remaining(balance),
      )
    : undefined;

const withinNamedCharge: Guard = ({ payment, request, balance }) => {
  const { transactionId, amount } = request;
  if (transactionId === undefined) return undefined;
  const left = remainingOfCharge(payment, transactionId);
  if (left === undefined) {
    return invalidOperation(`Transaction ${transactionId} is not a charge of this payment.`, {
      field: 'transactionId',
    });
  }
  const ofCharge = Math.max(0, Math.min(balance.refundable, left));
  return amount.centAmount > ofCharge ? tooMuch('refunded', balance, ofCharge) : undefined;
};

const withinRefundable: Guard = ({ request, balance }) =>
  request.amount.centAmount > balance.refundable
    ? tooMuch('refunded', balance, balance.refundable)
    : undefined;

const refundedInFull: Guard = (standing) => {
  const { request, balance, limits } = standing;
  return limits.refunds === 'ofEverything' && request.amount.centAmount < balance.refundable
    ? onlyInFull('refunded', standing, balance.refundable)
    : undefined;
};

const cancellableMethod: Guard = ({ limits, balance }) =>
  limits.capturedAtOnce
    ? invalidOperation(
        `Payments with ${limits.method} are captured with the authorisation and cannot be cancelled.`,
        remaining(balance),
      )
    : undefined;

const notCaptured: Guard = ({ balance }) => {
  const { capturable, currencyCode } = balance;
  if (takenOf(balance) <= 0) return undefined;
  const taken = formatMoney({ centAmount: takenOf(balance), currencyCode });
  return invalidOperation(`${taken} is captured already: refund it instead.`, remaining(balance, capturable));
};

const notCancelled: Guard = ({ balance }) =>
  balance.cancelling
    ? invalidOperation(
        'The authorisation is cancelled already, or is being cancelled.',
        remaining(balance, balance.capturable),
      )
    : undefined;

const isAuthorised: Guard = ({ balance }) =>
  balance.authorised <= 0
    ? invalidOperation(
        'There is no authorisation to cancel: 0 remains.',
        remaining(balance, balance.capturable),
      )
    : undefined;

/** What each modification is in commercetools, and when it is possible (docs/api.md, payment intents). */
export const modificationRules: Readonly<Record<ModificationRequest['kind'], Rule>> = {
  capture: {
    type: 'Charge',
    guards: [notCapturedAtOnce, notCapturedBefore, withinCapturable, capturedInFull],
    isOfWholeAuthorisation: false,
    isTakenFromCharge: false,
  },
  refund: {
    type: 'Refund',
    guards: [hasRefunds, withinNamedCharge, withinRefundable, refundedInFull],
    isOfWholeAuthorisation: false,
    isTakenFromCharge: true,
  },
  cancel: {
    type: 'CancelAuthorization',
    guards: [cancellableMethod, notCaptured, notCancelled, isAuthorised],
    isOfWholeAuthorisation: true,
    isTakenFromCharge: false,
  },
};

/** Why a modification is impossible as the Payment is now: Fault 400; `undefined` where it is possible. */
export const breachOf = (
  payment: Payment,
  request: ModificationRequest,
  config: LimitsConfig,
): Fault | undefined => {
  const standing = {
    payment,
    request,
    balance: balanceOf(payment),
    limits: limitsOf(payment, config),
  };
  for (const guard of modificationRules[request.kind].guards) {
    const breach = guard(standing);
    if (breach) return breach;
  }
  return undefined;
};
