import type { PaymentAnswer } from '../adyen/responses.ts';
import { isRescued } from '../ledger/rescue.ts';
import { outcomeOf } from '../adyen/results.ts';

/** Adyen's code for a bank that wants the shopper to be asked. */
const AUTHENTICATION_REQUIRED = '38';

/**
 * What a response means where no shopper is there: one that asks for an action has failed, since nobody will do it and no
 * notification will follow.
 */
export const withoutShopper = (answer: PaymentAnswer): PaymentAnswer => {
  // Adyen will try this payment again (Auto Rescue). The refusal is not final, and the cart must not be charged meanwhile.
  if (outcomeOf(answer.resultCode) === 'refused' && isRescued(answer.additionalData)) {
    const { refusalReason: _reason, refusalReasonCode: _code, ...rest } = answer;
    return { ...rest, resultCode: 'Pending' };
  }
  if (answer.action === undefined && outcomeOf(answer.resultCode) !== 'action') return answer;
  const { action: _nobody, ...rest } = answer;
  return {
    ...rest,
    resultCode: 'Refused',
    refusalReason: 'Authentication required',
    refusalReasonCode: AUTHENTICATION_REQUIRED,
  };
};
