import * as z from 'zod';
import { asChecked, type DetailsBody } from '../../adyen/requests/shopper-input.ts';
import { parseShopperBody } from '../middleware/parse.ts';

/** What a redirect, a 3-D Secure frame, a wallet or an app may hand back, by Adyen's names (PaymentCompletionDetails). */
const DETAILS = new Set(
  (
    'MD PaReq PaRes authorization_token billingToken cupsecureplus.smscode facilitatorAccessToken oneTimePasscode ' +
    'orderID payerID payload paymentID paymentStatus redirectResult resultCode returnUrlQueryString threeDSResult ' +
    'threeds2.challengeResult threeds2.fingerprint vaultToken'
  ).split(' '),
);

const details = z
  .record(z.string(), z.unknown())
  .transform((record) => Object.fromEntries(Object.entries(record).filter(([key]) => DETAILS.has(key))))
  .pipe(z.record(z.string(), z.string().max(100_000)))
  .refine((record) => Object.keys(record).length > 0, 'expected at least one detail that Adyen knows');

/** What continues an attempt, whichever way it is named. */
export const detailsFields = z.object({ details, paymentData: z.string().max(200_000).optional() });

const schema = detailsFields.extend({ paymentReference: z.guid('expected a UUID').brand<'PaymentId'>() });

/**
 * Reads the body of `POST /payments/details`. Details that Adyen does not know are dropped (PayPal's script adds some).
 * @throws Fault 400 that names the malformed fields and never repeats a value
 */
export const parseDetailsBody = (body: unknown): DetailsBody => asChecked(parseShopperBody(schema, body));

/** Reads the query of `GET /payments/details`: what the bank's page or Adyen appended to our return URL. */
export const parseReturnQuery = (query: Readonly<Record<string, unknown>>): DetailsBody => {
  const { paymentReference, ctsid: _session, ...details } = query;
  return parseDetailsBody({ details, paymentReference });
};
