import * as z from 'zod';
import type { KeysOf } from '../../config/notification-keys.ts';
import { invalidInput, unauthenticated, type Fault } from '../../errors.ts';
import type { MerchantAccount, PspReference } from '../../identifiers.ts';
import { compact } from '../wire.ts';
import { isSignedBy } from './verify.ts';

const EVENTS = {
  'recurring.token.created': 'created',
  'recurring.token.alreadyExisting': 'alreadyExisting',
  'recurring.token.updated': 'updated',
  'recurring.token.disabled': 'disabled',
} as const;

/** What happened to a shopper's token. */
export interface TokenizationEvent {
  readonly kind: (typeof EVENTS)[keyof typeof EVENTS];
  /** The pspReference of the payment or request that caused it. */
  readonly eventId: PspReference;
  readonly merchantAccount: MerchantAccount;
  readonly shopperReference: string;
  readonly storedPaymentMethodId: string;
  /** Adyen's method or its variant, e.g. `visapremiumdebit`. */
  readonly paymentMethod: string;
  /** ISO 8601 in UTC; the epoch where Adyen's is missing or unreadable. */
  readonly createdAt: string;
  readonly operation?: string;
  /** Whether it is of the live environment, where the webhook says so. */
  readonly live?: boolean;
}

const schema = z.object({
  type: z.enum(Object.keys(EVENTS) as (keyof typeof EVENTS)[]),
  environment: z
    .stringbool({ truthy: ['live'], falsy: ['test'] })
    .optional()
    .catch(undefined),
  eventId: z.string().min(1).brand<'PspReference'>(),
  createdAt: z.string().optional().catch(undefined),
  data: z.object({
    merchantAccount: z.string().brand<'MerchantAccount'>(),
    shopperReference: z.string().min(1),
    storedPaymentMethodId: z.string().min(1),
    type: z.string().catch(''),
    operation: z.string().optional().catch(undefined),
  }),
});

/**
 * Reads a tokenization webhook. The signature is over the raw bytes of the body and stands in the header `hmacsignature`.
 * Source: https://docs.adyen.com/development-resources/webhooks/verify-hmac-signatures
 * @param keysOf the webhook is genuine when a key of the merchant account that it names signed it
 * @returns undefined for an event that carries no meaning here, to be acknowledged and forgotten
 * @throws Fault 401 when it is not signed by a key, 400 when it is genuine but no tokenization webhook
 */
export const readTokenizationEvent = (
  rawBody: Uint8Array,
  signature: string | undefined,
  keysOf: KeysOf,
): TokenizationEvent | undefined => {
  // Nothing is parsed that no known key has signed.
  if (signature === undefined || !isSignedBy(keysOf(), rawBody, signature)) throw unsigned();
  const body = parseJson(rawBody);
  const type = z.object({ type: z.string() }).safeParse(body);
  if (type.success && !Object.hasOwn(EVENTS, type.data.type)) return undefined;
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? '';
    throw invalidInput(`${field === '' ? 'The body' : field} is missing or malformed.`, { field });
  }
  const { data, eventId, environment: live } = parsed.data;
  if (!isSignedBy(keysOf(data.merchantAccount), rawBody, signature)) throw unsigned();
  const time = Date.parse(parsed.data.createdAt ?? '');
  return compact({
    kind: EVENTS[parsed.data.type],
    eventId,
    merchantAccount: data.merchantAccount,
    shopperReference: data.shopperReference,
    storedPaymentMethodId: data.storedPaymentMethodId,
    paymentMethod: data.type,
    createdAt: new Date(Number.isNaN(time) ? 0 : time).toISOString(),
    operation: data.operation,
    live,
  });
};

const unsigned = (): Fault =>
  unauthenticated('The notification is not signed with an HMAC key of its merchant account.');

const parseJson = (rawBody: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(rawBody));
  } catch {
    throw invalidInput('The body is not valid JSON.');
  }
};
