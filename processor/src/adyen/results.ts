import { refusalReasonOfCode, type RefusalReason } from './refusals.ts';
import type { PaymentAnswer } from './responses.ts';

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
