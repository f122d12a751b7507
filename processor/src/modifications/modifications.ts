import type { Payment } from '@commercetools/platform-sdk';
import type { Config } from '../config/config.ts';
import { Fault, invalidOperation } from '../errors.ts';
import { balanceOf } from '../ledger/balance.ts';
import { formatMoney, type Money } from '../ledger/money.ts';
import { remainingOfCharge } from './charge-to-refund.ts';
import { limitsOf } from './method-limits.ts';

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
  /** @throws Fault 400 that names what remains, and what the payment's method does not allow */
  readonly assertPossible: (
    payment: Payment,
    request: ModificationRequest,
    paymentMethodsConfig: Config['paymentMethodsConfig'],
  ) => void;
}

const tooMuch = (verb: string, remaining: number, currencyCode: string): Fault =>
  invalidOperation(`At most ${formatMoney({ centAmount: remaining, currencyCode })} can be ${verb}.`, {
    remainingCentAmount: remaining,
    currencyCode,
  });

/** The method allows an operation only of everything that remains. */
const onlyInFull = (verb: string, method: string, remaining: number, currencyCode: string): Fault =>
  invalidOperation(
    `Payments with ${method} can only be ${verb} in full: ${formatMoney({ centAmount: remaining, currencyCode })}.`,
    { remainingCentAmount: remaining, currencyCode },
  );

const assertCapturable: Rule['assertPossible'] = (payment, { amount }, paymentMethodsConfig) => {
  const { capturable, captured, capturePending, currencyCode } = balanceOf(payment);
  const { method, capturedAtOnce, partialCaptures } = limitsOf(payment, paymentMethodsConfig);
  const nothing = { remainingCentAmount: 0, currencyCode };
  if (capturedAtOnce) {
    throw invalidOperation(
      `Payments with ${method} are captured with the authorisation: nothing remains to be captured.`,
      nothing,
    );
  }
  if (partialCaptures === 'one' && captured + capturePending > 0) {
    throw invalidOperation(`Payments with ${method} can be captured once: nothing remains.`, nothing);
  }
  if (amount.centAmount > capturable) throw tooMuch('captured', capturable, currencyCode);
  if (partialCaptures === 'none' && amount.centAmount < capturable) {
    throw onlyInFull('captured', method, capturable, currencyCode);
  }
};

const assertRefundable: Rule['assertPossible'] = (
  payment,
  { amount, transactionId },
  paymentMethodsConfig,
) => {
  const { refundable, currencyCode } = balanceOf(payment);
  const { method, refunds } = limitsOf(payment, paymentMethodsConfig);
  if (refunds === 'none') {
    throw invalidOperation(
      `Payments with ${method} cannot be refunded through Adyen. Pay the shopper back in another way.`,
      { remainingCentAmount: 0, currencyCode },
    );
  }
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
  if (refunds === 'ofEverything' && amount.centAmount < refundable) {
    throw onlyInFull('refunded', method, refundable, currencyCode);
  }
};

const assertCancellable: Rule['assertPossible'] = (payment, _request, paymentMethodsConfig) => {
  const { method, capturedAtOnce } = limitsOf(payment, paymentMethodsConfig);
  const { authorised, captured, capturePending, cancelling, capturable, currencyCode } = balanceOf(payment);
  const remaining = { remainingCentAmount: capturable, currencyCode };
  if (capturedAtOnce) {
    throw invalidOperation(
      `Payments with ${method} are captured with the authorisation and cannot be cancelled.`,
      { remainingCentAmount: 0, currencyCode },
    );
  }
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
