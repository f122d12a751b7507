import type {
  DiscountOnTotalPrice,
  RoundingMode,
  TaxedItemPrice,
  TaxedPrice,
  TaxPortion,
  TaxRate,
} from '@commercetools/platform-sdk';
import { money } from '../resources/money.ts';

// Rates such as 0.19 are no exact binary fractions: what is this near to a half is one.
const HALF_TOLERANCE = 1e-6;

/** Rounds minor units (https://docs.commercetools.com/api/projects/carts#roundingmode). */
function round(value: number, mode: RoundingMode): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (Math.abs(rest - 0.5) > HALF_TOLERANCE) return Math.round(value);
  if (mode === 'HalfUp') return floor + 1;
  if (mode === 'HalfDown') return floor;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Net, gross and tax of an amount (minor units) by a rate that is or is not part of it. */
export function taxed(
  centAmount: number,
  currencyCode: string,
  rate: TaxRate,
  mode: RoundingMode,
): TaxedItemPrice {
  const gross = rate.includedInPrice ? centAmount : round(centAmount * (1 + rate.amount), mode);
  const net = rate.includedInPrice ? round(centAmount / (1 + rate.amount), mode) : centAmount;
  const tax = money({ centAmount: gross - net, currencyCode });
  return {
    totalNet: money({ centAmount: net, currencyCode }),
    totalGross: money({ centAmount: gross, currencyCode }),
    taxPortions: [{ rate: rate.amount, name: rate.name, amount: tax }],
    totalTax: tax,
  };
}

/** The same price `quantity` times, for carts that are taxed by unit price. */
export function times(price: TaxedItemPrice, quantity: number): TaxedItemPrice {
  const scaled = (value: { centAmount: number; currencyCode: string }): ReturnType<typeof money> =>
    money({ centAmount: value.centAmount * quantity, currencyCode: value.currencyCode });
  return {
    totalNet: scaled(price.totalNet),
    totalGross: scaled(price.totalGross),
    taxPortions: price.taxPortions.map((portion) => ({ ...portion, amount: scaled(portion.amount) })),
    ...(price.totalTax && { totalTax: scaled(price.totalTax) }),
  };
}

const portionsOf = (prices: readonly TaxedItemPrice[], currencyCode: string): TaxPortion[] => {
  const byRate = new Map<string, TaxPortion>();
  for (const portion of prices.flatMap(({ taxPortions }) => taxPortions)) {
    const id = `${portion.rate} ${portion.name ?? ''}`;
    const centAmount = (byRate.get(id)?.amount.centAmount ?? 0) + portion.amount.centAmount;
    byRate.set(id, { ...portion, amount: money({ centAmount, currencyCode }) });
  }
  return [...byRate.values()];
};

/** The sum of what lines and shipping were taxed, less a discount on the total. */
export function totalOf(
  prices: readonly TaxedItemPrice[],
  currencyCode: string,
  discount?: DiscountOnTotalPrice,
): TaxedPrice {
  const sum = (amountOf: (price: TaxedItemPrice) => number): number =>
    prices.reduce((total, price) => total + amountOf(price), 0);
  const off = discount?.discountedAmount.centAmount ?? 0;
  const net = sum((price) => price.totalNet.centAmount) - (discount?.discountedNetAmount?.centAmount ?? off);
  const gross =
    sum((price) => price.totalGross.centAmount) - (discount?.discountedGrossAmount?.centAmount ?? off);
  return {
    totalNet: money({ centAmount: net, currencyCode }),
    totalGross: money({ centAmount: gross, currencyCode }),
    taxPortions: portionsOf(prices, currencyCode),
    totalTax: money({ centAmount: gross - net, currencyCode }),
  };
}
