import type { Payment } from '@commercetools/platform-sdk';
import type { NotificationItem } from '../adyen/webhooks/parse.ts';
import type { CartWithPayments } from '../commercetools/carts.ts';
import type { PaymentDependencies } from './dependencies.ts';

/** The Payment that a notification is about, with its cart where that was read in the same call. */
export interface Notified {
  readonly payment: Payment;
  readonly found: CartWithPayments | undefined;
}

type Look = (deps: PaymentDependencies, item: NotificationItem) => Promise<Notified | undefined>;

const only = (payment: Payment | undefined): Notified | undefined => payment && { payment, found: undefined };

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

// The metadata of our own payment request names the cart: one read then gives the payment and those beside it. An
// authorisation has to be compared with those even where the metadata did not come back.
const byCart: Look = async ({ carts }, { additionalData, merchantReference, eventCode }) => {
  const cartId = additionalData['metadata.cartId'];
  const paymentId = additionalData['metadata.paymentReference'] ?? merchantReference;
  if (!UUID.test(paymentId)) return undefined;
  if (cartId === undefined && eventCode !== 'AUTHORISATION') return undefined;
  const found = await (cartId === undefined ? carts.findByPayment(paymentId) : carts.get(cartId));
  const payment = found?.payments.find(({ id }) => id === paymentId);
  return payment && { payment, found };
};

const byReference: Look = async ({ payments }, { merchantReference, additionalData }) =>
  only(
    (await payments.get(merchantReference)) ??
      (await payments.get(additionalData['metadata.paymentReference'] ?? '')),
  );

const byOriginalReference: Look = async ({ payments }, { originalReference }) =>
  originalReference === undefined ? undefined : only(await payments.findByPspReference(originalReference));

const byOwnReference: Look = async ({ payments }, { pspReference }) =>
  only(await payments.findByPspReference(pspReference));

// A modification is sent under the id of its transaction.
const byTransaction: Look = async ({ payments }, { merchantReference }) =>
  only(await payments.findByTransactionId(merchantReference));

/** The payment interface of Adyen's own older integration, which made a reference the Payment's key. */
const OLDER_INTEGRATION = 'ctp-adyen-integration';

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
];

/** Finds the Payment, cheapest and surest way first. Throws Fault 502 or 503 when commercetools cannot be used. */
export const findNotifiedPayment = async (
  deps: PaymentDependencies,
  item: NotificationItem,
): Promise<Notified | undefined> => {
  for (const look of LOOKS) {
    const notified = await look(deps, item);
    if (notified) return notified;
  }
  return undefined;
};
