import * as z from 'zod';

/**
 * What is read from Adyen's answers. Lenient on purpose: fields that are not used are left out, and an optional field
 * of an unexpected form counts as absent, because an answer that was paid for must not be lost to a detail.
 */
const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const text = z.string().min(1);
const reference = text.brand<'PspReference'>();
const record = z.record(z.string(), z.unknown());

/** Minor units by Adyen's own table. */
const amount = z.object({ value: z.int(), currency: z.string() });

/** Keeps the entries that are texts, numbers or booleans, as texts. */
export const textEntries = z
  .unknown()
  .optional()
  .transform((value): Record<string, string> => {
    if (typeof value !== 'object' || value === null) return {};
    const entries = Object.entries(value).filter(([, entry]) =>
      ['string', 'number', 'boolean'].includes(typeof entry),
    );
    return Object.fromEntries(entries.map(([key, entry]) => [key, String(entry)]));
  });

const order = z.object({
  pspReference: reference,
  orderData: optional(text),
  reference: optional(z.string()),
  amount: optional(amount),
  remainingAmount: optional(amount),
  expiresAt: optional(z.string()),
});

/** The answer to `/payments` and `/payments/details`. */
export const paymentAnswer = z.object({
  resultCode: text,
  pspReference: optional(reference),
  merchantReference: optional(text),
  action: optional(record),
  refusalReason: optional(z.string()),
  refusalReasonCode: optional(z.string()),
  order: optional(order),
  amount: optional(amount),
  paymentMethod: optional(z.object({ type: optional(text), brand: optional(text) })),
  fraudResult: optional(z.object({ accountScore: optional(z.number()) })),
  additionalData: textEntries,
});

/** The answer to captures, refunds, cancels and amount updates: accepted, the outcome comes by webhook. */
export const modificationAnswer = z.object({
  pspReference: reference,
  status: optional(z.string()),
  reference: optional(z.string()),
  adjustAuthorisationData: optional(text),
});

const paymentMethod = z.looseObject({
  type: text,
  brand: optional(z.string()),
  brands: optional(z.array(z.string())),
});

const storedPaymentMethod = z.looseObject({ id: text, type: optional(text), brand: optional(z.string()) });

/** The answer to `/paymentMethods`: kept whole, since adyen-web reads it. */
export const paymentMethodsAnswer = z.looseObject({
  paymentMethods: z.array(paymentMethod).default([]),
  storedPaymentMethods: z.array(storedPaymentMethod).default([]),
});

/** The answer to `/paymentMethods/balance`; `resultCode` is Success, NotEnoughBalance or Failed. */
export const balanceAnswer = z.object({
  resultCode: text,
  pspReference: optional(reference),
  balance: optional(amount),
  transactionLimit: optional(amount),
});

/** The answer to `/orders`. */
export const createOrderAnswer = z.object({
  resultCode: text,
  pspReference: reference,
  orderData: text,
  reference: optional(z.string()),
  amount,
  remainingAmount: amount,
  expiresAt: optional(z.string()),
});

/** The answer to `/orders/cancel`. */
export const cancelOrderAnswer = z.object({ resultCode: text, pspReference: optional(reference) });

/** The answer to `/applePay/sessions`: Apple's session object in base64. */
export const applePaySessionAnswer = z.object({ data: text });

/** The answer to `/paypal/updateOrder`. */
export const paypalUpdateOrderAnswer = z.object({ paymentData: text, status: z.string() });

/** The answer to the list of a shopper's tokens. */
export const storedPaymentMethodsAnswer = z.object({
  storedPaymentMethods: z
    .array(
      z.object({
        id: text,
        type: optional(text),
        brand: optional(z.string()),
        lastFour: optional(z.string()),
        expiryMonth: optional(z.string()),
        expiryYear: optional(z.string()),
        iban: optional(z.string()),
        ownerName: optional(z.string()),
        holderName: optional(z.string()),
      }),
    )
    .default([]),
});

/** The answer to a deletion: nothing. */
export const emptyAnswer = z.unknown().transform(() => undefined);

export type PaymentAnswer = z.output<typeof paymentAnswer>;
export type OrderAnswer = z.output<typeof order>;
export type ModificationAnswer = z.output<typeof modificationAnswer>;
export type PaymentMethodsAnswer = z.output<typeof paymentMethodsAnswer>;
export type BalanceAnswer = z.output<typeof balanceAnswer>;
export type CreateOrderAnswer = z.output<typeof createOrderAnswer>;
export type CancelOrderAnswer = z.output<typeof cancelOrderAnswer>;
export type PaypalUpdateOrderAnswer = z.output<typeof paypalUpdateOrderAnswer>;
