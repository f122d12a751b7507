import { refusedByBank, verdictFor, type CardVerdict } from '../cards.ts';
import type { ForcedOutcome } from '../forced-outcomes.ts';
import type { PaymentRequest } from '../validation/payment-request.ts';
import type { Account } from './account.ts';

/** What the issuer, the bank or the wallet makes of this payment, by the test conventions of the README. */
export const verdictOn = (request: PaymentRequest, account: Account): CardVerdict => {
  const responseCode = request.additionalData?.['RequestedTestAcquirerResponseCode'];
  const verdict = verdictFor(account.secret, account.paidWith.holderName, responseCode);
  const absent = request.shopperInteraction === 'ContAuth' || request.shopperInteraction === 'Moto';
  const asked = request.authenticationData?.attemptAuthentication;
  const authenticates = verdict.kind === 'threeDS2' || verdict.kind === 'threeDSRedirect';
  if (authenticates && (absent || asked === 'never')) return { kind: 'authorised' };
  return verdict.kind === 'authorised' && asked === 'always' && !absent
    ? { kind: 'threeDS2', frictionless: false }
    : verdict;
};

/** Whether the shop's page can show 3-D Secure 2 itself; else Adyen redirects. */
export const canAuthenticateNatively = (request: PaymentRequest): boolean => {
  const wanted =
    request.authenticationData?.threeDSRequestData?.nativeThreeDS === 'preferred' ||
    request.additionalData?.['allow3DS2'] === 'true' ||
    request.threeDS2RequestData !== undefined;
  return (
    wanted && request.channel === 'Web' && request.browserInfo !== undefined && request.origin !== undefined
  );
};

/** A verdict that a test asked for, in place of the method's own way. */
export const forcedVerdict = (forced: ForcedOutcome): CardVerdict | undefined => {
  const { resultCode = 'Authorised' } = forced;
  if (resultCode === 'Authorised' || resultCode === 'PartiallyAuthorised') return { kind: 'authorised' };
  if (resultCode === 'Pending' || resultCode === 'Received') return { kind: 'inProgress', resultCode };
  if (resultCode === 'Refused' || resultCode === 'Error' || resultCode === 'Cancelled') {
    const reason = forced.refusalReason ?? refusedByBank.reason;
    return { kind: 'refused', resultCode, reason, code: forced.refusalReasonCode ?? refusedByBank.code };
  }
  return undefined;
};
