import * as z from 'zod';
import { parseBody } from '../middleware/shopper-body.ts';

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

const schema = z
  .object({
    details,
    paymentData: z.string().max(200_000).optional(),
    paymentReference: z.guid('expected a UUID'),
  })
  .brand<'DetailsBody'>();

/** What a shopper's browser hands back to continue an attempt. */
export type DetailsBody = z.output<typeof schema>;

/**
 * Reads the body of `POST /payments/details`. Details that Adyen does not know are dropped (PayPal's script adds some).
 * @throws Fault 400 that names the malformed field and never repeats its value
 */
export const parseDetailsBody = (body: unknown): DetailsBody => parseBody(schema, body);
