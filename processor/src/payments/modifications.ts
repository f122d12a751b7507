import type { Payment } from '@commercetools/platform-sdk';
import { Fault, invalidOperation } from '../errors.ts';
import { balanceOf } from '../ledger/balance.ts';
import { formatMoney, type Money } from '../ledger/money.ts';
import { remainingOfCharge } from './charge-to-refund.ts';

/** A capture, refund or cancellation that somebody asks for. */
export interface ModificationRequest {
  readonly kind: 'capture' | 'refund' | 'cancel';
  /** In minor units by ISO 4217. A cancellation is always of the whole authorisation. */
  readonly amount: Money;
  /** The charge to refund, where the caller names one. */
  readonly transactionId?: string | undefined;
  /** The caller's name for it; sent to Adyen as the modification's reference. */
  readonly merchantReference?: string | undefined;
}

interface Rule {
  /** The transaction that stands for the modification. */
  readonly type: 'Charge' | 'Refund' | 'CancelAuthorization';
  /** @throws Fault 400 that names what remains */
  readonly assertPossible: (payment: Payment, request: ModificationRequest) => void;
}

const tooMuch = (verb: string, remaining: number, currencyCode: string): Fault =>
  invalidOperation(`At most ${formatMoney({ centAmount: remaining, currencyCode })} can be ${verb}.`, {
    remainingCentAmount: remaining,
    currencyCode,
  });

const assertCapturable: Rule['assertPossible'] = (payment, { amount }) => {
  const { capturable, currencyCode } = balanceOf(payment);
  if (amount.centAmount > capturable) throw tooMuch('captured', capturable, currencyCode);
};

const assertRefundable: Rule['assertPossible'] = (payment, { amount, transactionId }) => {
  const { refundable, currencyCode } = balanceOf(payment);
  if (transactionId !== undefined) {
    const remaining = remainingOfCharge(payment, transactionId);
    if (remaining === undefined) {
      throw invalidOperation(`Transaction ${transactionId} is not a charge of this payment.`, {
        field: 'transactionId',
      });
    }
    const ofCharge = Math.max(0, Math.min(refundable, remaining));
    if (amount.centAmount > ofCharge) throw tooMuch('refunded', ofCharge, currencyCode);
  }
  if (amount.centAmount > refundable) throw tooMuch('refunded', refundable, currencyCode);
};

const assertCancellable: Rule['assertPossible'] = (payment) => {
  const { authorised, captured, capturePending, cancelling, capturable, currencyCode } = balanceOf(payment);
  const remaining = { remainingCentAmount: capturable, currencyCode };
  if (captured + capturePending > 0) {
    const taken = formatMoney({ centAmount: captured + capturePending, currencyCode });
    throw invalidOperation(`${taken} is captured already: refund it instead.`, remaining);
  }
  if (cancelling) {
    throw invalidOperation('The authorisation is cancelled already, or is being cancelled.', remaining);
  }
  if (authorised <= 0) throw invalidOperation('There is no authorisation to cancel: 0 remains.', remaining);
};

/** What each modification is in commercetools, and when it is possible (docs/api.md, payment intents). */
export const modificationRules: Readonly<Record<ModificationRequest['kind'], Rule>> = {
  capture: { type: 'Charge', assertPossible: assertCapturable },
  refund: { type: 'Refund', assertPossible: assertRefundable },
  cancel: { type: 'CancelAuthorization', assertPossible: assertCancellable },
};
