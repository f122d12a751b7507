import type { PaymentMethod } from '@commercetools/platform-sdk';
import { isAllowed, toCheckoutName } from '../payment-methods/payment-method-names.ts';
import { accountOfCart } from '../config/merchant-accounts.ts';
import type { CheckoutSession } from '../checkout-session.ts';
import { notFound } from '../errors.ts';
import { customerReferenceOf } from '../shopper-reference.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { tokensAtAdyen, type TokenAtAdyen } from './adyen-details.ts';
import { importTokens } from './import-tokens.ts';
import { logoUrl } from './logo-url.ts';
import { detailsOfCustomFields, type MethodDetails } from './method-details.ts';
import { replaceDeadMethods } from './replace-dead-methods.ts';
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
 * Adyen is the source: tokens that only Adyen has are imported, those it has no more are not shown. Without its answer
 * the list is what commercetools has.
 * @throws Fault 404 without a cart, 502 or 503 when commercetools cannot be used
 */
export const listStoredMethods = async (
  deps: PaymentDependencies,
  { cartId, allowedPaymentMethods }: CheckoutSession,
): Promise<StoredMethodView[]> => {
  if (!deps.config.storedPaymentMethods.isEnabled) return [];
  const found = await deps.carts.get(cartId);
  if (!found) throw notFound("The session's cart");
  const reference = customerReferenceOf(found.cart);
  if (reference === undefined) return [];
  const account = accountOfCart(deps.config, found.cart);
  const shopper = { shopperReference: reference, merchantAccount: account };
  const [known, tokens] = await Promise.all([
    deps.paymentMethods.ofHolder(reference),
    tokensAtAdyen(deps, reference, account),
  ]);
  const imported = tokens ? await importTokens(deps, { ...shopper, known, tokens }) : [];
  const all = [...known, ...imported];
  const methods = tokens ? await replaceDeadMethods(deps, { ...shopper, tokens, methods: all }) : all;
  return methods
    .filter(
      (method) =>
        isActive(method) &&
        isOfAccount(deps.config, method, account) &&
        isAllowed(typeOf(method), allowedPaymentMethods) &&
        isAtAdyen(method, tokens),
    )
    .map((method) => view(deps, method, detailsOf(method, tokens)));
};

/** A token that Adyen has no more cannot be paid with; without Adyen's answer it counts as being there. */
const isAtAdyen = (
  { token }: PaymentMethod,
  tokens: ReadonlyMap<string, TokenAtAdyen> | undefined,
): boolean => tokens === undefined || tokens.has(token?.value ?? '');

/** What commercetools holds; where it holds nothing, what Adyen lists. */
const detailsOf = (
  { token, custom }: PaymentMethod,
  tokens: ReadonlyMap<string, TokenAtAdyen> | undefined,
): MethodDetails | undefined => detailsOfCustomFields(custom) ?? tokens?.get(token?.value ?? '')?.details;

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
