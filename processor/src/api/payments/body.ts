import * as z from 'zod';
import {
  asChecked,
  INSTALLMENT_PLANS,
  type AttemptBody,
  type PaymentMethodData,
  type ShopperInput,
} from '../../adyen/requests/shopper-input.ts';
import { pageOriginOf } from '../../page-origin.ts';
import { parseShopperBody } from '../middleware/parse.ts';
import { currencyCode, methodType, order } from '../schemas.ts';

const text = (max: number) => z.string().max(max);

/** adyen-web leaves parts of an address empty, or writes this word where its form does not ask for them. */
const isAbsent = (value: string): boolean => ['', 'N/A'].includes(value.trim());

const line = text(3000).transform((value) => (isAbsent(value) ? undefined : value));

const address = z.object({
  street: line.optional(),
  houseNumberOrName: line.optional(),
  postalCode: line.optional(),
  city: line.optional(),
  stateOrProvince: line.optional(),
  country: z
    .string()
    .transform((code) => (isAbsent(code) ? undefined : code.trim().toUpperCase()))
    .refine((code) => code === undefined || /^[A-Z]{2}$/.test(code), 'expected a two-letter country code')
    // The code of no country.
    .transform((code) => (code === 'ZZ' ? undefined : code))
    .optional(),
  company: line.optional(),
});

/** Pages write numbers and truth values as texts too, and a zoomed screen has fractions of pixels. */
const number = z
  .union([z.number(), z.string().regex(/^-?\d{1,9}(\.\d{1,9})?$/, 'expected a number')])
  .transform((value) => Math.round(Number(value)))
  .refine((value) => Math.abs(value) < 2 ** 31, 'expected a number');
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]);

const browserInfo = z.object({
  acceptHeader: text(2048).optional(),
  colorDepth: number.optional(),
  javaEnabled: flag.optional(),
  javaScriptEnabled: flag.optional(),
  language: text(64).optional(),
  screenHeight: number.optional(),
  screenWidth: number.optional(),
  timeZoneOffset: number.optional(),
  userAgent: text(4096).optional(),
});

/** What is no origin, or is longer than Adyen takes, is omitted: without it 3-D Secure redirects. */
const origin = z
  .string()
  .transform(pageOriginOf)
  .transform((value) => (value !== undefined && value.length <= 80 ? value : undefined));

/**
 * Parts of a payment method that bind it to another payment, shopper or scheme transaction. They are the processor's to
 * decide, so they do not pass.
 */
const RESERVED = new Set(['storedPaymentMethodId', 'recurringDetailReference', 'networkPaymentReference']);

const paymentMethod = z
  .looseObject({
    type: methodType,
    storedPaymentMethodId: text(256).min(1).optional(),
    recurringDetailReference: text(256).min(1).optional(),
  })
  .transform(
    ({ type, ...fields }): { method: PaymentMethodData; storedPaymentMethodId: string | undefined } => ({
      method: { ...withoutReserved(fields), type },
      storedPaymentMethodId: fields.storedPaymentMethodId ?? fields.recurringDetailReference,
    }),
  );

const withoutReserved = (fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => !RESERVED.has(key)));

const schema = z
  .object({
    paymentMethod,
    billingAddress: address.optional(),
    deliveryAddress: address
      .extend({ firstName: text(255).optional(), lastName: text(255).optional() })
      .optional(),
    browserInfo: browserInfo.optional(),
    origin: origin.optional(),
    expectedAmount: z.object({ centAmount: z.int().nonnegative(), currencyCode }).optional(),
    storePaymentMethod: z.boolean().default(false),
    riskData: z.object({ clientData: z.string().optional() }).optional(),
    order: order.optional(),
    installments: z
      .object({ value: z.int().min(1).max(99), plan: z.enum(INSTALLMENT_PLANS).optional() })
      .optional(),
    shopperName: z.object({ firstName: text(80), lastName: text(80) }).optional(),
    shopperEmail: text(256).optional(),
    telephoneNumber: text(64).optional(),
    dateOfBirth: z
      .string()
      .regex(/^(\d{4}-\d{2}-\d{2})?$/, 'expected YYYY-MM-DD')
      .optional(),
    socialSecurityNumber: text(50).optional(),
  })
  .transform(({ paymentMethod: { method, storedPaymentMethodId }, ...rest }): ShopperInput => ({
    ...rest,
    paymentMethod: method,
    storedPaymentMethodId,
  }));

/**
 * Reads the body of `POST /payments`. Unknown fields are dropped, since adyen-web sends fields of its own.
 * `storedPaymentMethodId` is lifted out of the payment method: it is a commercetools id that the caller must replace.
 * @throws Fault 400 that names the malformed fields, or the one with unencrypted card data, and never repeats a value
 */
export const parseAttemptBody = (body: unknown): AttemptBody => asChecked(parseShopperBody(schema, body));
