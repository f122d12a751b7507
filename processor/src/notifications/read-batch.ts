import { adjustDataEntries } from '../adyen/adjust-data.ts';
import { readAssessment } from '../adyen/assessment.ts';
import { readAuthorisedAmount } from '../adyen/read-amount.ts';
import { isRecordable, referencesOf, type NotificationItem } from '../adyen/webhooks/parse.ts';
import { isUuid } from '../commercetools/ids.ts';
import { isOrderOf } from '../gift-cards/gift-card-order.ts';
import { toCartId } from '../identifiers.ts';
import { carriesMeaning, entriesOf } from '../ledger/notifications.ts';
import { isCapturedByAdyen } from '../payment-methods/captured-by-adyen.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { addEvents, AT_ONCE, attempt, knownPayment, newBatch, type Batch, type IsOurs } from './batch.ts';
import { readClosedOrder } from './closed-order.ts';
import { findNotifiedPayment } from './find-notified-payment.ts';
import { inParallel } from './in-parallel.ts';
import { setAsideUnrecordable } from './set-aside.ts';

/** Finds the Payments that items are about, and what the ledger is to make of them. */
export const readBatch = async (
  deps: PaymentDependencies,
  items: readonly NotificationItem[],
  isOurs: IsOurs,
): Promise<Batch> => {
  const batch = newBatch(isOurs);
  // Items that name an authorisation may find their Payment through it, when commercetools has not got its reference yet.
  const isFirst = ({ eventCode }: NotificationItem): boolean => eventCode === 'AUTHORISATION';
  const rounds = [items.filter(isFirst), items.filter((item) => !isFirst(item))];
  for (const round of rounds) {
    await inParallel(bySubject(round), AT_ONCE, async (subject) => {
      for (const item of subject) await attempt(batch.result, [item], () => read(deps, item, batch));
    });
  }
  return batch;
};

/** Items that seem to be about one payment, together: its lookup is done once. */
const bySubject = (items: readonly NotificationItem[]): Iterable<NotificationItem[]> => {
  const subjects = new Map<string, NotificationItem[]>();
  for (const item of items) {
    const { originalReference, merchantReference, eventCode } = item;
    const name = (eventCode === 'AUTHORISATION' ? undefined : originalReference) ?? merchantReference;
    const subject = subjects.get(name) ?? [];
    subject.push(item);
    subjects.set(name, subject);
  }
  return subjects.values();
};

const read = async (deps: PaymentDependencies, item: NotificationItem, batch: Batch): Promise<void> => {
  const { eventCode } = item;
  if (eventCode !== 'ORDER_CLOSED' && !carriesMeaning(item)) {
    deps.logger.info('A notification without meaning for payments was acknowledged.', referencesOf(item));
    return;
  }
  if (!isRecordable(item)) return readUnrecordable(deps, item, batch);
  await (eventCode === 'ORDER_CLOSED' ? readOrder(deps, item, batch) : readEvent(deps, item, batch));
};

const readEvent = async (deps: PaymentDependencies, item: NotificationItem, batch: Batch): Promise<void> => {
  const notified = knownPayment(deps, batch, item) ?? (await findNotifiedPayment(deps, item));
  if (!notified) {
    noteMissing(deps, item, batch, batch.isOurs(item));
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
  if (item.eventCode === 'AUTHORISATION' && item.success) {
    entries.push(...adjustDataEntries(item.additionalData));
  }
  addEvents(batch, notified, entries, item);
};

const readUnrecordable = async (
  deps: PaymentDependencies,
  item: NotificationItem,
  { isOurs }: Batch,
): Promise<void> => {
  if (isOurs(item) || (await findNotifiedPayment(deps, item))) await setAsideUnrecordable(deps, item);
  else deps.logger.warn('A notification of a payment that is not ours was acknowledged.', referencesOf(item));
};

const readOrder = async (deps: PaymentDependencies, item: NotificationItem, batch: Batch): Promise<void> => {
  const { parts, isIncomplete } = await readClosedOrder(deps, item);
  for (const { payment, entry } of parts) addEvents(batch, { payment, found: undefined }, [entry], item);
  if (!item.success && isUuid(item.merchantReference)) batch.closedOrders.push(item);
  if (!isIncomplete) return;
  const isOfOurs =
    parts.length > 0 ||
    batch.isOurs(item) ||
    (await isOrderOf(deps, toCartId(item.merchantReference), item.pspReference));
  noteMissing(deps, item, batch, isOfOurs);
};

/** What becomes of a notification whose Payment cannot be found. */
const noteMissing = (
  { logger }: PaymentDependencies,
  item: NotificationItem,
  { result }: Batch,
  isOfOurs: boolean,
): void => {
  if (isOfOurs) result.unstored.set(item, 'PaymentNotFound');
  else logger.warn('A notification of a payment that is not ours was acknowledged.', referencesOf(item));
};

const unrepresentable = ({ logger }: PaymentDependencies, item: NotificationItem) => {
  const { value, currency } = item.adyenAmount;
  logger.error(`${value} of ${currency} has a fraction that commercetools cannot hold; it was rounded.`, {
    code: 'AmountMismatch',
    ...referencesOf(item),
  });
  return { centAmount: Math.round(value / 100), currencyCode: currency };
};
