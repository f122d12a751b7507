import type { Payment, Transaction, TransactionState, TransactionType } from '@commercetools/platform-sdk';

export type Tone = 'waiting' | 'good' | 'bad' | 'neutral';

export interface TimelineEntry {
  readonly label: string;
  readonly tone: Tone;
  readonly amount: number;
  readonly at: string | undefined;
  /** Adyen's reference of the operation, once Adyen has given it one. */
  readonly pspReference: string | undefined;
  readonly type: TransactionType;
  readonly state: TransactionState;
}

export interface PaymentView {
  readonly id: string;
  readonly createdAt: string;
  readonly amount: number;
  readonly currency: string;
  readonly method: string;
  readonly pspReference: string | undefined;
  /** Of a customer with an account, who may have stored a payment method. */
  readonly isCustomers: boolean;
  readonly status: { readonly label: string; readonly tone: Tone };
  readonly sums: Sums;
  readonly timeline: readonly TimelineEntry[];
}

/** Minor units. What is on its way counts as done where asking for more would be too much. */
export interface Sums {
  readonly authorised: number;
  readonly captured: number;
  readonly refunded: number;
  readonly capturable: number;
  readonly refundable: number;
  readonly canCancel: boolean;
  readonly canReverse: boolean;
}

/** What a transaction in a state means, in a merchant's words. */
const words: Readonly<Record<TransactionType, Readonly<Record<TransactionState, readonly [string, Tone]>>>> =
  {
    Authorization: {
      Initial: ['Waiting for the shopper', 'waiting'],
      Pending: ['Authorisation pending', 'waiting'],
      Success: ['Authorised', 'good'],
      Failure: ['Not authorised', 'bad'],
    },
    Charge: {
      Initial: ['Capture is being sent', 'waiting'],
      Pending: ['Capture requested', 'waiting'],
      Success: ['Captured', 'good'],
      Failure: ['Capture failed', 'bad'],
    },
    Refund: {
      Initial: ['Refund is being sent', 'waiting'],
      Pending: ['Refund requested', 'waiting'],
      Success: ['Refunded', 'good'],
      Failure: ['Refund failed', 'bad'],
    },
    CancelAuthorization: {
      Initial: ['Cancellation is being sent', 'waiting'],
      Pending: ['Cancellation requested', 'waiting'],
      Success: ['Cancelled', 'neutral'],
      Failure: ['Cancellation failed', 'bad'],
    },
    Chargeback: {
      Initial: ['Dispute opened', 'waiting'],
      Pending: ['Dispute under way', 'waiting'],
      Success: ['Charged back', 'bad'],
      Failure: ['Dispute won', 'good'],
    },
  };

const total = (
  transactions: readonly Transaction[],
  type: TransactionType,
  states: readonly TransactionState[],
) =>
  transactions
    .filter((transaction) => transaction.type === type && states.includes(transaction.state))
    .reduce((sum, { amount }) => sum + amount.centAmount, 0);

const alive: readonly TransactionState[] = ['Initial', 'Pending', 'Success'];

/** What may still be done with a payment. The processor decides; this only keeps the page from offering the impossible. */
function sumsOf({ transactions }: Pick<Payment, 'transactions'>): Sums {
  const authorised = total(transactions, 'Authorization', ['Success']);
  const captured = total(transactions, 'Charge', ['Success']);
  const isCancelled = transactions.some(
    ({ type, state }) => type === 'CancelAuthorization' && state !== 'Failure',
  );
  const capturable = isCancelled ? 0 : Math.max(0, authorised - total(transactions, 'Charge', alive));
  const refundable = Math.max(0, captured - total(transactions, 'Refund', alive));
  const canCancel = authorised > 0 && !isCancelled && total(transactions, 'Charge', alive) === 0;
  return {
    authorised,
    captured,
    refunded: total(transactions, 'Refund', ['Success']),
    capturable,
    refundable,
    canCancel,
    canReverse: canCancel || refundable > 0,
  };
}

const has = (transactions: readonly Transaction[], type: TransactionType, ...states: TransactionState[]) =>
  transactions.some((transaction) => transaction.type === type && states.includes(transaction.state));

/** One phrase for the whole payment: the latest thing that is true of it. */
function statusOf({ transactions }: Pick<Payment, 'transactions'>, sums: Sums): PaymentView['status'] {
  if (has(transactions, 'Chargeback', 'Success')) return { label: 'Charged back', tone: 'bad' };
  if (sums.refunded > 0) {
    return sums.refunded < sums.captured
      ? { label: 'Partly refunded', tone: 'neutral' }
      : { label: 'Refunded', tone: 'neutral' };
  }
  if (sums.captured > 0) {
    return sums.captured < sums.authorised
      ? { label: 'Partly captured', tone: 'good' }
      : { label: 'Captured', tone: 'good' };
  }
  if (has(transactions, 'CancelAuthorization', 'Success')) return { label: 'Cancelled', tone: 'neutral' };
  if (sums.authorised > 0) return { label: 'Authorised', tone: 'good' };
  if (has(transactions, 'Authorization', 'Pending')) return { label: 'Pending', tone: 'waiting' };
  if (has(transactions, 'Authorization', 'Initial'))
    return { label: 'Waiting for the shopper', tone: 'waiting' };
  return { label: 'Not authorised', tone: 'bad' };
}

/** A ct Payment as the merchant's page shows it. */
export function viewOf(payment: Payment): PaymentView {
  const sums = sumsOf(payment);
  return {
    id: payment.id,
    createdAt: payment.createdAt,
    amount: payment.amountPlanned.centAmount,
    currency: payment.amountPlanned.currencyCode,
    method: payment.paymentMethodInfo.method ?? '',
    pspReference: payment.interfaceId,
    isCustomers: payment.customer !== undefined,
    status: statusOf(payment, sums),
    sums,
    timeline: payment.transactions.map(({ type, state, amount, timestamp, interfaceId, interactionId }) => {
      const [label, tone] = words[type]?.[state] ?? [`${type}: ${state}`, 'neutral'];
      return {
        label,
        tone,
        amount: amount.centAmount,
        at: timestamp,
        pspReference: interfaceId ?? interactionId,
        type,
        state,
      };
    }),
  };
}
