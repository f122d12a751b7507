import * as z from 'zod';
import { asChecked } from '../../adyen/requests/shopper-input.ts';
import { cutText } from '../../cut-text.ts';
import type { ExpressDetailsBody } from '../../express-checkout/continue-express-payment.ts';
import type { PaypalOrderBody } from '../../express-checkout/update-paypal-order.ts';
import { toAdyenAmount } from '../../ledger/money.ts';
import { parseShopperBody } from '../middleware/parse.ts';
import { detailsFields } from '../payments/details-body.ts';
import { countryCode, currencyCode, methodType, pspReference } from '../schemas.ts';

/** The body of `POST /express-config`. */
export const expressConfigBody = z.object({ countryCode, currencyCode: currencyCode.optional() });

/** The body of `POST /applepay-sessions`. */
export const applePaySessionBody = z.object({ validationUrl: z.string().min(1).max(2048) });

const expressDetails = detailsFields.extend({
  paymentReference: z.guid('expected a UUID').brand<'PaymentId'>().optional(),
  paymentMethod: methodType.optional(),
});

/** Reads the body of `POST /express-payments/details`. @throws Fault 400 that names the malformed fields */
export const parseExpressDetailsBody = (body: unknown): ExpressDetailsBody =>
  asChecked(parseShopperBody(expressDetails, body));

/** As adyen-web writes amounts, or as commercetools does. */
const amount = z.union([
  z.object({ value: z.int().nonnegative(), currency: currencyCode }),
  z.object({ centAmount: z.int().nonnegative(), currencyCode }).transform(toAdyenAmount),
]);

const deliveryMethod = z.object({
  reference: z.string().max(128).optional(),
  description: z
    .string()
    .transform((text) => cutText(text, 128))
    .optional(),
  type: z.literal('Shipping').optional(),
  amount: amount.optional(),
  selected: z.boolean().optional(),
});

const paypalOrder = z.object({
  pspReference,
  paymentData: z.string().min(1).max(200_000),
  originalAmount: amount,
  deliveryMethods: z
    .array(deliveryMethod)
    .max(50)
    .default([])
    .refine(
      (methods) => methods.filter(({ selected }) => selected === true).length <= 1,
      'expected one selected at most',
    ),
});

/** Reads the body of `POST /paypal-express/order`. @throws Fault 400 */
export const parsePaypalOrderBody = (body: unknown): PaypalOrderBody => parseShopperBody(paypalOrder, body);
