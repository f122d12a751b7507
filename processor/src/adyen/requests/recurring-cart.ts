import type { Cart } from '@commercetools/platform-sdk';

/** Whether Checkout makes further orders of it, which a stored method of its customer pays. */
export const isRecurring = ({
  customerId,
  lineItems,
  customLineItems,
}: Pick<Cart, 'customerId' | 'lineItems' | 'customLineItems'>): boolean =>
  customerId !== undefined &&
  [...lineItems, ...customLineItems].some(({ recurrenceInfo }) => recurrenceInfo !== undefined);
