import type { Payment } from '@commercetools/platform-sdk';
import { referencesOf, type NotificationItem } from '../adyen/webhooks/parse.ts';
import type { CartWithPayments } from '../commercetools/carts.ts';
import { keepCancelled } from '../gift-cards/gift-card-order.ts';
import { paymentIdOf, toCartId } from '../identifiers.ts';
import { goOnWithReversal, reverseTooMuch } from '../modifications/reverse-too-much.ts';
import { learnOfAuthorisation } from '../stored-methods/learn-of-authorisation.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { AT_ONCE, attempt, type BatchResult, type IsOurs, type PaymentEvents } from './batch.ts';
import { inParallel } from './in-parallel.ts';
import { keepNotifications } from './keep-notifications.ts';
import { foreignOrigin, isOfConnector } from './origin.ts';
import { readBatch } from './read-batch.ts';

/** What has become of a batch, and the ids of the Payments that it was about. */
export type AppliedBatch = BatchResult & { readonly paymentIds: readonly string[] };

/** Stores all of a batch that can be stored now. Never throws: the result says what is not stored. */
export const applyBatch = async (
  deps: PaymentDependencies,
  items: readonly NotificationItem[],
  isOurs: IsOurs = (item) => isOfConnector(deps.config, item),
): Promise<AppliedBatch> => {
  const own = items.filter((item) => isOwn(deps, item));
  const { payments, closedOrders, result } = await readBatch(deps, own, isOurs);
  const current = new Map<string, Payment>();
  await inParallel(payments.values(), AT_ONCE, (events) =>
    attempt(result, events.items, async () => {
      current.set(events.notified.payment.id, await apply(deps, events));
    }),
  );
  for (const item of closedOrders) {
    // Once its payments are reversed in the books the cart is paid anew.
    if (result.failures.length > 0 || result.unstored.get(item) === 'CommercetoolsRefused') continue;
    await attempt(result, [item], () =>
      keepCancelled(deps, toCartId(item.merchantReference), item.pspReference),
    );
  }
  const paymentOf = (item: NotificationItem): Payment | undefined => {
    const events = [...payments.values()].find(({ items: of }) => of.has(item));
    return events && (current.get(events.notified.payment.id) ?? events.notified.payment);
  };
  await attempt(result, own, () => keepNotifications(deps, own, paymentOf));
  return { ...result, paymentIds: [...payments.keys()] };
};

const isOwn = ({ config, logger }: PaymentDependencies, item: NotificationItem): boolean => {
  const origin = foreignOrigin(config, item);
  if (origin === undefined) return true;
  logger.info(`A notification of another ${origin} was acknowledged.`, referencesOf(item));
  return false;
};

/** @returns the Payment as this has left it */
const apply = async (
  deps: PaymentDependencies,
  { notified, entries, authorisation }: PaymentEvents,
): Promise<Payment> => {
  const { payment, isNewlyAuthorised } = await deps.payments.settle(notified.payment, entries);
  if (!authorisation) {
    await goOnWithReversal(deps, payment);
    return payment;
  }
  const { found } = notified;
  // What was read before the write cannot tell of a sibling that succeeded at the same time; an unchanged payment was
  // read after its own success was written, so there the first read does.
  const isCurrent = found !== undefined && !(isNewlyAuthorised && hasSiblings(found));
  const current = isCurrent ? found : await deps.carts.findByPayment(paymentIdOf(payment));
  await reverseTooMuch(deps, payment, current);
  await learnOfAuthorisation(deps, payment, authorisation, current?.cart);
  return payment;
};

const hasSiblings = ({ payments }: CartWithPayments): boolean => payments.length > 1;
