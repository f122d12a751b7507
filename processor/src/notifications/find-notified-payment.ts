import type { Payment } from '@commercetools/platform-sdk';
import type { NotificationItem } from '../adyen/webhooks/parse.ts';
import type { CartWithPayments } from '../commercetools/carts.ts';
import { isInAccount } from '../config/payment-accounts.ts';
import { isUuid } from '../commercetools/ids.ts';
import { pspReferenceOf, toCartId, toPaymentId, toTransactionId, type PspReference } from '../identifiers.ts';
import { OLDER_INTEGRATION } from '../ledger/ownership.ts';
import { viewsOf } from '../ledger/transaction-view.ts';
import type { PaymentDependencies } from '../use-case.ts';

/** The Payment that a notification is about, with its cart where that was read in the same call. */
export interface Notified {
  readonly payment: Payment;
  readonly found: CartWithPayments | undefined;
}

type Look = (deps: PaymentDependencies, item: NotificationItem) => Promise<Notified | undefined>;

const only = (payment: Payment | undefined): Notified | undefined => payment && { payment, found: undefined };

/** What may stand in a path. */
const ID = /^[\w-]{1,64}$/;

const referencesOf = (payment: Payment): PspReference[] =>
  [pspReferenceOf(payment), ...viewsOf(payment).map(({ interactionId }) => interactionId)].filter(
    (reference) => reference !== undefined,
  );

/** Whether what Adyen has signed of the notification names this Payment. */
const isNamed = (
  payment: Payment,
  { merchantReference, originalReference, pspReference }: NotificationItem,
): boolean =>
  payment.id === merchantReference ||
  referencesOf(payment).some((reference) => reference === originalReference || reference === pspReference);

// The metadata of our own payment request names the cart: one read then gives the payment and those beside it. They are not
// signed, so they only say where to look. An authorisation has to be compared with the payments beside it even where the
// metadata did not come back.
const byCart: Look = async ({ carts }, item) => {
  const { additionalData, merchantReference, eventCode } = item;
  const cartId = additionalData['metadata.cartId'] ?? '';
  const isLookedUp = eventCode === 'AUTHORISATION' && isUuid(merchantReference);
  if (!ID.test(cartId) && !isLookedUp) return undefined;
  const found = await (ID.test(cartId)
    ? carts.get(toCartId(cartId))
    : carts.findByPayment(toPaymentId(merchantReference)));
  const payment = found?.payments.find((candidate) => isNamed(candidate, item));
  return payment && { payment, found };
};

const byReference: Look = async ({ payments }, { merchantReference }) =>
  only(await payments.get(toPaymentId(merchantReference)));

// The last resort for a modification under the merchant's own name for it: no reference of Adyen's is known of the Payment,
// so nothing that is signed speaks against it.
const byMetadata: Look = async ({ payments }, { additionalData }) => {
  const payment = await payments.get(toPaymentId(additionalData['metadata.paymentReference'] ?? ''));
  return only(payment && referencesOf(payment).length === 0 ? payment : undefined);
};

const byOriginalReference: Look = async ({ payments }, { originalReference }) =>
  originalReference === undefined ? undefined : only(await payments.findByPspReference(originalReference));

const byOwnReference: Look = async ({ payments }, { pspReference }) =>
  only(await payments.findByPspReference(pspReference));

// A modification is sent under the id of its transaction.
const byTransaction: Look = async ({ payments }, { merchantReference }) =>
  only(await payments.findByTransactionId(toTransactionId(merchantReference)));

// Adyen's own older integration made a reference the Payment's key.
const byOlderKey: Look = async ({ payments }, { merchantReference, originalReference, pspReference }) => {
  for (const key of new Set([merchantReference, originalReference ?? pspReference])) {
    const payment = await payments.findByKey(key);
    if (payment?.paymentMethodInfo.paymentInterface === OLDER_INTEGRATION) return only(payment);
  }
  return undefined;
};

const LOOKS: readonly Look[] = [
  byCart,
  byOriginalReference,
  byReference,
  byTransaction,
  byOwnReference,
  byOlderKey,
  byMetadata,
];

/**
 * Finds the Payment, cheapest and surest way first; one of another merchant account than the notification's is not the one.
 * Throws Fault 502 or 503 when commercetools cannot be used.
 */
export const findNotifiedPayment = async (
  deps: PaymentDependencies,
  item: NotificationItem,
): Promise<Notified | undefined> => {
  for (const look of LOOKS) {
    const notified = await look(deps, item);
    if (notified && isInAccount(deps.config, notified.payment, item.merchantAccount)) return notified;
  }
  return undefined;
};
