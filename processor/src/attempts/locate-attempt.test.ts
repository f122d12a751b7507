import type { Payment } from '@commercetools/platform-sdk';
import { describe, expect, it } from 'vitest';
import { cartId, idempotencyKey } from '../test-support/identifiers.ts';
import { paymentKey, type AttemptIdentity } from './attempt-key.ts';
import { locateAttempt } from './locate-attempt.ts';

const identity: AttemptIdentity = {
  cartId: cartId('cart'),
  madeBy: { kind: 'shopper', sessionId: 'session' },
  idempotencyKey: undefined,
  contentDigest: 'digest',
};
const keyed = { ...identity, idempotencyKey: idempotencyKey('key') };
const payment = (id: string, key: string) => ({ id, key }) as Payment;
const ofRound = (round: number) => payment(`round-${round}`, paymentKey(identity, round));

const over =
  (...ids: string[]) =>
  ({ id }: Payment): boolean =>
    ids.includes(id);

describe('locateAttempt', () => {
  it('is written in the first round where the cart has none', () => {
    const none = locateAttempt([payment('other', 'x')], identity, { isOver: over() });
    expect(none).toEqual({ key: paymentKey(identity, 0), round: 0, linked: undefined });
  });

  it('is the cart’s payment of the same content until that is over; then it is the next one', () => {
    const payments = [ofRound(0), ofRound(1)];
    expect(locateAttempt(payments, identity, { isOver: over() }).linked?.id).toBe('round-0');
    expect(locateAttempt(payments, identity, { isOver: over('round-0') }).linked?.id).toBe('round-1');
    expect(locateAttempt(payments, identity, { isOver: over('round-0', 'round-1') })).toEqual({
      key: paymentKey(identity, 2),
      round: 2,
      linked: undefined,
    });
  });

  it('under a key is the payment of that key, also when it is over', () => {
    const made = payment('keyed', paymentKey(keyed, 0));
    expect(locateAttempt([made], keyed, { isOver: over('keyed') })).toMatchObject({ round: 0, linked: made });
  });

  it('skips the rounds that are over although the cart does not have them', () => {
    expect(locateAttempt([], identity, { isOver: over() }, 3).round).toBe(3);
  });

  it('repeats one that was made under a key, where the caller says so', () => {
    const made = payment('keyed', 'some-key');
    const found = locateAttempt([made], identity, { isOver: over(), repeats: over('keyed') });
    expect(found.linked).toBe(made);
    expect(locateAttempt([made], keyed, { isOver: over(), repeats: over('keyed') }).linked).toBeUndefined();
  });
});
