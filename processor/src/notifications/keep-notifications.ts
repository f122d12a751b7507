import type { Payment } from '@commercetools/platform-sdk';
import { referencesOf, type NotificationItem } from '../adyen/webhooks/parse.ts';
import { mayPass } from '../errors.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { digestOf } from '../digest.ts';
import { AT_ONCE } from './batch.ts';
import { findNotifiedPayment } from './find-notified-payment.ts';
import { inParallel } from './in-parallel.ts';
import { interactionActions, type Interaction } from '../interface-interactions/interaction.ts';

/**
 * Keeps notifications as interface interactions of their Payments, also those without a meaning for it, where the merchant has
 * that on.
 * @param known the Payment of an item, where the batch has looked it up
 * @throws Fault 503 while commercetools cannot be reached or lacks a custom type: Adyen then delivers again
 */
export const keepNotifications = async (
  deps: PaymentDependencies,
  items: readonly NotificationItem[],
  known: (item: NotificationItem) => Payment | undefined,
): Promise<void> => {
  if (!deps.config.saveInterfaceInteractions) return;
  const ofPayments = new Map<string, { payment: Payment; interactions: Interaction[] }>();
  await inParallel(items, AT_ONCE, async (item) => {
    const payment = known(item) ?? (await findNotifiedPayment(deps, item))?.payment;
    if (!payment) return;
    const ofPayment = ofPayments.get(payment.id) ?? { payment, interactions: [] };
    ofPayment.interactions.push(interactionOf(item));
    ofPayments.set(payment.id, ofPayment);
  });
  await inParallel(ofPayments.values(), AT_ONCE, ({ payment, interactions }) =>
    keep(deps, payment, interactions),
  );
};

const interactionOf = (item: NotificationItem): Interaction => {
  const references = referencesOf(item);
  const reference = references.pspReference ?? digestOf(item.pspReference);
  return {
    id: `${item.eventCode}:${reference}:${item.success}`,
    type: 'notification',
    request: { ...withoutCardSummary(item), ...references },
  };
};

/** The reason of an authorisation that succeeded is no reason: approval code, last digits and expiry of the card. */
const withoutCardSummary = ({ reason = '', ...item }: NotificationItem): object =>
  /^\w*:\d{4}:/.test(reason) ? item : { ...item, reason };

const keep = async (
  { payments, logger, now }: PaymentDependencies,
  payment: Payment,
  interactions: readonly Interaction[],
): Promise<void> => {
  try {
    await payments.update(payment, (current) => interactionActions(current, interactions, now()));
  } catch (error) {
    // What commercetools refuses it refuses every time: Adyen's queue must not wait for it.
    if (mayPass(error)) throw error;
    logger.error('A notification could not be kept as an interface interaction.', {
      paymentId: payment.id,
      error,
    });
  }
};
