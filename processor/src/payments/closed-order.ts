import type { NotificationItem } from '../adyen/webhooks/parse.ts';
import { isCapturedByAdyen } from '../adyen/captured-by-adyen.ts';
import type { Config } from '../config/config.ts';
import type { OrderClosed } from '../ledger/entry.ts';
import { fromMajorUnits } from '../ledger/money.ts';

/**
 * ORDER_CLOSED without success: every approved part of the order was given back, and the parts get no event of their own.
 * They stand in `additionalData` as `order-1-pspReference`, `order-1-paymentAmount` ("EUR 10.00"), `order-1-success`.
 */
export const entriesOfClosedOrder = (
  { additionalData, pspReference, eventDate, success }: NotificationItem,
  paymentMethodsConfig: Config['paymentMethodsConfig'],
): OrderClosed[] => {
  if (success) return [];
  return Object.keys(additionalData).flatMap((name): OrderClosed[] => {
    const number = /^order-(\d+)-pspReference$/.exec(name)?.[1];
    if (number === undefined || additionalData[`order-${number}-success`] !== 'true') return [];
    const [currency = '', amount = ''] = (additionalData[`order-${number}-paymentAmount`] ?? '').split(' ');
    return [
      {
        type: 'OrderClosed',
        authorisation: additionalData[name] ?? '',
        pspReference,
        amount: fromMajorUnits(amount, currency),
        refund: isCapturedByAdyen(additionalData[`order-${number}-paymentMethod`], paymentMethodsConfig),
        at: eventDate,
      },
    ];
  });
};
