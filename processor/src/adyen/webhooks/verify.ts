import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { KeysOf } from '../../config/notification-keys.ts';

/**
 * The fields that Adyen signs. The signed text joins them with colons and escapes nothing, so only the merchant's own
 * reference may hold a colon: then the text can be read in one way only, and a signature cannot be moved to another
 * item whose fields are cut differently. For the same reason an amount is a number and nothing that merely prints alike.
 */
const plain = z.string().regex(/^[^:]*$/);
const signedSchema = z.object({
  pspReference: plain.brand<'PspReference'>(),
  originalReference: plain.brand<'PspReference'>().nullish(),
  merchantAccountCode: plain.brand<'MerchantAccount'>(),
  merchantReference: z.string().nullish(),
  amount: z.object({ value: z.int(), currency: plain }),
  eventCode: plain,
  success: z.union([z.enum(['true', 'false']), z.boolean()]),
  additionalData: z.object({ hmacSignature: z.string().min(1) }),
});

const hmac = (key: string, signed: string | Uint8Array): Buffer =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(signed).digest();

/**
 * Whether one of the keys made the signature (base64, HMAC-SHA256). Every key is tried, in constant time, so that the
 * time taken tells nothing about which key or how much of it matched.
 */
export const isSignedBy = (
  keys: readonly string[],
  signed: string | Uint8Array,
  signature: string,
): boolean => {
  const given = Buffer.from(signature, 'base64');
  const matches = keys.map((key) => {
    const expected = hmac(key, signed);
    return given.length === expected.length && timingSafeEqual(expected, given);
  });
  return matches.includes(true);
};

/** The signed fields of an item, in Adyen's own names. Any of its texts may be empty. */
export type SignedItem = z.output<typeof signedSchema>;

/**
 * What Adyen has signed of an item of a standard webhook; `undefined` where it is not genuine: without a signature of one of
 * the keys of its merchant account, or with signed fields that are missing or of another type. The form of the keys is checked
 * at start.
 * Source: https://docs.adyen.com/development-resources/webhooks/verify-hmac-signatures
 */
export const signedItemOf = (item: unknown, keysOf: KeysOf): SignedItem | undefined => {
  const parsed = signedSchema.safeParse(item);
  if (!parsed.success) return undefined;
  const { pspReference, originalReference, merchantAccountCode, merchantReference, amount } = parsed.data;
  const signed = [
    pspReference,
    originalReference ?? '',
    merchantAccountCode,
    merchantReference ?? '',
    amount.value,
    amount.currency,
    parsed.data.eventCode,
    parsed.data.success,
  ].join(':');
  return isSignedBy(keysOf(merchantAccountCode), signed, parsed.data.additionalData.hmacSignature)
    ? parsed.data
    : undefined;
};
