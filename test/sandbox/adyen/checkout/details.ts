import type { Payment } from '../books.ts';
import { notAuthenticated } from '../cards.ts';
import type { Continuation } from '../continuations.ts';
import { unprocessable } from '../errors.ts';
import { check } from '../validation/check.ts';
import { detailsRequest } from '../validation/requests.ts';
import type { World } from '../world.ts';
import { actionAnswer, paymentAnswer } from './answers.ts';
import { isSettled, settle, type Decision } from './settle.ts';
import { challengeAction } from './three-ds.ts';
import { forcedVerdict } from './verdict.ts';

interface ChallengeResult {
  transStatus?: string;
  authorisationToken?: string;
  threeDSCompInd?: string;
}

const decode = (value: string | undefined): ChallengeResult | undefined => {
  if (value === undefined) return undefined;
  try {
    return JSON.parse(Buffer.from(value, 'base64').toString('utf8')) as ChallengeResult;
  } catch {
    return undefined;
  }
};

/** The decision on a payment whose shopper has been asked; undefined: the shopper is still to be asked. */
const decisionOf = (
  payment: Payment,
  { verdict, step }: Continuation,
  challenge: ChallengeResult | undefined,
): Decision | undefined => {
  if (verdict?.kind === 'authorised' || verdict?.kind === 'refused' || verdict?.kind === 'inProgress')
    return verdict;
  if (step === 'challenge') return challenge?.transStatus === 'Y' ? { kind: 'authorised' } : notAuthenticated;
  if (step === 'authenticated') return { kind: 'authorised' };
  if (step === 'fingerprint') return undefined;
  return { kind: 'inProgress', resultCode: payment.resultCode === 'Received' ? 'Received' : 'Pending' };
};

/** `POST /payments/details`: the shopper is back, by redirect or from a component. Repeating it changes nothing. */
export const continuePayment = (world: World, body: unknown): Record<string, unknown> => {
  const { details, paymentData } = check(detailsRequest, body);
  const challenge = decode(details.threeDSResult ?? details['threeds2.challengeResult']);
  const fromQuery =
    new URLSearchParams(details.returnUrlQueryString ?? '').get('redirectResult') ?? undefined;
  const presented = [
    details.redirectResult ?? fromQuery,
    details.payload,
    challenge?.authorisationToken,
    details.threeDSResult,
    details.orderID,
    details.authorization_token,
    paymentData,
  ];
  const continuation = presented
    .map((token) => world.continuations.find(token))
    .find((found) => found !== undefined);
  const payment = continuation && world.books.get(continuation.pspReference);
  if (!payment) throw unprocessable('174', 'Unable to decrypt data');
  if (isSettled(payment)) return paymentAnswer(world, payment);
  const forced = world.forced.take('payment', payment.merchantReference);
  const decision = (forced && forcedVerdict(forced)) ?? decisionOf(payment, continuation, challenge);
  if (!decision) {
    payment.resultCode = 'ChallengeShopper';
    return actionAnswer(world, payment, challengeAction(world, payment));
  }
  if (decision.kind === 'threeDS2' || decision.kind === 'threeDSRedirect')
    throw unprocessable('174', 'Unable to decrypt data');
  settle(world, payment, decision);
  return paymentAnswer(world, payment);
};
