import { randomUUID } from 'node:crypto';
import type {
  Cart,
  CartDraft,
  CartUpdateAction,
  ShippingMethod,
  ShippingMethodPagedQueryResponse,
} from '@commercetools/platform-sdk';
import { z } from 'zod';
import { summaryOf } from './cart-summary.ts';
import type { CommercetoolsClient } from './commercetools.ts';
import { ada, type Customers } from './customers.ts';
import { ShopError } from './http.ts';
import { offeredMethods } from './offered-methods.ts';
import { currencies, shoppers } from './shoppers.ts';

const basketSchema = z.object({
  /** The cart to change, if there is one that is not paid yet. */
  cartId: z.uuid().optional(),
  currency: z.enum(currencies),
  country: z.string().refine((country) => country in shoppers),
  /** Whose cart it is: a guest's, or that of the one customer who has an account. */
  visitor: z.enum(['guest', 'customer']).default('guest'),
  shippingMethodId: z.string().optional(),
  items: z.array(z.object({ sku: z.string().min(1), quantity: z.int().min(1).max(99) })).max(50),
});

export type Basket = z.infer<typeof basketSchema>;

const addressFor = ({ country, visitor }: Basket) => {
  const { address, email } = shoppers[country] ?? {};
  if (address === undefined) throw new ShopError(400, `The shop does not deliver to ${country}.`);
  return { ...address, email: email ?? '', ...(visitor === 'customer' && ada) };
};

function draftFor(basket: Basket, customerId: string | undefined): CartDraft {
  const address = addressFor(basket);
  return {
    currency: basket.currency,
    country: basket.country,
    locale: shoppers[basket.country]?.locale ?? 'en-US',
    ...(customerId === undefined ? { anonymousId: randomUUID() } : { customerId }),
    customerEmail: address.email,
    lineItems: basket.items,
    shippingAddress: address,
    billingAddress: address,
    taxMode: 'Platform',
  };
}

/** What must happen to a cart so that it holds what the basket holds. */
function itemChanges(cart: Cart, { items }: Basket): CartUpdateAction[] {
  const wanted = new Map(items.map(({ sku, quantity }) => [sku, quantity]));
  const changes: CartUpdateAction[] = [];
  for (const { id, quantity, variant } of cart.lineItems) {
    const target = wanted.get(variant.sku ?? '') ?? 0;
    wanted.delete(variant.sku ?? '');
    if (target !== quantity)
      changes.push({ action: 'changeLineItemQuantity', lineItemId: id, quantity: target });
  }
  for (const [sku, quantity] of wanted) changes.push({ action: 'addLineItem', sku, quantity });
  return changes;
}

const isSoldIn = (currency: string) => (method: ShippingMethod) =>
  method.zoneRates.some(({ shippingRates }) =>
    shippingRates.some(({ price }) => price.currencyCode === currency),
  );

/** The shop's checkout on top of a commercetools project: carts, shipping and payment sessions. */
export function createCheckout(
  commercetools: CommercetoolsClient,
  {
    customers,
    processorUrl,
    returnUrl,
    onNewCart,
  }: {
    customers: Customers;
    processorUrl: string;
    returnUrl: () => string;
    onNewCart?: ((currency: string) => void) | undefined;
  },
) {
  const update = (cart: Cart, actions: CartUpdateAction[]): Promise<Cart> | Cart =>
    actions.length === 0
      ? cart
      : commercetools.post<Cart>(`/carts/${cart.id}`, { version: cart.version, actions });

  const shippingOptions = async (cart: Cart): Promise<ShippingMethod[]> => {
    const { results } = await commercetools.get<ShippingMethodPagedQueryResponse>('/shipping-methods');
    return results.filter(isSoldIn(cart.totalPrice.currencyCode));
  };

  const existingCart = async (
    { cartId, currency, country }: Basket,
    customerId: string | undefined,
  ): Promise<Cart | undefined> => {
    if (cartId === undefined) return undefined;
    const cart = await commercetools.get<Cart>(`/carts/${cartId}`).catch(() => undefined);
    const isUsable =
      cart?.cartState === 'Active' &&
      cart.totalPrice.currencyCode === currency &&
      cart.country === country &&
      cart.customerId === customerId;
    return isUsable ? cart : undefined;
  };

  return {
    /** Brings the shopper's cart in line with the basket of the page, or begins a new one. */
    async save(body: unknown) {
      const parsed = basketSchema.safeParse(body);
      if (!parsed.success) throw new ShopError(400, z.prettifyError(parsed.error));
      const basket = parsed.data;
      const customerId = basket.visitor === 'customer' ? await customers.returning() : undefined;
      const before = await existingCart(basket, customerId);
      let cart =
        before === undefined
          ? await commercetools.post<Cart>('/carts', draftFor(basket, customerId))
          : await update(before, itemChanges(before, basket));
      if (before === undefined) onNewCart?.(basket.currency);
      const options = await shippingOptions(cart);
      const chosen = options.find(({ id }) => id === basket.shippingMethodId) ?? options[0];
      if (chosen !== undefined && cart.shippingInfo?.shippingMethod?.id !== chosen.id) {
        cart = await update(cart, [
          { action: 'setShippingMethod', shippingMethod: { typeId: 'shipping-method', id: chosen.id } },
        ]);
      }
      return summaryOf(cart, options);
    },

    /** A payment session for a cart: what the enabler needs to begin. */
    startSession: async (cartId: string) => {
      const { id } = await commercetools.post<{ id: string }>('/sessions', {
        cart: { cartRef: { id: cartId } },
        metadata: {
          processorUrl,
          allowedPaymentMethods: offeredMethods,
          merchantReturnUrl: returnUrl(),
          checkoutTransactionItemId: randomUUID(),
        },
      });
      return { sessionId: id, processorUrl };
    },
  };
}
