import type { NotificationItem } from '../adyen/webhooks/parse.ts';
import { isInAccount } from '../config/payment-accounts.ts';
import { Fault } from '../errors.ts';
import type { PspReference } from '../identifiers.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import type { PaymentDependencies } from '../use-case.ts';
import type { Notified } from './find-notified-payment.ts';

/** What a batch says about one Payment; applied as one update. */
export interface PaymentEvents {
  readonly notified: Notified;
  readonly entries: LedgerEntry[];
  readonly items: Set<NotificationItem>;
  /** Adyen's references of the items. */
  readonly references: Set<PspReference>;
  /** The last authorisation that succeeded. */
  authorisation: NotificationItem | undefined;
}

/** Why an item cannot be stored, however often it is delivered. */
export type Obstacle = 'PaymentNotFound' | 'CommercetoolsRefused';

/** What has become of a batch. */
export interface BatchResult {
  /** What no further delivery can store while things are as they are. */
  readonly unstored: Map<NotificationItem, Obstacle>;
  /** What a further delivery may store, by its errors. */
  readonly failures: Error[];
}

export interface Batch {
  /** By the Payment's id. */
  readonly payments: Map<string, PaymentEvents>;
  /** ORDER_CLOSED without success. */
  readonly closedOrders: NotificationItem[];
  readonly result: BatchResult;
  readonly isOurs: IsOurs;
}

/** Whether an item whose Payment cannot be found is this connector's all the same. */
export type IsOurs = (item: NotificationItem) => boolean;

export const newBatch = (isOurs: IsOurs): Batch => ({
  isOurs,
  payments: new Map(),
  closedOrders: [],
  result: { unstored: new Map(), failures: [] },
});

/** So many Payments of a batch are worked on side by side. */
export const AT_ONCE = 16;

/** commercetools refuses it, however often it is asked. An outage, or refused credentials, end by themselves or by people. */
export const isRefused = (error: unknown): boolean =>
  error instanceof Fault && error.code === 'CommercetoolsRefused';

/** Does work for items. That it fails keeps none of the batch's other items from being stored. */
export const attempt = async (
  { unstored, failures }: BatchResult,
  items: Iterable<NotificationItem>,
  work: () => Promise<void>,
): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!isRefused(error)) failures.push(error instanceof Error ? error : new Error(String(error)));
    else for (const item of items) unstored.set(item, 'CommercetoolsRefused');
  }
};

/** Several items of a batch usually concern one Payment: it is looked up once. */
export const knownPayment = (
  { config }: Pick<PaymentDependencies, 'config'>,
  { payments }: Batch,
  item: NotificationItem,
): Notified | undefined =>
  [...payments.values()].find(
    ({ notified: { payment }, references }) =>
      (payment.id === item.merchantReference ||
        (item.originalReference !== undefined &&
          (payment.interfaceId === item.originalReference || references.has(item.originalReference)))) &&
      isInAccount(config, payment, item.merchantAccount),
  )?.notified;

export const addEvents = (
  { payments }: Batch,
  notified: Notified,
  entries: readonly LedgerEntry[],
  item: NotificationItem,
): void => {
  const events = payments.get(notified.payment.id) ?? {
    notified,
    entries: [],
    items: new Set(),
    references: new Set(),
    authorisation: undefined,
  };
  events.entries.push(...entries);
  events.items.add(item);
  events.references.add(item.pspReference);
  if (item.eventCode === 'AUTHORISATION' && item.success) events.authorisation = item;
  payments.set(notified.payment.id, events);
};
