import type { Cart } from '@commercetools/platform-sdk';
import { amountMismatch } from '../attempts/paypal-amount.ts';
import { formatMoney, fromAdyenAmount, type AdyenAmount, type Money } from '../ledger/money.ts';
import { sameMoney } from '../ledger/transaction-view.ts';

/** What the page says that PayPal's window shows beside the total, in Adyen's minor units. */
export interface ShownParts {
  readonly originalAmount: AdyenAmount;
  readonly deliveryMethods: readonly {
    readonly amount?: AdyenAmount | undefined;
    readonly selected?: boolean | undefined;
  }[];
}

/**
 * The taxes that the address has brought: what the total is above the original amount and the delivery. A total below them is
 * that of a discount, or of taxes that the address has taken away; PayPal then shows cheaper goods.
 * @param started what the order was started with
 * @param planned what it was changed to since: the page may have been opened again
 * @param due what the cart owes
 * @throws Fault 400 `AmountMismatch` where the total is dearer than the parts, and the cart's taxes do not say why
 */
export const taxesBrought = (
  { originalAmount, deliveryMethods }: ShownParts,
  {
    started,
    planned,
    due,
    cart,
  }: { readonly [amount in 'started' | 'planned' | 'due']: Money } & { readonly cart: Cart },
): number => {
  const original = toMoney(originalAmount);
  if (!original || ![started, planned].some((one) => sameMoney(original, one))) {
    throw amountMismatch(`PayPal's order was started with ${formatMoney(started)}.`);
  }
  const selected = deliveryMethods.find((method) => method.selected === true)?.amount;
  const delivery = selected ? toMoney(selected) : { ...started, centAmount: 0 };
  const isOneCurrency =
    delivery?.currencyCode === due.currencyCode && started.currencyCode === due.currencyCode;
  const above = delivery ? due.centAmount - started.centAmount - delivery.centAmount : Number.NaN;
  const goods = delivery ? due.centAmount - delivery.centAmount : Number.NaN;
  if (isOneCurrency && goods >= 0 && above <= taxesOnTop(cart)) return Math.max(0, above);
  throw amountMismatch(
    `The cart owes ${formatMoney(due)}: it must be ${formatMoney(started)} and the selected delivery together.`,
  );
};

/** Taxes that are not part of the prices, so that they come only with the address. */
const taxesOnTop = ({ taxedPrice, lineItems, customLineItems, shippingInfo, shipping }: Cart): number => {
  const items = [...lineItems, ...customLineItems];
  const shippings = [...(shippingInfo ? [shippingInfo] : []), ...shippingsOf({ shipping })];
  const rates = [
    ...[...items, ...shippings].map(({ taxRate }) => taxRate),
    ...items.flatMap(({ perMethodTaxRate }) => perMethodTaxRate.map(({ taxRate }) => taxRate)),
  ];
  const isOnTop = rates.some((rate) => rate?.includedInPrice === false);
  return isOnTop && taxedPrice ? taxedPrice.totalGross.centAmount - taxedPrice.totalNet.centAmount : 0;
};

/** Only carts with several addresses have several. */
const shippingsOf = ({ shipping = [] }: Partial<Pick<Cart, 'shipping'>>) =>
  shipping.map(({ shippingInfo }) => shippingInfo);

const toMoney = (value: AdyenAmount): Money | undefined => {
  try {
    return fromAdyenAmount(value);
  } catch {
    return undefined;
  }
};
