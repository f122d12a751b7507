import type { Cart, Payment } from '@commercetools/platform-sdk';
import { isInOwnAccount } from '../config/payment-accounts.ts';
import { cartIdOf } from '../identifiers.ts';
import { surplusOf, type Surplus } from '../ledger/duplicates.ts';
import { isOurs } from '../ledger/ownership.ts';
import { mayStillSucceed } from '../ledger/attempt-state.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { mayHaveOpenTries } from './duplicate-tries.ts';
import { limitsOf } from './method-limits.ts';
import { finishTry, MAX_ROUNDS, reverseStep, type Repeats, type Reversed } from './reverse-duplicate.ts';

interface PaidCart {
  readonly cart: Cart;
  /** The payment that was just authorised. */
  readonly payment: Payment;
  /** The cart's other payments, as they were read before that. */
  readonly siblings: readonly Payment[];
}

/**
 * A shopper who finishes several redirects of one cart has paid more than once: what is too much is reversed. Where
 * configured, it is only reported.
 *
 * A sibling that was still open when it was read may have succeeded meanwhile, so the cart is read again then: whoever
 * writes last sees both, and all who see both name the same one.
 */
export const reverseDuplicates = async (deps: PaymentDependencies, paid: PaidCart): Promise<void> => {
  const { cart, payment, siblings } = paid;
  if (siblings.length === 0) return;
  try {
    if (!siblings.some(mayStillSucceed)) {
      await reverseDuplicate(deps, cart, [payment, ...siblings]);
      return;
    }
    const current = await deps.carts.get(cartIdOf(cart));
    if (current) await reverseDuplicate(deps, current.cart, current.payments);
  } catch (error) {
    // The shopper's answer does not hang on it: the authorisation's notification looks for duplicates again.
    deps.logger.error(
      'It could not be decided whether a cart was paid twice; a notification will try again.',
      {
        code: 'DuplicatePaymentUnsettled',
        cartId: cart.id,
        paymentId: payment.id,
        error,
      },
    );
  }
};

/**
 * The same for a cart that was just read together with its payments.
 * @throws what kept the first of the reversals from being made, once the others are
 */
export const reverseDuplicate = async (
  deps: PaymentDependencies,
  cart: Cart,
  payments: readonly Payment[],
): Promise<void> => {
  const all = await reverseSurplus(deps, { cart, payments, repeats: 'never' });
  for (const reversed of all) if (reversed.state === 'failed') throw reversed.error;
};

interface OverpaidCart {
  readonly cart: Cart;
  readonly payments: readonly Payment[];
  readonly repeats: Repeats;
}

/**
 * Reverses the surplus of a cart, and logs what can only be reported. Every deployment names the same payments, and each
 * reverses those of its own merchant accounts: if each counted the other's as the one that stays, both would be reversed.
 * @returns what became of each payment that is too much
 */
export const reverseSurplus = async (
  deps: PaymentDependencies,
  { cart, payments, repeats }: OverpaidCart,
): Promise<Reversed[]> => {
  if (payments.length < 2 || !payments.some((payment) => isInCharge(deps, payment))) return [];
  const isReported = deps.config.duplicatePayments === 'flag';
  const finished = isReported ? [] : await finishTries(deps, payments);
  const outcomes = new Map(
    finished.filter(({ state }) => state !== 'open').map((made) => [made.payment.id, made]),
  );
  // Adyen may have refused what was finished, or it is being reversed: what is too much is decided on what is known now.
  let current = finished.length > 0 ? await deps.carts.get(cartIdOf(cart)) : undefined;
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const { reversible, stuck } = await surplusOfCart(deps, cart, current?.payments ?? payments);
    const reverse = async (payment: Payment): Promise<Reversed> => {
      if (!isInCharge(deps, payment)) return open(payment, 'OtherMerchantAccount');
      return isReported ? open(payment, undefined) : reverseStep(deps, payment, repeats);
    };
    const made = [
      ...stuck.map((payment) => open(payment, isOurs(payment) ? 'NotReturnable' : 'OtherProvider')),
      ...(await Promise.all(reversible.map(reverse))),
    ];
    for (const [id, { state }] of outcomes) if (state === 'changed') outcomes.delete(id);
    for (const one of made) outcomes.set(one.payment.id, one);
    if (!made.some(({ state }) => state === 'changed')) break;
    current = await deps.carts.get(cartIdOf(cart));
  }
  const all = [...outcomes.values()];
  for (const reversed of all) report(deps, cart, reversed);
  return all;
};

/** Whether the payment is this deployment's to reverse. */
export const isInCharge = ({ config }: Pick<PaymentDependencies, 'config'>, payment: Payment): boolean =>
  isOurs(payment) && isInOwnAccount(config, payment);

const open = (payment: Payment, reason: string | undefined): Reversed => ({ payment, state: 'open', reason });

const finishTries = async (deps: PaymentDependencies, payments: readonly Payment[]): Promise<Reversed[]> => {
  const begun = payments.filter((payment) => isInCharge(deps, payment) && mayHaveOpenTries(payment));
  const all = await Promise.all(begun.map((payment) => finishTry(deps, payment)));
  return all.filter((finished) => finished !== undefined);
};

/** What the order references is asked only where there is a choice to make. */
const surplusOfCart = async (
  { carts, config }: PaymentDependencies,
  cart: Cart,
  payments: readonly Payment[],
): Promise<Surplus> => {
  const isReturnable = (payment: Payment): boolean => limitsOf(payment, config).refunds !== 'none';
  const rules = { isReturnable };
  const surplus = surplusOf(cart, payments, rules);
  if (surplus.reversible.length === 0 || cart.cartState !== 'Ordered') return surplus;
  return surplusOf(cart, payments, { ...rules, orderedIds: await carts.orderedPayments(cartIdOf(cart)) });
};

const report = ({ logger }: PaymentDependencies, { id: cartId }: Cart, reversed: Reversed): void => {
  const { payment, state } = reversed;
  const fields = { cartId, paymentId: payment.id, pspReference: payment.interfaceId };
  if (state === 'reversing') {
    const code = 'DuplicatePaymentReversed';
    logger.warn('A cart was paid more than once: a payment is being reversed.', { code, ...fields });
  } else if (state !== 'failed') {
    const { reason } = reversed;
    const code = 'DuplicatePaymentFound';
    logger.error('A cart was paid more than once: a payment has to be returned.', {
      code,
      reason,
      ...fields,
    });
  }
};
