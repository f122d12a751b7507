import { describe, expect, it } from 'vitest';
import { cartId, idempotencyKey } from '../test-support/identifiers.ts';
import { paymentKey, type AttemptIdentity } from './attempt-key.ts';

const shopper: AttemptIdentity = {
  cartId: cartId('cart'),
  madeBy: { kind: 'shopper', sessionId: 'session' },
  idempotencyKey: undefined,
  contentDigest: 'digest',
};
const merchant: AttemptIdentity = { ...shopper, madeBy: { kind: 'merchant' } };

describe('paymentKey', () => {
  // Instances of different versions run side by side: these are SHA-256 of `cart, body, session, digest, round` and of
  // `cart, key, key`, one a line, and never change.
  it.each([
    [
      'a shopper’s content',
      shopper,
      0,
      'adyen-9747e7cb3980d19f2fc1b7b898875fb307f9a36c83c982f1ce429c7dadfade36',
    ],
    [
      'a later round of it',
      shopper,
      2,
      'adyen-5377d7379a6c0a79d491cf4d202c27c6b10b4db125aff3f2e3062017eb0fb275',
    ],
    [
      'a shopper’s key',
      { ...shopper, idempotencyKey: idempotencyKey('key') },
      0,
      'adyen-a5bbfb6912e361fd2ca877e9b879a06b8bd88b60cfc7a74821ef94bc9cfbddf5',
    ],
    [
      'a charge’s item',
      merchant,
      1,
      'adyen-charge-1955910c9577b2ae00f663597a176ac8ffbc4b0e31016f0a3953ef3d5dd91b6d',
    ],
    [
      'a charge’s key',
      { ...merchant, idempotencyKey: idempotencyKey('key') },
      0,
      'adyen-charge-9d90be2866a0387f4c12675f54a705a7b239ca3029714d48b6828ab52a3970c7',
    ],
  ])('%s', (_what, identity, round, key) => {
    expect(paymentKey(identity, round)).toBe(key);
  });

  it('of a key is the same in every session, and never that of a charge', () => {
    const keyed = { ...shopper, idempotencyKey: idempotencyKey('key') };
    const elsewhere = { ...keyed, madeBy: { kind: 'shopper', sessionId: 'another' } as const };
    expect(paymentKey(elsewhere, 0)).toBe(paymentKey(keyed, 0));
    expect(paymentKey({ ...merchant, idempotencyKey: idempotencyKey('key') }, 0)).not.toBe(
      paymentKey(keyed, 0),
    );
  });
});
