import type { AdyenAmount, ExpressPaymentData, ProcessorClient } from '../processor-client.ts';
import type { CentAmount } from '../types.ts';
import { fromAdyenAmount } from './money.ts';

export interface PaidSetting {
  /** What the cart's payments held after the latest part, by the session that paid it. */
  heldBefore: WeakMap<ProcessorClient, number>;
  client: ProcessorClient;
  resultCode: string;
  /** What the cart owed when the shopper paid, as far as that is known. */
  owed: AdyenAmount | undefined;
  remaining: CentAmount;
}

/**
 * What a payment paid that leaves something to pay. The processor says only what is left, and that follows from a smaller
 * authorisation or from a larger cart: what the cart's payments hold tells the two apart.
 */
export async function paidAmountOf({
  heldBefore,
  client,
  resultCode,
  owed,
  remaining,
}: PaidSetting): Promise<CentAmount> {
  const before = heldBefore.get(client) ?? 0;
  const after = await client.expressPaymentData().then(heldOf, () => undefined);
  if (after !== undefined) heldBefore.set(client, after);
  const due = owed && owed.currency === remaining.currencyCode ? fromAdyenAmount(owed).centAmount : undefined;
  const byDifference = due === undefined ? 0 : Math.max(0, due - remaining.centAmount);
  if (resultCode === 'PartiallyAuthorised' && byDifference > 0) {
    return { ...remaining, centAmount: byDifference };
  }
  const byPayments = after === undefined ? 0 : Math.max(0, after - before);
  const paid = byPayments || byDifference;
  // More than was due is what payments hold that this page knows nothing of.
  return { ...remaining, centAmount: Math.min(paid, due ?? paid) };
}

/** What the cart's payments hold: the processor subtracts it from the lines of a wallet's sheet, in a line of its own. */
const heldOf = ({ lineItems }: Pick<ExpressPaymentData, 'lineItems'>): number | undefined => {
  const last = lineItems.at(-1);
  return last?.type === 'DISCOUNT' && last.name === 'Other payments' ? -last.amount.centAmount : undefined;
};
