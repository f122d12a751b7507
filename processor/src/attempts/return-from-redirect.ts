import type { DetailsBody } from '../adyen/requests/shopper-input.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { blamesCaller } from '../errors.ts';
import { continuePayment } from './continue-payment.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { merchantReturnUrl } from './merchant-return-url.ts';

/** The shopper's return from a bank's page. */
export interface Return {
  readonly paymentReference: unknown;
  /** Throws when the session has expired or is unknown. */
  readonly findSession: () => Promise<CheckoutSession>;
  /** What the bank's page or Adyen appended to our return URL. Throws when it is malformed. */
  readonly readDetails: () => DetailsBody;
}

/**
 * Where the shopper goes after a redirect. Whatever went wrong, it is the merchant's page: it asks for the payment's
 * status, and a notification settles what this return could not.
 */
export const returnFromRedirect = async (
  deps: PaymentDependencies,
  { paymentReference, findSession, readDetails }: Return,
): Promise<string> => {
  let session: CheckoutSession | undefined;
  let wasCancelled = false;
  try {
    session = await findSession();
    const answer = await continuePayment(deps, { session, body: readDetails(), idempotencyKey: undefined });
    wasCancelled = answer.resultCode === 'Cancelled';
  } catch (error) {
    log(deps, error, paymentReference);
  }
  const reference = typeof paymentReference === 'string' ? paymentReference : undefined;
  const target = new URL(merchantReturnUrl(deps.config, session, reference));
  if (wasCancelled) target.searchParams.set('userAction', 'cancelled');
  return target.href;
};

const log = (deps: PaymentDependencies, error: unknown, paymentReference: unknown): void => {
  const fields = { paymentId: String(paymentReference), error };
  if (blamesCaller(error)) {
    deps.logger.warn('A return from a redirect could not be continued.', fields);
  } else {
    deps.logger.error('A return from a redirect failed; a notification has to settle the payment.', fields);
  }
};
