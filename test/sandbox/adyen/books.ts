import type { Amount } from './money.ts';

export type PaymentState =
  'started' | 'pending' | 'authorised' | 'refused' | 'cancelled' | 'error' | 'expired';
export type ModificationKind = 'capture' | 'refund' | 'cancel' | 'reversal' | 'adjustment';

/** What paid, as an answer or a webhook shows it. */
export interface PaidWith {
  type: string;
  brand?: string;
  lastFour?: string;
  /** `MM/YYYY`. */
  expiryDate?: string;
  holderName?: string;
  iban?: string;
}

export interface Modification {
  pspReference: string;
  kind: ModificationKind;
  amount: Amount;
  reference?: string;
  success: boolean;
  reason: string;
  /** A later CAPTURE_FAILED, REFUND_FAILED or REFUNDED_REVERSED undid it. */
  undone: boolean;
  at: string;
}

export type RescueScenario =
  'AutoRescueSuccessfulFirst' | 'AutoRescueSuccessfulSecond' | 'AutoRescueFailed' | 'AutoRescueFraud';

/** Where a refused charge stands that Adyen tries again. */
export interface Rescue {
  scenario: RescueScenario;
  reference: string;
  /** Of the first try. */
  firstPspReference: string;
  /** 1 for the first. */
  attempt: number;
  /** Whether another try is to come. */
  isScheduled: boolean;
  startedAt: string;
}

/** One authorisation and all that became of it. Sums are minor units of `amount.currency`. */
export interface Payment {
  pspReference: string;
  merchantReference: string;
  merchantAccount: string;
  amount: Amount;
  paidWith: PaidWith;
  state: PaymentState;
  resultCode: string;
  refusalReason?: string;
  refusalReasonCode?: string;
  authorised: number;
  captured: number;
  refunded: number;
  cancelled: number;
  chargedBack: number;
  capturedAutomatically: boolean;
  /** Hours until Adyen captures automatically what was not cancelled; `undefined`: somebody has to. */
  captureDelayHours: number | undefined;
  modifications: Modification[];
  metadata: Record<string, string>;
  shopperReference?: string;
  storedPaymentMethodId?: string;
  tokenOperation?: 'created' | 'alreadyExisting';
  orderPspReference?: string;
  /** Of a refused charge that is tried again. */
  rescue?: Rescue;
  returnUrl: string;
  /** The body of `/payments` as it was received. */
  request: Record<string, unknown>;
  at: string;
}

/** A line of `books()`: what Adyen holds for one merchant reference, over all of its authorisations. */
export interface Balance {
  merchantReference: string;
  currency: string;
  payments: number;
  authorisations: number;
  authorised: number;
  captured: number;
  refunded: number;
  cancelled: number;
  chargedBack: number;
}

export interface Decision {
  success: boolean;
  reason: string;
}

const accepted: Decision = { success: true, reason: '' };
const declined = (reason: string): Decision => ({ success: false, reason });

/** What can still be captured. */
export const capturable = (payment: Payment): number =>
  payment.authorised - payment.captured - payment.cancelled;

/** What can still be refunded. */
const refundable = (payment: Payment): number => payment.captured - payment.refunded - payment.chargedBack;

/** Captures if the authorisation allows it. Without multiple partial captures the rest is given up. */
export const capture = (payment: Payment, amount: Amount, multiplePartial: boolean): Decision => {
  if (payment.state !== 'authorised') return declined('Payment is not authorised');
  if (amount.currency !== payment.amount.currency)
    return declined('Currency does not match the authorisation');
  if (amount.value > capturable(payment)) return declined('Insufficient balance on payment');
  payment.captured += amount.value;
  if (!multiplePartial) payment.cancelled += capturable(payment);
  return accepted;
};

/** The delay is over: captures all that nobody has captured or cancelled. */
export const captureAfterDelay = (payment: Payment): boolean => {
  const isDue = payment.captureDelayHours !== undefined && payment.captured === 0 && capturable(payment) > 0;
  if (isDue) payment.captured = capturable(payment);
  return isDue;
};

export const refund = (payment: Payment, amount: Amount): Decision => {
  if (payment.captured === 0) return declined("Transaction hasn't been captured, refund not possible");
  if (amount.currency !== payment.amount.currency) return declined('Currency does not match the payment');
  if (amount.value > refundable(payment)) return declined('Insufficient balance on payment');
  payment.refunded += amount.value;
  return accepted;
};

export const cancel = (payment: Payment): Decision => {
  if (payment.state !== 'authorised') return declined('Payment is not authorised');
  if (payment.captured > 0) return declined('Transaction has already been captured, cancel not possible');
  if (capturable(payment) === 0) return declined('Transaction has already been cancelled');
  payment.cancelled += capturable(payment);
  return accepted;
};

/** Cancels what is authorised only, refunds what is captured: always all of it. */
export const reverse = (payment: Payment): Decision & { action: 'cancel' | 'refund' } => {
  if (payment.captured === 0) return { ...cancel(payment), action: 'cancel' };
  const value = refundable(payment);
  if (value === 0) return { ...declined('Insufficient balance on payment'), action: 'refund' };
  payment.cancelled += capturable(payment);
  return { ...refund(payment, { currency: payment.amount.currency, value }), action: 'refund' };
};

/** Cards are authorised finally unless the request says otherwise; other methods know no difference. */
const isPreAuthorised = ({ paidWith, request }: Payment): boolean =>
  paidWith.type !== 'scheme' ||
  (request['additionalData'] as Record<string, string> | undefined)?.['authorisationType'] === 'PreAuth';

/** Changes the authorised amount; never below what is captured. */
export const adjust = (payment: Payment, amount: Amount): Decision => {
  if (payment.state !== 'authorised') return declined('Payment is not authorised');
  if (amount.currency !== payment.amount.currency)
    return declined('Currency does not match the authorisation');
  if (payment.cancelled > 0) return declined('Payment is cancelled');
  if (!isPreAuthorised(payment)) return declined('The authorisation is final, adjustment not possible');
  if (amount.value < payment.captured) return declined('Amount is below the captured amount');
  payment.authorised = amount.value;
  payment.amount = { ...amount };
  return accepted;
};

/** All payments of the merchant account. */
export class Books {
  readonly #payments = new Map<string, Payment>();

  add(payment: Payment): Payment {
    this.#payments.set(payment.pspReference, payment);
    return payment;
  }

  get(pspReference: string): Payment | undefined {
    return this.#payments.get(pspReference);
  }

  all(): Payment[] {
    return [...this.#payments.values()];
  }

  /** The payments of a merchant reference, oldest first. */
  byReference(merchantReference: string): Payment[] {
    return this.all().filter((payment) => payment.merchantReference === merchantReference);
  }

  /** The payment that a modification's pspReference belongs to. */
  ownerOf(modification: string): { payment: Payment; modification: Modification } | undefined {
    for (const payment of this.#payments.values()) {
      const found = payment.modifications.find(({ pspReference }) => pspReference === modification);
      if (found) return { payment, modification: found };
    }
    return undefined;
  }

  balances(): Balance[] {
    const lines = new Map<string, Balance>();
    for (const payment of this.#payments.values()) {
      const { merchantReference } = payment;
      const line = lines.get(merchantReference) ?? {
        merchantReference,
        currency: payment.amount.currency,
        payments: 0,
        authorisations: 0,
        authorised: 0,
        captured: 0,
        refunded: 0,
        cancelled: 0,
        chargedBack: 0,
      };
      line.payments += 1;
      if (payment.state === 'authorised') line.authorisations += 1;
      line.authorised += payment.authorised;
      line.captured += payment.captured;
      line.refunded += payment.refunded;
      line.cancelled += payment.cancelled;
      line.chargedBack += payment.chargedBack;
      lines.set(merchantReference, line);
    }
    return [...lines.values()];
  }

  clear(): void {
    this.#payments.clear();
  }
}
