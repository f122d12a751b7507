import type { Cart } from '@commercetools/platform-sdk';
import type { KeyedPaymentDraft } from '../commercetools/payment-store.ts';
import { accountOfCart } from '../config/merchant-accounts.ts';
import type { Money } from '../ledger/money.ts';
import { DEFAULT_PAYMENT_INTERFACE } from '../ledger/ownership.ts';
import { TRANSACTION_TYPE_KEY } from '../ledger/update-actions.ts';
import type { PaymentDependencies } from '../use-case.ts';
import type { AttemptInput } from './prepare-attempt.ts';

interface Attempted {
  readonly cart: Cart;
  readonly key: string;
  /** What is asked of Adyen, in minor units by ISO 4217. */
  readonly amount: Money;
  /** Adyen's order that the attempt is a part of. */
  readonly orderReference: string | undefined;
}

/** The Payment of an attempt as it is before Adyen is called: its authorisation is in state Initial. */
export const attemptDraft = (
  { config, now }: Pick<PaymentDependencies, 'config' | 'now'>,
  { session, body, bodyDigest }: Pick<AttemptInput, 'session' | 'body' | 'bodyDigest'>,
  { cart, key, amount, orderReference: order }: Attempted,
): KeyedPaymentDraft => {
  const { checkoutTransactionItemId } = session;
  return {
    key,
    amountPlanned: amount,
    paymentMethodInfo: {
      paymentInterface: session.paymentInterface ?? DEFAULT_PAYMENT_INTERFACE,
      method: body.paymentMethod.type,
      ...(config.adyen.merchantAccounts.length > 0 && { interfaceAccount: accountOfCart(config, cart) }),
    },
    ...(cart.customerId !== undefined && { customer: { typeId: 'customer', id: cart.customerId } }),
    ...(cart.customerId === undefined && cart.anonymousId !== undefined && { anonymousId: cart.anonymousId }),
    ...(checkoutTransactionItemId !== undefined && {
      checkoutTransactionItemId:
        order === undefined ? checkoutTransactionItemId : `${checkoutTransactionItemId}#split`,
    }),
    transactions: [
      {
        type: 'Authorization',
        amount,
        state: 'Initial',
        timestamp: now().toISOString(),
        custom: {
          type: { typeId: 'type', key: TRANSACTION_TYPE_KEY },
          fields: { facts: ['started'], requestDigest: bodyDigest, ...(order !== undefined && { order }) },
        },
      },
    ],
  };
};
