import { canShow } from '../adyen/can-show.ts';
import type { AdyenElement } from '../adyen/element.ts';
import type { PaymentAnswer } from '../processor-client.ts';
import { withDigits } from './money.ts';
import type { Outcome } from './outcome.ts';
import { partialPaymentOf, remainingAfter } from './partial-payment.ts';
import type { Event } from './states.ts';

/** What a response means for its attempt. */
export function eventOfResponse(response: PaymentAnswer, element: AdyenElement): Event {
  const { action, resultCode = '' } = response;
  if (action) {
    if (canShow(element, action)) return ['actionRequired'];
    const method = action.paymentMethodType ?? '';
    return ['actionUnshowable', new Error(`Nothing shows the action ${action.type} of ${method}`)];
  }
  const payment = partialPaymentOf(response);
  if (payment) return ['partPaid', { payment }];
  const remaining = remainingAfter(response);
  return remaining ? ['partPaid', { resultCode, remaining }] : ['resulted', resultCode];
}

/** What the payment's status means for its attempt. */
export function eventOfOutcome(outcome: Outcome): Event {
  if (outcome.state === 'open') return ['statusOpen'];
  if (outcome.state === 'unknown') return ['statusUnknown'];
  const { resultCode, remainingAmount } = outcome;
  return remainingAmount
    ? ['partPaid', { resultCode, remaining: withDigits(remainingAmount) }]
    : ['statusEnded', resultCode];
}
