import type { Config } from '../config/config.ts';
import type { CheckoutSession } from '../context/checkout-session.ts';

/** The merchant's page that the shopper ends on: the session's, else the configured one, with `paymentReference`. */
export const merchantReturnUrl = (
  config: Pick<Config, 'merchantReturnUrl'>,
  session: Pick<CheckoutSession, 'merchantReturnUrl'> | undefined,
  paymentReference: string | undefined,
): string => {
  const wanted = session?.merchantReturnUrl ?? '';
  const url = new URL(URL.canParse(wanted) ? wanted : config.merchantReturnUrl);
  if (paymentReference !== undefined) url.searchParams.set('paymentReference', paymentReference);
  return url.href;
};
