import { parseDetailsBody } from '../api/payments/details-body.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { blamesCaller } from '../errors.ts';
import { continuePayment } from './continue-payment.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { merchantReturnUrl } from './merchant-return-url.ts';

/** The query of the shopper's return: what the bank's page or Adyen appended to our return URL. */
export type ReturnQuery = Readonly<Record<string, unknown>>;

/**
 * Where the shopper goes after a redirect. Whatever went wrong, it is the merchant's page: it asks for the payment's
 * status, and a notification settles what this return could not.
 * @param findSession throws when the session has expired or is unknown
 */
export const returnFromRedirect = async (
  deps: PaymentDependencies,
  query: ReturnQuery,
  findSession: () => Promise<CheckoutSession>,
): Promise<string> => {
  const { paymentReference, ctsid: _session, ...details } = query;
  let session: CheckoutSession | undefined;
  let wasCancelled = false;
  try {
    session = await findSession();
    const body = parseDetailsBody({ details, paymentReference });
    const answer = await continuePayment(deps, { session, body, idempotencyKey: undefined });
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
