import type { NotificationItem } from '../adyen/webhooks/parse.ts';
import { isCapturedByAdyen } from '../adyen/captured-by-adyen.ts';
import { allAccounts } from '../config/merchant-accounts.ts';
import type { CustomObjects } from '../commercetools/custom-objects.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import { entriesOf, notificationTable } from '../ledger/notifications.ts';
import { keepNotifications } from '../interactions/keep-notifications.ts';
import { learnOfAuthorisation } from '../stored-methods/learn-of-authorisation.ts';
import { entriesOfClosedOrder } from './closed-order.ts';
import type { PaymentDependencies } from './dependencies.ts';
import { findNotifiedPayment, type Notified } from './find-notified-payment.ts';
import { reverseDuplicate } from './reverse-duplicates.ts';
import { keepUnmatched } from './unmatched-notifications.ts';

export type NotificationDependencies = PaymentDependencies & { readonly customObjects: CustomObjects };

/** What a batch says about one Payment; applied as one update. */
interface Page {
  readonly notified: Notified;
  readonly entries: LedgerEntry[];
  /** The last of those that succeeded. */
  authorisation: NotificationItem | undefined;
}

interface Batch {
  /** By the Payment's id. */
  readonly pages: Map<string, Page>;
  /** Ours, and their Payment cannot be found. */
  readonly unmatched: NotificationItem[];
}

/**
 * Applies a batch whose items are all verified. Returns only when everything that the batch says is stored.
 * @throws Fault 5xx when something could not be stored: Adyen then delivers the batch again, and what was stored already
 *   changes nothing the second time
 */
export const applyNotifications = async (
  deps: NotificationDependencies,
  items: readonly NotificationItem[],
): Promise<void> => {
  const batch: Batch = { pages: new Map(), unmatched: [] };
  for (const item of items) {
    if (!allAccounts(deps.config).includes(item.merchantAccount)) {
      deps.logger.info('A notification of another merchant account was acknowledged.', about(item));
    } else if (item.eventCode === 'ORDER_CLOSED' || item.eventCode in notificationTable) {
      await read(deps, item, batch);
    } else {
      deps.logger.info('A notification without meaning for payments was acknowledged.', about(item));
    }
  }
  await Promise.all([...batch.pages.values()].map((page) => apply(deps, page)));
  await keepNotifications(
    deps,
    items.filter(({ merchantAccount }) => allAccounts(deps.config).includes(merchantAccount)),
  );
  // Only now: what can be applied does not wait for what cannot.
  for (const item of batch.unmatched) await keepUnmatched(deps, item);
};

const read = async (
  deps: NotificationDependencies,
  item: NotificationItem,
  { pages, unmatched }: Batch,
): Promise<void> => {
  if (item.eventCode === 'ORDER_CLOSED') {
    for (const part of entriesOfClosedOrder(item, deps.config.paymentMethodsConfig)) {
      const payment = await deps.payments.findByPspReference(part.authorisation);
      if (payment) add(pages, { payment, found: undefined }, [part], undefined);
      else unmatched.push(item);
    }
    return;
  }
  const entries = entriesOf({
    ...item,
    amount: item.amount ?? unrepresentable(deps, item),
    modificationAction: item.additionalData['modification.action'],
    capturedByAdyen: isCapturedByAdyen(item.paymentMethod, deps.config.paymentMethodsConfig),
  });
  if (entries.length === 0) return;
  const notified = known(pages, item) ?? (await findNotifiedPayment(deps, item));
  if (notified) {
    add(pages, notified, entries, item.eventCode === 'AUTHORISATION' && item.success ? item : undefined);
  } else if (isOurs(deps, item)) {
    unmatched.push(item);
  } else {
    deps.logger.warn('A notification of a payment that is not ours was acknowledged.', about(item));
  }
};

/** Several items of a batch usually concern one Payment: it is looked for once. */
const known = (pages: Map<string, Page>, item: NotificationItem): Notified | undefined =>
  [...pages.values()].find(
    ({ notified: { payment } }) =>
      payment.id === item.merchantReference ||
      (payment.interfaceId !== undefined && payment.interfaceId === item.originalReference),
  )?.notified;

const add = (
  pages: Map<string, Page>,
  notified: Notified,
  entries: readonly LedgerEntry[],
  authorisation: NotificationItem | undefined,
): void => {
  const page = pages.get(notified.payment.id) ?? { notified, entries: [], authorisation: undefined };
  page.entries.push(...entries);
  page.authorisation = authorisation ?? page.authorisation;
  pages.set(notified.payment.id, page);
};

const apply = async (
  deps: NotificationDependencies,
  { notified, entries, authorisation }: Page,
): Promise<void> => {
  const { payment, isNewlyAuthorised } = await deps.payments.settle(notified.payment, entries);
  if (!authorisation) return;
  const { found } = notified;
  // What was read before the write cannot tell of a sibling that succeeded at the same time; an unchanged payment was
  // read after its own success was written, so there the first read does.
  const current =
    isNewlyAuthorised && hasSiblings(notified) ? await deps.carts.findByPayment(payment.id) : found;
  if (current) await reverseDuplicate(deps, current.cart, current.payments);
  await learnOfAuthorisation(deps, payment, authorisation, current?.cart);
};

const hasSiblings = ({ found }: Notified): boolean => found === undefined || found.payments.length > 1;

/** Our payment requests carry their Payment's id in the metadata, which comes back with the authorisation. */
const isOurs = ({ config }: NotificationDependencies, { additionalData }: NotificationItem): boolean =>
  additionalData['metadata.paymentReference'] !== undefined &&
  (additionalData['metadata.ctProjectKey'] ?? config.commercetools.projectKey) ===
    config.commercetools.projectKey;

const unrepresentable = ({ logger }: NotificationDependencies, item: NotificationItem) => {
  const { value, currency } = item.adyenAmount;
  logger.error(`${value} of ${currency} has a fraction that commercetools cannot hold; it was rounded.`, {
    code: 'AmountMismatch',
    ...about(item),
  });
  return { centAmount: Math.round(value / 100), currencyCode: currency };
};

const about = ({ eventCode, pspReference, merchantReference }: NotificationItem) => ({
  eventCode,
  pspReference,
  merchantReference,
});
