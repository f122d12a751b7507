import type { PaymentMethod } from '@commercetools/platform-sdk';
import { isAllowed, toCheckoutName } from '../payment-methods/payment-method-names.ts';
import { accountOfCart } from '../config/merchant-accounts.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { notFound } from '../errors.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { detailsFromAdyen } from './adyen-details.ts';
import { logoUrl } from './logo-url.ts';
import { detailsOfCustomFields, type MethodDetails } from './method-details.ts';
import { isActive, isOfAccount, typeOf } from './usable-method.ts';

/** A stored method as a frontend sees it; Adyen's token is not part of it. */
export interface StoredMethodView {
  readonly id: string;
  /** Checkout's name, e.g. `card`. */
  readonly type: string;
  readonly isDefault: boolean;
  readonly createdAt: string;
  readonly displayOptions: {
    readonly endDigits?: string;
    readonly brand?: { readonly key: string };
    readonly expiryMonth?: number;
    readonly expiryYear?: number;
    readonly logoUrl?: string;
  };
}

/**
 * The stored methods of the session's customer that the session allows and the cart's merchant account knows; none for a guest or where they are off.
 * @throws Fault 404 without a cart, 502 or 503 when commercetools cannot be used
 */
export const listStoredMethods = async (
  deps: PaymentDependencies,
  { cartId, allowedPaymentMethods }: CheckoutSession,
): Promise<StoredMethodView[]> => {
  if (!deps.config.storedPaymentMethods.isEnabled) return [];
  const found = await deps.carts.get(cartId);
  if (!found) throw notFound("The session's cart");
  const { customerId } = found.cart;
  if (customerId === undefined) return [];
  const account = accountOfCart(deps.config, found.cart);
  const methods = (await deps.paymentMethods.ofCustomer(customerId)).filter(
    (method) =>
      isActive(method) &&
      isOfAccount(deps.config, method, account) &&
      isAllowed(typeOf(method), allowedPaymentMethods),
  );
  const details = await detailsByToken(methods, () => detailsFromAdyen(deps, customerId, account));
  return methods.map((method) => view(deps, method, details.get(method.token?.value ?? '')));
};

/** What commercetools holds; where it holds nothing Adyen is asked, once for all. */
const detailsByToken = async (
  methods: readonly PaymentMethod[],
  askAdyen: () => Promise<Map<string, MethodDetails>>,
): Promise<Map<string, MethodDetails>> => {
  const recorded = new Map(
    methods.flatMap(({ token, custom }) => {
      const details = detailsOfCustomFields(custom);
      return token && details ? [[token.value, details] as const] : [];
    }),
  );
  if (recorded.size === methods.length) return recorded;
  return new Map([...(await askAdyen()), ...recorded]);
};

const view = (
  { config }: PaymentDependencies,
  method: PaymentMethod,
  details: MethodDetails = {},
): StoredMethodView => {
  const { brand, lastFour, expiryMonth, expiryYear } = details;
  const logo = logoUrl(config.adyen, typeOf(method), brand);
  return {
    id: method.id,
    type: toCheckoutName(typeOf(method)),
    isDefault: method.default,
    createdAt: method.createdAt,
    displayOptions: {
      ...(lastFour !== undefined && { endDigits: lastFour }),
      ...(brand !== undefined && { brand: { key: brand } }),
      ...(expiryMonth !== undefined && { expiryMonth }),
      ...(expiryYear !== undefined && { expiryYear }),
      ...(logo !== undefined && { logoUrl: logo }),
    },
  };
};
