import { readAssessment } from '../adyen/assessment.ts';
import { isRecordable, referencesOf, type NotificationItem } from '../adyen/webhooks/parse.ts';
import { readAuthorisedAmount } from '../adyen/read-amount.ts';
import { paymentIdOf, toCartId, type PspReference } from '../identifiers.ts';
import { isCapturedByAdyen } from '../payment-methods/captured-by-adyen.ts';
import { isInAccount } from '../config/payment-accounts.ts';
import { otherOrigin } from '../config/own-events.ts';
import type { CartWithPayments } from '../commercetools/carts.ts';
import type { CustomObjects } from '../commercetools/custom-objects.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import { carriesMeaning, entriesOf, notificationTable } from '../ledger/notifications.ts';
import { keepNotifications } from './keep-notifications.ts';
import { learnOfAuthorisation } from '../stored-methods/learn-of-authorisation.ts';
import { isUuid } from '../commercetools/ids.ts';
import { isOrderOf, keepCancelled } from '../gift-cards/gift-card-order.ts';
import { readClosedOrder } from './closed-order.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { findNotifiedPayment, type Notified } from './find-notified-payment.ts';
import { goOnWithReversal, reverseTooMuch } from '../modifications/reverse-too-much.ts';
import { keepUnmatched, keepUnrecordable } from './unmatched-notifications.ts';

export type NotificationDependencies = PaymentDependencies & { readonly customObjects: CustomObjects };

/** What a batch says about one Payment; applied as one update. */
interface Page {
  readonly notified: Notified;
  readonly entries: LedgerEntry[];
  /** Adyen's references of the items on it. */
  readonly references: Set<PspReference>;
  /** The last of those that succeeded. */
  authorisation: NotificationItem | undefined;
}

interface Batch {
  /** By the Payment's id. */
  readonly pages: Map<string, Page>;
  /** ORDER_CLOSED without success. */
  readonly closedOrders: NotificationItem[];
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
  const batch: Batch = { pages: new Map(), closedOrders: [], unmatched: [] };
  for (const item of authorisationsFirst(items)) {
    const other = otherOrigin(deps.config, item);
    if (other !== undefined) {
      deps.logger.info(`A notification of another ${other} was acknowledged.`, referencesOf(item));
    } else if (item.eventCode === 'ORDER_CLOSED' || item.eventCode in notificationTable) {
      await (isRecordable(item) ? read(deps, item, batch) : readUnrecordable(deps, item));
    } else {
      deps.logger.info('A notification without meaning for payments was acknowledged.', referencesOf(item));
    }
  }
  await Promise.all([...batch.pages.values()].map((page) => apply(deps, page)));
  // Once its payments are reversed in the books the cart is paid anew.
  for (const item of batch.closedOrders)
    await keepCancelled(deps, toCartId(item.merchantReference), item.pspReference);
  await keepNotifications(
    deps,
    items.filter((item) => otherOrigin(deps.config, item) === undefined),
  );
  // Only now: what can be applied does not wait for what cannot.
  for (const item of batch.unmatched) await keepUnmatched(deps, item);
};

/** Items that name an authorisation may find their Payment through it, when commercetools has not got its reference yet. */
const authorisationsFirst = (items: readonly NotificationItem[]): NotificationItem[] => {
  const isFirst = ({ eventCode }: NotificationItem): boolean => eventCode === 'AUTHORISATION';
  return [...items.filter(isFirst), ...items.filter((item) => !isFirst(item))];
};

const read = async (deps: NotificationDependencies, item: NotificationItem, batch: Batch): Promise<void> => {
  if (item.eventCode === 'ORDER_CLOSED') return noteClosedOrder(deps, item, batch);
  if (!carriesMeaning(item)) return;
  const { pages } = batch;
  const notified = known(deps, pages, item) ?? (await findNotifiedPayment(deps, item));
  if (!notified) {
    setAside(deps, item, batch, isOurs(deps, item));
    return;
  }
  const { method } = notified.payment.paymentMethodInfo;
  const { adyen, paymentMethodsConfig } = deps.config;
  const entries = entriesOf({
    ...item,
    amount: item.amount ?? unrepresentable(deps, item),
    authorisedAmount: readAuthorisedAmount(
      item.additionalData['authorisedAmountValue'],
      item.additionalData['authorisedAmountCurrency'],
    ),
    assessment: readAssessment(item.additionalData),
    modificationAction: item.additionalData['modification.action'],
    capturedByAdyen: isCapturedByAdyen([item.paymentMethod, method], paymentMethodsConfig),
    isCapturedOnce: !adyen.hasMultiplePartialCaptures,
  });
  const isAuthorisation = item.eventCode === 'AUTHORISATION' && item.success;
  add(pages, notified, entries, { item, isAuthorisation });
};

const readUnrecordable = async (deps: NotificationDependencies, item: NotificationItem): Promise<void> => {
  if (isOurs(deps, item) || (await findNotifiedPayment(deps, item))) await keepUnrecordable(deps, item);
  else deps.logger.warn('A notification of a payment that is not ours was acknowledged.', referencesOf(item));
};

const noteClosedOrder = async (
  deps: NotificationDependencies,
  item: NotificationItem,
  batch: Batch,
): Promise<void> => {
  const { parts, isIncomplete } = await readClosedOrder(deps, item);
  for (const { payment, entry } of parts) {
    add(batch.pages, { payment, found: undefined }, [entry], { item, isAuthorisation: false });
  }
  if (!item.success && isUuid(item.merchantReference)) batch.closedOrders.push(item);
  if (!isIncomplete) return;
  const isOfOurs =
    parts.length > 0 ||
    isOurs(deps, item) ||
    (await isOrderOf(deps, toCartId(item.merchantReference), item.pspReference));
  setAside(deps, item, batch, isOfOurs);
};

/** What becomes of a notification whose Payment cannot be found. */
const setAside = (
  { logger }: NotificationDependencies,
  item: NotificationItem,
  { unmatched }: Batch,
  isOfOurs: boolean,
): void => {
  if (isOfOurs) unmatched.push(item);
  else logger.warn('A notification of a payment that is not ours was acknowledged.', referencesOf(item));
};

/** Several items of a batch usually concern one Payment: it is looked for once. */
const known = (
  { config }: NotificationDependencies,
  pages: Map<string, Page>,
  item: NotificationItem,
): Notified | undefined =>
  [...pages.values()].find(
    ({ notified: { payment }, references }) =>
      isInAccount(config, payment, item.merchantAccount) &&
      (payment.id === item.merchantReference ||
        (item.originalReference !== undefined &&
          (payment.interfaceId === item.originalReference || references.has(item.originalReference)))),
  )?.notified;

const add = (
  pages: Map<string, Page>,
  notified: Notified,
  entries: readonly LedgerEntry[],
  { item, isAuthorisation }: { item: NotificationItem; isAuthorisation: boolean },
): void => {
  const page = pages.get(notified.payment.id) ?? {
    notified,
    entries: [],
    references: new Set(),
    authorisation: undefined,
  };
  page.entries.push(...entries);
  page.references.add(item.pspReference);
  const authorisation = isAuthorisation ? item : undefined;
  page.authorisation = authorisation ?? page.authorisation;
  pages.set(notified.payment.id, page);
};

const apply = async (
  deps: NotificationDependencies,
  { notified, entries, authorisation }: Page,
): Promise<void> => {
  const { payment, isNewlyAuthorised } = await deps.payments.settle(notified.payment, entries);
  if (!authorisation) return goOnWithReversal(deps, payment);
  const { found } = notified;
  // What was read before the write cannot tell of a sibling that succeeded at the same time; an unchanged payment was
  // read after its own success was written, so there the first read does.
  const isCurrent = found !== undefined && !(isNewlyAuthorised && hasSiblings(found));
  const current = isCurrent ? found : await deps.carts.findByPayment(paymentIdOf(payment));
  await reverseTooMuch(deps, payment, current);
  await learnOfAuthorisation(deps, payment, authorisation, current?.cart);
};

const hasSiblings = ({ payments }: CartWithPayments): boolean => payments.length > 1;

/** Our payment requests carry their Payment's id in the metadata, which comes back with the authorisation. */
const isOurs = ({ config }: NotificationDependencies, { additionalData }: NotificationItem): boolean =>
  additionalData['metadata.paymentReference'] !== undefined &&
  (additionalData['metadata.ctProjectKey'] ?? config.commercetools.projectKey) ===
    config.commercetools.projectKey;

const unrepresentable = ({ logger }: NotificationDependencies, item: NotificationItem) => {
  const { value, currency } = item.adyenAmount;
  logger.error(`${value} of ${currency} has a fraction that commercetools cannot hold; it was rounded.`, {
    code: 'AmountMismatch',
    ...referencesOf(item),
  });
  return { centAmount: Math.round(value / 100), currencyCode: currency };
};
