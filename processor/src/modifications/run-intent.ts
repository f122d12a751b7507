import type { Payment } from '@commercetools/platform-sdk';
import type { TransactionId } from '../identifiers.ts';
import type { Money } from '../ledger/money.ts';
import { balanceOf } from '../ledger/balance.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { modifyPayment, type Caller } from './modify-payment.ts';
import { reversePayment } from './reverse-payment.ts';
import type { ModificationOutcome } from './send-intent.ts';

/** What a back office may ask of a Payment; amounts in minor units by ISO 4217. */
export type IntentAction =
  | {
      readonly action: 'capturePayment';
      readonly amount: Money;
      readonly merchantReference?: string | undefined;
    }
  | {
      readonly action: 'refundPayment';
      readonly amount: Money;
      readonly transactionId?: TransactionId | undefined;
      readonly merchantReference?: string | undefined;
    }
  | { readonly action: 'cancelPayment'; readonly merchantReference?: string | undefined }
  | { readonly action: 'reversePayment'; readonly merchantReference?: string | undefined };

/** Runs one payment intent. @throws what `modifyPayment` throws */
export const runIntent = (
  deps: PaymentDependencies,
  payment: Payment,
  intent: IntentAction,
  caller: Caller,
): Promise<ModificationOutcome> => {
  const { merchantReference } = intent;
  switch (intent.action) {
    case 'capturePayment':
      return modifyPayment(
        deps,
        payment,
        { kind: 'capture', amount: intent.amount, merchantReference },
        caller,
      );
    case 'refundPayment': {
      const { amount, transactionId } = intent;
      return modifyPayment(
        deps,
        payment,
        { kind: 'refund', amount, transactionId, merchantReference },
        caller,
      );
    }
    case 'cancelPayment': {
      const { authorised, currencyCode } = balanceOf(payment);
      const amount = { centAmount: authorised || payment.amountPlanned.centAmount, currencyCode };
      return modifyPayment(deps, payment, { kind: 'cancel', amount, merchantReference }, caller);
    }
    case 'reversePayment':
      return reversePayment(deps, payment, merchantReference, caller);
  }
};
