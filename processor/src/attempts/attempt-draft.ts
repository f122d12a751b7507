import type { Cart } from '@commercetools/platform-sdk';
import type { KeyedPaymentDraft } from '../commercetools/payment-store.ts';
import type { Config } from '../config/config.ts';
import { authorisationTypeOf } from '../adyen/requests/request-defaults.ts';
import { accountOfCart } from '../config/merchant-accounts.ts';
import type { PspReference } from '../identifiers.ts';
import type { Money } from '../ledger/money.ts';
import { DEFAULT_PAYMENT_INTERFACE } from '../ledger/ownership.ts';
import { encodeFields } from '../ledger/transaction-fields.ts';
import { TRANSACTION_TYPE_KEY } from '../ledger/update-actions.ts';
import { captureStatement } from '../payment-methods/capture-statement.ts';
import type { PaymentDependencies } from '../use-case.ts';
import type { AttemptIdentity } from './attempt-key.ts';

/** What the Payment says of its attempt. */
export interface AttemptDescription {
  /** Adyen's type of the method, e.g. `scheme`. */
  readonly method: string;
  /** Of a card whose brand the browser has recognised. */
  readonly brand?: string | undefined;
  /** The interface that the caller names; commercetools' own name of this connector otherwise. */
  readonly paymentInterface?: string | undefined;
  readonly checkoutTransactionItemId?: string | undefined;
}

interface Attempted {
  /** The request that asks for it. */
  readonly requestId: string;
  readonly cart: Cart;
  readonly key: string;
  /** What is asked of Adyen, in minor units by ISO 4217. */
  readonly amount: Money;
  /** Adyen's order that the attempt is a part of. */
  readonly orderReference: PspReference | undefined;
}

/** The Payment of an attempt as it is before Adyen is called: its authorisation is in state Initial. */
export const attemptDraft = (
  { config, now }: Pick<PaymentDependencies, 'config' | 'now'>,
  { identity, description }: { readonly identity: AttemptIdentity; readonly description: AttemptDescription },
  { requestId, cart, key, amount, orderReference: order }: Attempted,
): KeyedPaymentDraft => {
  const { method, brand, paymentInterface, checkoutTransactionItemId } = description;
  const capture = captureStatement({ type: method, brand }, config);
  return {
    key,
    amountPlanned: amount,
    paymentMethodInfo: {
      paymentInterface: paymentInterface ?? DEFAULT_PAYMENT_INTERFACE,
      method,
      interfaceAccount: accountOfCart(config, cart),
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
          fields: encodeFields({
            facts: [
              { name: 'started' },
              ...(capture === undefined ? [] : [{ name: 'stated', capture } as const]),
            ],
            contentDigest: identity.contentDigest,
            cart: identity.cartId,
            createdBy: requestId,
            ...(order !== undefined && { order }),
            ...statedAuthorisation(config, method),
          }),
        },
      },
    ],
  };
};

/** What the merchant's defaults say of the authorisation: a final one cannot be changed later. */
const statedAuthorisation = (config: Config, method: string): { authorisationType?: string } => {
  const authorisationType = authorisationTypeOf(config.adyen.paymentRequestDefaults, method);
  return authorisationType === undefined ? {} : { authorisationType };
};
