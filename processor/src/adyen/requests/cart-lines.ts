import type {
  Cart,
  CustomLineItem,
  LineItem,
  LocalizedString,
  ShippingInfo,
  TaxedItemPrice,
} from '@commercetools/platform-sdk';

/** What lines are made of; a Cart and an Order both have it. */
export type LineItemSource = Pick<Cart, 'lineItems' | 'customLineItems'> &
  Partial<Pick<Cart, 'shippingInfo' | 'shipping' | 'discountOnTotalPrice'>>;

/** One line of a cart: an item, shipping, or a discount on the whole (negative). */
export interface CartLine {
  readonly id: string;
  readonly description: string;
  readonly quantity: number;
  /** What the whole line costs, in minor units by ISO 4217, taxes and its own discounts included. */
  readonly gross: number;
  /** As a fraction, e.g. 0.19. */
  readonly taxRate: number;
  readonly sku?: string | undefined;
  readonly imageUrl?: string | undefined;
}

/**
 * Everything a cart's total is made of. Item and cart discounts are part of each item's price in commercetools; a
 * discount on the total price and shipping become lines of their own.
 */
export const cartLines = (cart: LineItemSource, locale: string | undefined): CartLine[] => [
  ...cart.lineItems.map((item) => itemLine(item, locale)),
  ...cart.customLineItems.map((item) => customLine(item, locale)),
  ...(cart.shippingInfo ? [shippingLine(cart.shippingInfo, 'shipping')] : []),
  ...(cart.shipping ?? []).map(({ shippingInfo, shippingKey }) => shippingLine(shippingInfo, shippingKey)),
  ...discountLines(cart.discountOnTotalPrice),
];

const itemLine = (item: LineItem, locale: string | undefined): CartLine => ({
  id: item.id,
  description: localized(item.name, locale) ?? item.variant.sku ?? item.id,
  quantity: item.quantity,
  gross: item.taxedPrice?.totalGross.centAmount ?? item.totalPrice.centAmount,
  taxRate: taxRateOf(item.taxedPrice, item.taxRate?.amount),
  sku: item.variant.sku,
  imageUrl: item.variant.images?.[0]?.url,
});

const customLine = (item: CustomLineItem, locale: string | undefined): CartLine => ({
  id: item.id,
  description: localized(item.name, locale) ?? item.slug,
  quantity: item.quantity,
  gross: item.taxedPrice?.totalGross.centAmount ?? item.totalPrice.centAmount,
  taxRate: taxRateOf(item.taxedPrice, item.taxRate?.amount),
});

const shippingLine = (shipping: ShippingInfo, id: string): CartLine => ({
  id,
  description: shipping.shippingMethodName,
  quantity: 1,
  gross: (shipping.taxedPrice?.totalGross ?? shipping.discountedPrice?.value ?? shipping.price).centAmount,
  taxRate: taxRateOf(shipping.taxedPrice, shipping.taxRate?.amount),
});

const discountLines = (discount: Cart['discountOnTotalPrice']): CartLine[] => {
  if (!discount) return [];
  const gross = (discount.discountedGrossAmount ?? discount.discountedAmount).centAmount;
  const net = discount.discountedNetAmount?.centAmount ?? gross;
  return [
    {
      id: 'discount',
      description: 'Discount',
      quantity: 1,
      gross: -gross,
      taxRate: net > 0 ? gross / net - 1 : 0,
    },
  ];
};

/** The stated rate, else the one that gross and net imply (an item shipped to several places has no rate of its own). */
const taxRateOf = (taxed: TaxedItemPrice | undefined, stated: number | undefined): number => {
  if (!taxed) return 0;
  if (stated !== undefined) return stated;
  const net = taxed.totalNet.centAmount;
  return net > 0 ? taxed.totalGross.centAmount / net - 1 : 0;
};

/** The name in the locale, else in its language, else in English, else in any. */
const localized = (name: LocalizedString, locale: string | undefined): string | undefined => {
  const names = Object.entries(name).map(
    ([tag, text]) => [tag.toLowerCase().replace('_', '-'), text] as const,
  );
  const wanted = locale?.toLowerCase().replace('_', '-') ?? '';
  const language = wanted.split('-', 1)[0] ?? '';
  const find = (test: (tag: string) => boolean) => names.find(([tag, text]) => text !== '' && test(tag))?.[1];
  return (
    find((tag) => tag === wanted) ??
    find((tag) => tag.split('-', 1)[0] === language) ??
    find((tag) => tag.split('-', 1)[0] === 'en') ??
    find(() => true)
  );
};
