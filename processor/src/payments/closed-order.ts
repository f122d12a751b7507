import type { Payment } from '@commercetools/platform-sdk';
import type { NotificationItem } from '../adyen/webhooks/parse.ts';
import { isCapturedByAdyen } from '../adyen/captured-by-adyen.ts';
import type { OrderClosed } from '../ledger/entry.ts';
import { fromMajorUnits, UnrepresentableAmount, type Money } from '../ledger/money.ts';
import { authorisationOf } from './attempt-state.ts';
import type { PaymentDependencies } from './dependencies.ts';

/** What ORDER_CLOSED says of the parts of an order. */
export interface ClosedOrder {
  readonly parts: readonly { readonly payment: Payment; readonly entry: OrderClosed }[];
  /** A part's Payment cannot be found. */
  readonly isIncomplete: boolean;
}

/**
 * ORDER_CLOSED without success: every approved part of the order was given back, and the parts get no event of their own.
 * They stand in `additionalData` as `order-1-pspReference`, `order-1-paymentAmount` ("EUR 10.00"), `order-1-success`.
 * @throws Fault 502 or 503 when commercetools cannot be used
 */
export const readClosedOrder = async (
  { payments, config }: PaymentDependencies,
  item: NotificationItem,
): Promise<ClosedOrder> => {
  const { additionalData, pspReference, eventDate } = item;
  const approved = approvedParts(item).map(
    async (name): Promise<ClosedOrder['parts'][number] | undefined> => {
      const authorisation = additionalData[`${name}-pspReference`] ?? '';
      const payment = await payments.findByPspReference(authorisation);
      if (!payment) return undefined;
      const names = [additionalData[`${name}-paymentMethod`], payment.paymentMethodInfo.method];
      const entry: OrderClosed = {
        type: 'OrderClosed',
        authorisation,
        pspReference,
        amount: amountOf(additionalData[`${name}-paymentAmount`], payment),
        refund: isCapturedByAdyen(names, config.paymentMethodsConfig),
        at: eventDate,
      };
      return { payment, entry };
    },
  );
  const parts = await Promise.all(approved);
  const known = parts.filter((part) => part !== undefined);
  return { parts: known, isIncomplete: known.length < parts.length };
};

/** e.g. `order-1` */
const approvedParts = ({ additionalData, success }: NotificationItem): string[] =>
  success
    ? []
    : Object.keys(additionalData)
        .map((name) => /^(order-\d+)-pspReference$/.exec(name)?.[1])
        .filter((name) => name !== undefined)
        .filter((name) => additionalData[`${name}-success`] === 'true');

/** What the event says, where that can be read; else what the part was authorised with: all of it was given back. */
const amountOf = (text: string | undefined, payment: Payment): Money => {
  const recorded = authorisationOf(payment)?.amount ?? payment.amountPlanned;
  const [currency = '', amount = ''] = text?.split(' ') ?? [];
  if (currency !== recorded.currencyCode) return recorded;
  try {
    return fromMajorUnits(amount, currency);
  } catch (error) {
    if (error instanceof UnrepresentableAmount) return recorded;
    throw error;
  }
};
