import type { Payment } from '@commercetools/platform-sdk';
import type { Stack } from '../sandbox/harness.ts';

/** The Payments that were made for a cart's shopper, linked to it or not. */
export const paymentsMadeFor = ({ commercetools }: Stack, cartId: string): Payment[] => {
  const { anonymousId } = commercetools.control.cart(cartId);
  return commercetools.control.payments().filter((payment) => payment.anonymousId === anonymousId);
};

/** What a reference stands for, since the references themselves are new in each run. */
const roleOf = ({ adyen }: Stack, paymentId: string, reference: string | undefined): string => {
  if (reference === undefined) return '-';
  for (const payment of adyen.control.payments(paymentId)) {
    if (payment.pspReference === reference) return 'authorisation';
    const modification = payment.modifications.find(({ pspReference }) => pspReference === reference);
    if (modification) return modification.kind;
  }
  return 'unknown';
};

/**
 * What a cart's payments come to, in commercetools and at Adyen, in words that are the same for every run of the same
 * story: no ids, no dates, no order of transactions.
 */
export const essenceOf = (stack: Stack, cartId: string): string[] => {
  const linked = stack.commercetools.control.cart(cartId).paymentInfo?.payments.map(({ id }) => id) ?? [];
  return paymentsMadeFor(stack, cartId)
    .map((payment) => {
      const role = (reference: string | undefined) => roleOf(stack, payment.id, reference);
      const transactions = payment.transactions.map(({ type, state, amount, interactionId, interfaceId }) =>
        [type, state, amount.centAmount, role(interactionId), role(interfaceId)].join(' '),
      );
      const atAdyen = stack.adyen.control.payments(payment.id).map((held) => {
        const { authorised, captured, refunded, cancelled, modifications } = held;
        return `Adyen: ${JSON.stringify({ authorised, captured, refunded, cancelled, modifications: modifications.length })}`;
      });
      return [
        `Payment ${payment.amountPlanned.centAmount} ${role(payment.interfaceId)}`,
        linked.includes(payment.id) ? 'linked' : 'not linked',
        ...transactions.sort(),
        ...atAdyen.sort(),
      ].join('; ');
    })
    .sort();
};

/** What one has and the other has not. */
export const differences = (actual: readonly string[], expected: readonly string[]): string[] => [
  ...actual.filter((line) => !expected.includes(line)).map((line) => `too much: ${line}`),
  ...expected.filter((line) => !actual.includes(line)).map((line) => `missing: ${line}`),
  ...(actual.length === expected.length ? [] : [`${actual.length} payments instead of ${expected.length}`]),
];
