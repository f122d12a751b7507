import type { Payment } from '@commercetools/platform-sdk';
import type { NotificationItem } from '../adyen/webhooks/parse.ts';
import { paymentIdOf, toCartId, toPspReference, type PspReference } from '../identifiers.ts';
import { isCapturedByAdyen } from '../payment-methods/captured-by-adyen.ts';
import { isInAccount } from '../config/payment-accounts.ts';
import { isUuid } from '../commercetools/ids.ts';
import type { OrderClosed } from '../ledger/entry.ts';
import { viewsOf } from '../ledger/transaction-view.ts';
import { readOrder } from '../gift-cards/gift-card-order.ts';
import { authorisationOf } from '../ledger/attempt-state.ts';
import type { PaymentDependencies } from '../use-case.ts';

/** What ORDER_CLOSED says of the payments of an order. */
export interface ClosedOrder {
  readonly parts: readonly { readonly payment: Payment; readonly entry: OrderClosed }[];
  /** The Payment of one that the event names cannot be found. */
  readonly isIncomplete: boolean;
}

/** A payment of the order, as the event names it. */
interface Named {
  readonly pspReference: PspReference;
  readonly isRefused: boolean;
  readonly method: string | undefined;
}

/**
 * ORDER_CLOSED without success: Adyen reverses every approved payment of the order, and they get no event of their own. They
 * stand in `additionalData` as `order-1-pspReference`, `order-1-paymentMethod`, `order-1-success`. All of these are optional and none is signed: without a list it is every payment that the order is known to have, a missing success
 * is read from the Payment, and only payments of this very order count.
 * Source: https://docs.adyen.com/development-resources/webhooks/webhook-types
 * @throws Fault 502 or 503 when commercetools cannot be used
 */
export const readClosedOrder = async (
  deps: PaymentDependencies,
  item: NotificationItem,
): Promise<ClosedOrder> => {
  if (item.success) return { parts: [], isIncomplete: false };
  const { pspReference } = item;
  const cartId = toCartId(item.merchantReference);
  const found = isUuid(cartId) ? await deps.carts.get(cartId) : undefined;
  const order = isUuid(cartId) ? await readOrder(deps, cartId) : undefined;
  const isRecorded = (payment: Payment): boolean =>
    hasOrder(payment, pspReference) ||
    (order?.pspReference === pspReference && order.parts.includes(paymentIdOf(payment)));
  const isOfAccount = (payment: Payment): boolean => isInAccount(deps.config, payment, item.merchantAccount);
  // Parts of a former order of the cart, which only Payments with our custom type remember.
  const mayBeOfOrder = (payment: Payment): boolean =>
    order?.pspReference !== pspReference &&
    found?.payments.some(({ id }) => id === payment.id) === true &&
    viewsOf(payment).every(({ stored }) => !stored.includes('facts'));

  const named = namedPayments(item);
  if (named.length === 0) {
    // The cart may be gone, or the shop has taken a payment off it: its payments stay.
    const listed = found?.payments ?? [];
    const unlisted = (order?.parts ?? []).filter((part) => !listed.some(({ id }) => id === part));
    const known = [...listed, ...(await Promise.all(unlisted.map((id) => deps.payments.get(id))))]
      .filter((payment) => payment !== undefined)
      .filter(isOfAccount)
      .filter(isRecorded);
    return { parts: known.map((payment) => partOf(deps, item, payment)), isIncomplete: false };
  }
  const looked = await Promise.all(
    named
      .filter(({ isRefused }) => !isRefused)
      .map(async (name) => ({ name, payment: await deps.payments.findByPspReference(name.pspReference) })),
  );
  const parts = looked.flatMap(({ name, payment }) =>
    payment && isOfAccount(payment) && (isRecorded(payment) || mayBeOfOrder(payment))
      ? [partOf(deps, item, payment, name)]
      : [],
  );
  return { parts, isIncomplete: looked.some(({ payment }) => payment === undefined) };
};

const hasOrder = (payment: Payment, pspReference: PspReference): boolean =>
  viewsOf(payment).some(({ fields }) => fields.order === pspReference);

const partOf = (
  { config }: PaymentDependencies,
  { pspReference, eventDate }: NotificationItem,
  payment: Payment,
  named?: Named,
): ClosedOrder['parts'][number] => {
  const approved = authorisationOf(payment);
  const names = [named?.method, payment.paymentMethodInfo.method];
  const entry: OrderClosed = {
    type: 'OrderClosed',
    authorisation: named?.pspReference ?? approved?.interactionId ?? toPspReference(''),
    pspReference,
    // All that was authorised; the event's own amounts are not signed.
    amount: approved?.amount ?? payment.amountPlanned,
    refund: isCapturedByAdyen(names, config.paymentMethodsConfig),
    at: eventDate,
  };
  return { payment, entry };
};

const namedPayments = ({ additionalData }: NotificationItem): Named[] =>
  Object.keys(additionalData).flatMap((key) => {
    const name = /^(order-\d+)-pspReference$/.exec(key)?.[1];
    if (name === undefined) return [];
    return [
      {
        isRefused: additionalData[`${name}-success`] === 'false',
        pspReference: toPspReference(additionalData[key] ?? ''),
        method: additionalData[`${name}-paymentMethod`],
      },
    ];
  });
