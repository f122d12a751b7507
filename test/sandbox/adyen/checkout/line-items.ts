import { InvalidRequest } from '../errors.ts';
import type { Amount } from '../money.ts';

export interface LineItem {
  amountIncludingTax?: number | undefined;
  quantity?: number | undefined;
}

/**
 * Buy-now-pay-later methods want every line, and the lines' sum to the minor unit.
 * @throws AdyenError 422 when there are none or they do not add up.
 */
export const checkLineItems = (method: string, amount: Amount, items: LineItem[] | undefined): void => {
  if (!items?.length)
    throw new InvalidRequest(422, '14_0302', `Required field 'lineItems' is not provided for ${method}.`);
  const sum = items.reduce(
    (total, { amountIncludingTax = 0, quantity = 1 }) => total + amountIncludingTax * quantity,
    0,
  );
  if (sum !== amount.value) {
    throw new InvalidRequest(422, '14_0303', `The line items sum to ${sum}, the amount is ${amount.value}.`);
  }
};
