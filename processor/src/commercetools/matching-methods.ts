import type { ByProjectKeyRequestBuilder, PaymentMethod } from '@commercetools/platform-sdk';

const PAGE = 500;

/** A text as it stands in a predicate. */
export const quoted = (value: string): string => JSON.stringify(value);

/** The payment methods that all of the predicates hold for, however many: commercetools takes no offset over 10,000. */
export const matchingMethods = async (
  client: ByProjectKeyRequestBuilder,
  predicates: readonly string[],
): Promise<PaymentMethod[]> => {
  const found: PaymentMethod[] = [];
  for (let last: PaymentMethod | undefined; ;) {
    const after = last === undefined ? [] : [`id > ${quoted(last.id)}`];
    const where = [...predicates, ...after].join(' and ');
    const queryArgs = { where, sort: 'id asc', limit: PAGE, withTotal: false };
    const { results } = (await client.paymentMethods().get({ queryArgs }).execute()).body;
    found.push(...results);
    last = results[PAGE - 1];
    if (last === undefined) return found;
  }
};
