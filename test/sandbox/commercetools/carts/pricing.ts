import type {
  Cart,
  CustomLineItem,
  LineItem,
  ShippingInfo,
  TaxedItemPrice,
  TaxedPrice,
  TaxRate,
  TypedMoney,
} from '@commercetools/platform-sdk';
import { CtError } from '../http/errors.ts';
import { money } from '../resources/money.ts';
import { taxed, times, totalOf } from './taxes.ts';

/** What pricing a cart has to look up. */
export interface TaxTables {
  /** Tax category of a product. */
  readonly categoryOf: (productId: string) => string | undefined;
  readonly rates: (categoryId: string) => readonly TaxRate[];
}

type Line = LineItem | CustomLineItem;

const unitPriceOf = (line: Line): number =>
  'price' in line ? (line.price.discounted?.value ?? line.price.value).centAmount : line.money.centAmount;

const discountedTotal = (line: Line): number | undefined => {
  if (line.discountedPricePerQuantity.length === 0) return undefined;
  return line.discountedPricePerQuantity.reduce(
    (total, { quantity, discountedPrice }) => total + quantity * discountedPrice.value.centAmount,
    0,
  );
};

const lineTotal = (line: Line): number => {
  if ('price' in line && line.priceMode === 'ExternalTotal') return line.totalPrice.centAmount;
  return discountedTotal(line) ?? unitPriceOf(line) * line.quantity;
};

/** @throws CtError 400 `MissingTaxRateForCountry`, as commercetools refuses such a cart */
function rateFor(cart: Cart, categoryId: string | undefined, tables: TaxTables): TaxRate | undefined {
  const { country, state } = cart.shippingAddress ?? {};
  if (cart.taxMode !== 'Platform' || country === undefined || categoryId === undefined) return undefined;
  const ofCountry = tables.rates(categoryId).filter((rate) => rate.country === country);
  const rate =
    ofCountry.find((each) => each.state === state) ?? ofCountry.find((each) => each.state === undefined);
  if (rate) return rate;
  throw new CtError(400, {
    code: 'MissingTaxRateForCountry',
    message: `Tax category '${categoryId}' is missing a tax rate for country '${country}'.`,
    taxCategoryId: categoryId,
    country,
  });
}

function pricedLine<T extends Line>(
  cart: Cart,
  line: T,
  categoryId: string | undefined,
  tables: TaxTables,
): T {
  const { currencyCode } = cart.totalPrice;
  const centAmount = lineTotal(line);
  const taxRate =
    rateFor(cart, categoryId, tables) ?? (cart.taxMode === 'External' ? line.taxRate : undefined);
  const priced = { ...line, totalPrice: money({ centAmount, currencyCode }), taxRate };
  if (!taxRate) return { ...priced, taxedPrice: undefined };
  const byUnit = cart.taxCalculationMode === 'UnitPriceLevel' && discountedTotal(line) === undefined;
  const taxedPrice = byUnit
    ? times(taxed(unitPriceOf(line), currencyCode, taxRate, cart.taxRoundingMode), line.quantity)
    : taxed(centAmount, currencyCode, taxRate, cart.taxRoundingMode);
  return { ...priced, taxedPrice };
}

const shippingPrice = (info: ShippingInfo): TypedMoney => info.discountedPrice?.value ?? info.price;

function pricedShipping(cart: Cart, info: ShippingInfo, tables: TaxTables): ShippingInfo {
  const taxRate = rateFor(cart, info.taxCategory?.id, tables) ?? info.taxRate;
  if (!taxRate) return info;
  const price = shippingPrice(info);
  const taxedPrice = taxed(price.centAmount, price.currencyCode, taxRate, cart.taxRoundingMode);
  return { ...info, taxRate, taxedPrice };
}

const isTaxed = (price: TaxedItemPrice | undefined): price is TaxedItemPrice => price !== undefined;

/** The total of what is taxed, once everything is. */
function taxedTotal(cart: Cart, prices: readonly (TaxedItemPrice | undefined)[]): TaxedPrice | undefined {
  const known = prices.filter(isTaxed);
  if (known.length === 0 || known.length < prices.length) return undefined;
  return totalOf(known, cart.totalPrice.currencyCode, cart.discountOnTotalPrice);
}

const without = (cart: Cart, ...fields: (keyof Cart)[]): Cart =>
  Object.fromEntries(
    Object.entries(cart).filter(([name]) => !fields.some((field) => field === name)),
  ) as unknown as Cart;

const sum = (amounts: readonly { readonly centAmount: number }[]): number =>
  amounts.reduce((total, { centAmount }) => total + centAmount, 0);

/**
 * The cart with its prices as commercetools computes them: lines and shipping taxed by category and country of the
 * shipping address, shipping part of the total, discounts that it carries taken off. Carts in `ExternalAmount` mode are
 * left as they are, since there the merchant sets every amount.
 *
 * @throws CtError 400 `MissingTaxRateForCountry`
 */
export function pricedCart(cart: Cart, tables: TaxTables): Cart {
  if (cart.taxMode === 'ExternalAmount') return cart;
  const { currencyCode } = cart.totalPrice;
  const lineItems = cart.lineItems.map((line) =>
    pricedLine(cart, line, tables.categoryOf(line.productId), tables),
  );
  const customLineItems = cart.customLineItems.map((line) =>
    pricedLine(cart, line, line.taxCategory?.id, tables),
  );
  const shippingInfo = cart.shippingInfo && pricedShipping(cart, cart.shippingInfo, tables);
  const shipping = cart.shipping.map((each) => ({
    ...each,
    shippingInfo: pricedShipping(cart, each.shippingInfo, tables),
  }));
  const lines = [...lineItems, ...customLineItems];
  const shipments = [...(shippingInfo ? [shippingInfo] : []), ...shipping.map((each) => each.shippingInfo)];
  const shipped = shipments.map(({ taxedPrice }) => taxedPrice);
  const taxedPrice = taxedTotal(cart, [...lines.map((line) => line.taxedPrice), ...shipped]);
  const taxedShippingPrice = shipped.every(isTaxed) && shipped.length > 0 && totalOf(shipped, currencyCode);
  const discount = cart.discountOnTotalPrice?.discountedAmount.centAmount ?? 0;
  const centAmount =
    sum(lines.map(({ totalPrice }) => totalPrice)) + sum(shipments.map(shippingPrice)) - discount;
  return {
    ...without(cart, 'taxedPrice', 'taxedShippingPrice'),
    lineItems,
    customLineItems,
    shipping,
    ...(shippingInfo && { shippingInfo }),
    totalPrice: money({ centAmount, currencyCode }),
    totalLineItemQuantity: lineItems.reduce((total, { quantity }) => total + quantity, 0),
    ...(taxedPrice && { taxedPrice }),
    ...(taxedShippingPrice && { taxedShippingPrice }),
  };
}
