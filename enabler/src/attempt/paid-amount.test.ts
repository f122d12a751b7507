import { describe, expect, it } from 'vitest';
import { ProcessorClient } from '../processor-client.ts';
import { paidAmountOf } from './paid-amount.ts';

const euros = (centAmount: number) => ({ centAmount, currencyCode: 'EUR', fractionDigits: 2 });
const due = { currency: 'EUR', value: 10_000 };

/** A processor whose cart's payments hold an amount, or that does not say. */
const processor = (held: number | undefined) => {
  const client = new ProcessorClient('https://processor.example', 's1');
  holds(client, held);
  return client;
};
const holds = (client: ProcessorClient, held: number | undefined) => {
  client.expressPaymentData = () =>
    held === undefined
      ? Promise.reject(new Error('unavailable'))
      : Promise.resolve({
          totalPrice: euros(0),
          currencyCode: 'EUR',
          lineItems: [
            { name: 'Shirt', amount: euros(10_000), type: 'LINE_ITEM' },
            { name: 'Other payments', amount: euros(-held), type: 'DISCOUNT' },
          ],
        });
};

const heldBefore = new WeakMap<ProcessorClient, number>();

describe('what a payment paid that leaves something to pay', () => {
  it.each([
    ['Adyen authorised a part', 'PartiallyAuthorised', due, 4000, 6000, 6000],
    ['Adyen authorised less', 'Authorised', due, 4000, 6000, 6000],
    ['the cart grew', 'Authorised', due, 2000, 10_000, 10_000],
    ['the cart grew by more than was paid', 'Authorised', due, 15_000, 10_000, 10_000],
    ['other payments were there before', 'PartiallyAuthorised', due, 4000, 9000, 6000],
    ['other payments were there before, and the cart grew', 'Authorised', due, 2000, 15_000, 10_000],
    ['nobody knew what was due', 'Authorised', undefined, 4000, 6000, 6000],
    ['the processor does not say', 'Authorised', due, 4000, undefined, 6000],
  ])('when %s', async (...[, resultCode, owed, remaining, held, paid]) => {
    const client = processor(held);
    expect(await paidAmountOf({ heldBefore, client, resultCode, owed, remaining: euros(remaining) })).toEqual(
      euros(paid),
    );
  });

  it('is not what an earlier part paid', async () => {
    const client = processor(6000);
    const paid = { heldBefore, client, resultCode: 'Authorised', owed: undefined };
    await paidAmountOf({ ...paid, remaining: euros(4000) });
    holds(client, 7500);
    expect(await paidAmountOf({ ...paid, remaining: euros(2500) })).toEqual(euros(1500));
  });
});
