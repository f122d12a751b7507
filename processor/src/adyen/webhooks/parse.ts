import * as z from 'zod';
import type { KeysOf } from '../../config/notification-keys.ts';
import { invalidInput, unauthenticated, type Fault } from '../../errors.ts';
import type { MerchantAccount, PspReference } from '../../identifiers.ts';
import type { AdyenAmount, Money } from '../../ledger/money.ts';
import { readAmount } from '../read-amount.ts';
import { textEntries } from '../responses.ts';
import { compact } from '../wire.ts';
import { signedItemOf, type SignedItem } from './verify.ts';

/** One event of a standard webhook, verified and in the connector's own terms. */
export interface NotificationItem {
  /** As Adyen names it; codes that this version does not know exist. */
  readonly eventCode: string;
  readonly success: boolean;
  /** May be empty where the event has no meaning here; see `isRecordable`. */
  readonly pspReference: PspReference;
  /** The pspReference of the payment that a modification or a dispute is about; several events come without. */
  readonly originalReference?: PspReference;
  /** The reference of the request: the Payment's id for payments, empty for reports. */
  readonly merchantReference: string;
  readonly merchantAccount: MerchantAccount;
  /** In minor units by ISO 4217; absent where ISO's minor unit cannot express Adyen's amount. */
  readonly amount?: Money;
  readonly adyenAmount: AdyenAmount;
  /** Adyen's name of the method or brand, e.g. `visa`. Not signed. */
  readonly paymentMethod?: string;
  /** Not signed. */
  readonly reason?: string;
  /** ISO 8601 in UTC; the epoch where Adyen's is missing or unreadable. Not signed. */
  readonly eventDate: string;
  /** Not signed, without the signature. */
  readonly additionalData: Readonly<Record<string, string>>;
  readonly operations: readonly string[];
  /** Whether it is of the live environment, where the webhook says so. Not signed. */
  readonly live?: boolean;
}

const lenientText = z.string().optional().catch(undefined);
const flag = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })]);
const liveSchema = z.object({ live: flag.optional().catch(undefined) });

/** Adyen sends one item, seldom a few. What is unsigned must cost little, whatever it holds. */
const MAXIMUM_ITEMS = 1000;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What is not signed is read leniently: Adyen's own examples break the schema, and one odd field must not hold up the queue. */
const unsignedSchema = z.object({
  paymentMethod: lenientText,
  reason: lenientText,
  eventDate: lenientText,
  additionalData: textEntries,
  operations: z.array(z.string()).catch([]),
});

const malformed = (message: string): Fault =>
  invalidInput(`notificationItems ${message}.`, { field: 'notificationItems' });

/** The items are counted before any is looked at. */
const wrappersOf = (body: unknown): readonly unknown[] => {
  const wrappers = isObject(body) ? body['notificationItems'] : undefined;
  if (!Array.isArray(wrappers) || wrappers.length === 0)
    throw malformed('must be a list of at least one item');
  if (wrappers.length > MAXIMUM_ITEMS) throw malformed(`may hold ${MAXIMUM_ITEMS} items`);
  return wrappers;
};

const verifiedItem = (
  wrapper: unknown,
  keysOf: KeysOf,
): { readonly item: unknown; readonly signed: SignedItem } => {
  const item = isObject(wrapper) ? wrapper['NotificationRequestItem'] : undefined;
  if (item === undefined) throw malformed('must hold NotificationRequestItem objects');
  const signed = signedItemOf(item, keysOf);
  if (!signed)
    throw unauthenticated('The notification is not signed with an HMAC key of its merchant account.');
  return { item, signed };
};

/**
 * Reads the body of a standard webhook. Every item is verified before any is read; the first that is not genuine ends it.
 * @param body the parsed JSON
 * @param keysOf an item is genuine when a key of the merchant account that it names signed it
 * @throws Fault 400 when it is no webhook, or holds no item or too many; 401 when one item is not signed by a key
 */
export const readNotifications = (body: unknown, keysOf: KeysOf): NotificationItem[] => {
  const items = wrappersOf(body).map((wrapper) => verifiedItem(wrapper, keysOf));
  const { live } = liveSchema.parse(body);
  return items.map(({ item, signed }) => toNotificationItem(signed, unsignedSchema.parse(item), live));
};

const toNotificationItem = (
  signed: SignedItem,
  unsigned: z.output<typeof unsignedSchema>,
  live: boolean | undefined,
): NotificationItem => {
  const adyenAmount = { ...signed.amount, currency: signed.amount.currency.toUpperCase() };
  return compact({
    eventCode: signed.eventCode,
    success: signed.success === true || signed.success === 'true',
    pspReference: signed.pspReference,
    originalReference: meaningful(signed.originalReference),
    merchantReference: signed.merchantReference ?? '',
    merchantAccount: signed.merchantAccountCode,
    amount: readAmount(adyenAmount),
    adyenAmount,
    paymentMethod: meaningful(unsigned.paymentMethod),
    reason: meaningful(unsigned.reason),
    eventDate: isoDate(unsigned.eventDate),
    additionalData: withoutSignature(unsigned.additionalData),
    operations: unsigned.operations,
    live,
  });
};

/**
 * Whether an event could be recorded if it has a meaning here. A genuine item may lack what only that needs: reports come
 * without a currency, for example.
 */
export const isRecordable = ({ pspReference, adyenAmount }: NotificationItem): boolean =>
  pspReference !== '' && /^[A-Z]{3}$/.test(adyenAmount.currency);

/**
 * What names a notification in a log. The pspReference of RECURRING_CONTRACT is the shopper's token, which nobody may read.
 */
export const referencesOf = ({ eventCode, pspReference, merchantReference }: NotificationItem) => ({
  eventCode,
  merchantReference,
  pspReference: eventCode === 'RECURRING_CONTRACT' ? undefined : pspReference,
});

/** Adyen writes an absent text as empty or as the word null. */
const meaningful = <Text extends string>(text: Text | null | undefined): Text | undefined =>
  text === undefined || text === null || text === '' || text === 'null' ? undefined : text;

const isoDate = (text: string | undefined): string => {
  const time = Date.parse(text ?? '');
  return new Date(Number.isNaN(time) ? 0 : time).toISOString();
};

const withoutSignature = (data: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(data).filter(([key]) => key !== 'hmacSignature'));
