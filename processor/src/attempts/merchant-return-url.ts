import { linkTarget } from '../config/readers.ts';
import type { Config } from '../config/config.ts';
import type { CheckoutSession } from '../checkout-session.ts';

/** The merchant's page that the shopper ends on: the session's, else the configured one, with `paymentReference`. */
export const merchantReturnUrl = (
  config: Pick<Config, 'merchantReturnUrl'>,
  session: Pick<CheckoutSession, 'merchantReturnUrl'> | undefined,
  paymentReference: string | undefined,
): string => {
  const url = new URL(linkTarget(session?.merchantReturnUrl ?? '') ?? config.merchantReturnUrl);
  if (paymentReference !== undefined) url.searchParams.set('paymentReference', paymentReference);
  return url.href;
};
