import type { Payment } from '@commercetools/platform-sdk';
import { Fault, invalidOperation } from '../errors.ts';
import { balanceOf } from '../ledger/balance.ts';
import { formatMoney, type Money } from '../ledger/money.ts';
import { viewsOf } from '../ledger/transaction-view.ts';

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
    const charge = viewsOf(payment).find(({ id }) => id === transactionId);
    if (charge?.type !== 'Charge' || charge.state === 'Failure') {
      throw invalidOperation(`Transaction ${transactionId} is not a charge of this payment.`, {
        field: 'transactionId',
      });
    }
    const ofCharge = Math.min(refundable, charge.amount.centAmount);
    if (amount.centAmount > ofCharge) throw tooMuch('refunded', ofCharge, currencyCode);
  }
  if (amount.centAmount > refundable) throw tooMuch('refunded', refundable, currencyCode);
};

const assertCancellable: Rule['assertPossible'] = (payment) => {
  const { authorised, captured, capturePending, cancelling, currencyCode } = balanceOf(payment);
  if (captured + capturePending > 0) {
    throw invalidOperation(
      `${formatMoney({ centAmount: captured + capturePending, currencyCode })} is captured already: refund it instead.`,
    );
  }
  if (cancelling) throw invalidOperation('The authorisation is cancelled already, or is being cancelled.');
  if (authorised <= 0) throw invalidOperation('There is no authorisation to cancel: 0 remains.');
};

/** What each modification is in commercetools, and when it is possible. Source: contract, payment intents. */
export const modificationRules: Readonly<Record<ModificationRequest['kind'], Rule>> = {
  capture: { type: 'Charge', assertPossible: assertCapturable },
  refund: { type: 'Refund', assertPossible: assertRefundable },
  cancel: { type: 'CancelAuthorization', assertPossible: assertCancellable },
};
