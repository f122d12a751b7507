import * as z from 'zod';
import type { NotificationItem } from '../adyen/webhooks/parse.ts';
import type { TokenizationEvent } from '../adyen/webhooks/tokenization.ts';
import { compact } from '../adyen/wire.ts';

const pspReference = z.string().brand<'PspReference'>();
const merchantAccount = z.string().brand<'MerchantAccount'>();
const optionalText = z.string().optional().catch(undefined);
const live = z.boolean().optional().catch(undefined);

const notification = z.object({
  eventCode: z.string(),
  success: z.boolean(),
  pspReference,
  originalReference: pspReference.optional(),
  merchantReference: z.string(),
  merchantAccount,
  amount: z.object({ centAmount: z.int(), currencyCode: z.string() }).optional(),
  adyenAmount: z.object({ value: z.number(), currency: z.string() }),
  paymentMethod: optionalText,
  reason: optionalText,
  eventDate: z.string(),
  // Earlier versions omitted it.
  additionalData: z.record(z.string(), z.string()).catch({}),
  operations: z.array(z.string()).catch([]),
  live,
});

const tokenEvent = z.object({
  kind: z.enum(['created', 'alreadyExisting', 'updated', 'disabled']),
  eventId: pspReference,
  merchantAccount,
  shopperReference: z.string(),
  storedPaymentMethodId: z.string(),
  paymentMethod: z.string(),
  createdAt: z.string(),
  operation: optionalText,
  live,
});

const stored = z.union([z.object({ notification }), z.object({ tokenEvent })]);

/** An event that was set aside, as it was when it was delivered. */
export type StoredEvent =
  { readonly notification: NotificationItem } | { readonly tokenEvent: TokenizationEvent };

/** Reads the value of a custom object. @returns `undefined` where it is not readable */
export const readStoredEvent = (value: unknown): StoredEvent | undefined => {
  const { data } = stored.safeParse(value);
  if (!data) return undefined;
  return 'notification' in data
    ? { notification: compact(data.notification) }
    : { tokenEvent: compact(data.tokenEvent) };
};
