import type { PaymentMethod } from '@commercetools/platform-sdk';
import { tokenKey, type TokenDraft } from '../commercetools/payment-methods.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { toMerchantAccount } from '../identifiers.ts';
import type { PaymentDependencies } from '../use-case.ts';

/** A customer's cart, and what commercetools stores of tokens, in memory. */
export interface TokenWorld {
  readonly deps: PaymentDependencies;
  readonly methods: () => PaymentMethod[];
  readonly setTime: (iso: string) => void;
}

const config = {
  adyen: {
    environment: 'TEST',
    merchantAccount: toMerchantAccount('Shop'),
    merchantAccounts: [],
    deadlineMs: 1000,
  },
  storedPaymentMethods: { isEnabled: true, paymentInterface: 'adyen', interfaceAccount: undefined },
  storePaymentMethodDetails: false,
};

/** @param step what every call to commercetools waits for, e.g. a scheduler that chooses their order */
export const tokenWorld = (
  step: <T>(call: () => T) => Promise<T> = (call) => Promise.resolve(call()),
): TokenWorld => {
  const methods = new Map<string, PaymentMethod>();
  const objects = new Map<string, unknown>();
  let time = new Date(0);
  let created = 0;
  const silent = () => undefined;
  const ownerOf = (key: string, shopperReference: string) => {
    const found = methods.get(key);
    return found?.customer?.id === shopperReference ? found : undefined;
  };
  const keyOf = (token: Pick<TokenDraft, 'token' | 'merchantAccount'>) => tokenKey(config as never, token);

  const paymentMethods: PaymentDependencies['paymentMethods'] = {
    get: (id) => step(() => [...methods.values()].find((method) => method.id === id)),
    tokensOfCustomer: () => step(() => new Set<string>()),
    ofHolder: (shopperReference) =>
      step(() => [...methods.values()].filter(({ customer }) => customer?.id === shopperReference)),
    findByToken: (shopperReference, token) => step(() => ownerOf(keyOf(token), shopperReference)),
    createOnce: (draft) =>
      step(() => {
        const key = keyOf(draft);
        if (methods.has(key)) return ownerOf(key, draft.shopperReference);
        created += 1;
        const method = {
          id: `method-${created}`,
          key,
          customer: { typeId: 'customer', id: draft.shopperReference },
          method: draft.method,
          interfaceAccount: draft.merchantAccount,
          paymentInterface: 'adyen',
          paymentMethodStatus: 'Active',
          token: { value: draft.token },
        } as unknown as PaymentMethod;
        methods.set(key, method);
        return method;
      }),
    update: (method) => step(() => method),
    remove: (method) =>
      step(() => {
        const current = methods.get(method.key ?? '');
        if (current?.id === method.id) methods.delete(method.key ?? '');
      }),
  };

  const deps = {
    config,
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    adyen: {
      storedPaymentMethods: () => step(() => ({ storedPaymentMethods: [] })),
      disableStoredPaymentMethod: () => step(() => ({})),
    },
    payments: { findByPspReference: () => step(() => undefined) },
    carts: {
      get: () => step(() => ({ cart: { customerId: 'customer-1' }, payments: [] })),
      findByPayment: () => step(() => undefined),
    },
    customObjects: {
      get: (_container: string, key: string) => step(() => objects.get(key)),
      change: (_container: string, key: string, decide: (value: unknown) => unknown) =>
        step(() => {
          const value = decide(objects.get(key));
          if (value !== undefined) objects.set(key, value);
        }),
    },
    paymentMethods,
    now: () => time,
  };
  return {
    deps: deps as unknown as PaymentDependencies,
    methods: () => [...methods.values()],
    setTime: (iso) => {
      time = new Date(iso);
    },
  };
};

export const asCheckoutSession = (cartId: string): CheckoutSession => ({ cartId }) as CheckoutSession;
