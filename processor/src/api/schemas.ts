import * as z from 'zod';

// What several routes take, with one message each for what is expected.

export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'expected an ISO 4217 currency code');

/** A positive amount in minor units by ISO 4217. */
export const amount = z.object({ centAmount: z.int().positive(), currencyCode });

export const countryCode = z.string().regex(/^[A-Z]{2}$/, 'expected a two-letter country code');

/** Adyen's name of a payment method. */
export const methodType = z.string().regex(/^\w{1,64}$/, 'expected the name of a payment method');

export const pspReference = z
  .string()
  .regex(/^[\w-]{1,64}$/, "expected Adyen's reference")
  .brand<'PspReference'>();

/** Adyen's order that a cart is paid in parts in. */
export const order = z.object({
  orderData: z.string().min(1).max(5000),
  pspReference,
});

/** The path parameter of routes about a Payment. */
export const paymentParams = z.object({ id: z.guid('expected the UUID of a payment').brand<'PaymentId'>() });
