import type { Money } from '../ledger/money.ts';
import { refusalReasonOfCode, type RefusalReason } from './refusals.ts';
import type { OrderAnswer, PaymentAnswer } from './responses.ts';
import { compact } from './wire.ts';

/** What a result code means for the attempt's authorisation. `unknown`: a code that this version does not know. */
export type Outcome = 'authorised' | 'pending' | 'refused' | 'action' | 'unknown';

/** Source: https://docs.adyen.com/online-payments/build-your-integration/payment-result-codes */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  Authorised: 'authorised',
  PartiallyAuthorised: 'authorised',
  Pending: 'pending',
  Received: 'pending',
  PresentToShopper: 'pending',
  AuthenticationFinished: 'pending',
  AuthenticationNotRequired: 'pending',
  Refused: 'refused',
  Error: 'refused',
  Cancelled: 'refused',
  RedirectShopper: 'action',
  IdentifyShopper: 'action',
  ChallengeShopper: 'action',
};

/** The meaning of a result code of `/payments` or `/payments/details`; never throws, since Adyen adds codes. */
export const outcomeOf = (resultCode: string): Outcome =>
  Object.hasOwn(OUTCOMES, resultCode) ? (OUTCOMES[resultCode] ?? 'unknown') : 'unknown';

/** A reason that is safe to show; undefined where nothing was refused. */
export const refusalReasonOf = (
  answer: Pick<PaymentAnswer, 'resultCode' | 'refusalReasonCode'>,
): RefusalReason | undefined => {
  if (outcomeOf(answer.resultCode) !== 'refused') return undefined;
  const known = refusalReasonOfCode(answer.refusalReasonCode);
  return known ?? (answer.resultCode === 'Cancelled' ? 'Cancelled' : 'Refused');
};

/** What the browser learns of an attempt (docs/api.md, `POST /payments`). */
export interface ShopperAnswer {
  paymentReference: string;
  resultCode: string;
  action?: Record<string, unknown>;
  order?: OrderAnswer;
  refusalReason?: RefusalReason;
  merchantReturnUrl?: string;
  /** What the cart still owes, in minor units by ISO 4217: the shopper pays on instead of returning to the merchant. */
  remainingAmount?: Money;
}

/** Whether an order that is paid in parts still misses some of its amount. */
const isIncomplete = (order: OrderAnswer | undefined): boolean => (order?.remainingAmount?.value ?? 0) > 0;

/** Whether nothing is left to do for the shopper: paid, or accepted and only to be waited for, or a voucher to keep. */
const isDone = ({ resultCode, action, order }: PaymentAnswer): boolean => {
  if (isIncomplete(order)) return false;
  if (resultCode === 'PresentToShopper') return true;
  const outcome = outcomeOf(resultCode);
  return (outcome === 'authorised' || outcome === 'pending') && action === undefined;
};

/**
 * The browser's answer: the payment's reference, the result, what the shopper has to do next, and nothing else of
 * Adyen's. `merchantReturnUrl` is passed on as soon as the shopper is done.
 */
export const shopperAnswer = (given: {
  paymentReference: string;
  answer: PaymentAnswer;
  merchantReturnUrl?: string | undefined;
  /** What the cart owes when this payment is done. */
  remainingAmount?: Money | undefined;
}): ShopperAnswer => {
  const { answer } = given;
  const outcome = outcomeOf(answer.resultCode);
  const hasPaid = outcome === 'authorised' || (outcome === 'pending' && isDone(answer));
  const remainingAmount = hasPaid ? given.remainingAmount : undefined;
  const mayReturn = isDone(answer) && remainingAmount === undefined;
  return compact({
    paymentReference: given.paymentReference,
    resultCode: answer.resultCode,
    action: answer.action,
    order: answer.order,
    refusalReason: refusalReasonOf(answer),
    merchantReturnUrl: mayReturn ? given.merchantReturnUrl : undefined,
    remainingAmount,
  });
};
