import { createHash } from 'node:crypto';

/** No letters and digits that are mistaken for each other on the phone. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** What shopper and shop call an order, from the basket on: six characters that follow from the cart's id. */
export function orderReference(cartId: string): string {
  const bytes = createHash('sha256').update(cartId).digest().subarray(0, 6);
  return `HG-${[...bytes].map((byte) => alphabet.charAt(byte % alphabet.length)).join('')}`;
}
