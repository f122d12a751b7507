import type { Cart, CentPrecisionMoney, ShippingMethod } from '@commercetools/platform-sdk';
import { inEnglish } from './catalogue.ts';
import { orderReference } from './order-reference.ts';

export interface ShippingOption {
  readonly id: string;
  readonly name: string;
}

/** What the shopper owes for a cart, taxes and shipping included. */
export const totalOf = (cart: Cart): CentPrecisionMoney => cart.taxedPrice?.totalGross ?? cart.totalPrice;

const lineOf = ({ name, quantity, price, totalPrice, variant }: Cart['lineItems'][number]) => ({
  sku: variant.sku,
  name: inEnglish(name),
  image: variant.images?.[0]?.url,
  quantity,
  unitPrice: price.value,
  total: totalPrice,
});

/** All that the page shows about a cart. */
export function summaryOf(cart: Cart, options: readonly ShippingMethod[]) {
  const total = totalOf(cart);
  return {
    cartId: cart.id,
    reference: orderReference(cart.id),
    currency: total.currencyCode,
    country: cart.country,
    address: cart.shippingAddress,
    lines: cart.lineItems.map(lineOf),
    subtotal: {
      ...total,
      centAmount: cart.lineItems.reduce((sum, line) => sum + line.totalPrice.centAmount, 0),
    },
    shipping: cart.shippingInfo && {
      name: cart.shippingInfo.shippingMethodName,
      price: cart.shippingInfo.price,
    },
    shippingOptions: options.map(({ id, name }): ShippingOption => ({ id, name })),
    chosenShippingOption: cart.shippingInfo?.shippingMethod?.id,
    tax: cart.taxedPrice?.totalTax && {
      amount: cart.taxedPrice.totalTax,
      isIncluded: cart.lineItems[0]?.taxRate?.includedInPrice ?? false,
    },
    total,
  };
}
