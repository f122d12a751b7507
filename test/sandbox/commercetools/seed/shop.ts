import type { Control } from '../control/control.ts';
import { imagePath } from './images.ts';
import { CURRENCIES, priceIn } from './prices.ts';
import { PRODUCTS, type ProductSeed } from './products.ts';
import { ZONES } from './regions.ts';

const SHIPPING_METHODS = [
  { key: 'standard', name: { en: 'Standard', de: 'Standard' }, euros: 4.9, isDefault: true },
  { key: 'express', name: { en: 'Express', de: 'Express' }, euros: 14.9, isDefault: false },
];

const taxCategory = (): object => ({
  key: 'standard',
  name: 'Standard',
  rates: Object.values(ZONES)
    .flatMap((countries) => Object.entries(countries))
    .flatMap(([country, taxes]) =>
      taxes.map(({ rate, isIncluded, state }) => ({
        name: `${country} ${(rate * 100).toFixed(1)} %`,
        amount: rate,
        includedInPrice: isIncluded,
        country,
        ...(state === undefined ? {} : { state }),
      })),
    ),
});

const zoneDrafts = (): { key: string; name: string; locations: { country: string }[] }[] =>
  Object.entries(ZONES).map(([key, countries]) => ({
    key,
    name: key,
    locations: Object.keys(countries).map((country) => ({ country })),
  }));

const shippingMethod = ({ key, name, euros, isDefault }: (typeof SHIPPING_METHODS)[number]): object => ({
  key,
  name: name.en,
  localizedName: name,
  isDefault,
  taxCategory: { typeId: 'tax-category', key: 'standard' },
  zoneRates: Object.keys(ZONES).map((zone) => ({
    zone: { typeId: 'zone', key: zone },
    shippingRates: CURRENCIES.map((currency) => ({ price: priceIn(currency, euros) })),
  })),
});

const product = ({ sku, name, description, euros }: ProductSeed, url: string): object => ({
  key: sku,
  productType: { typeId: 'product-type', key: 'article' },
  name,
  description,
  slug: { en: sku, de: sku },
  publish: true,
  taxCategory: { typeId: 'tax-category', key: 'standard' },
  masterVariant: {
    sku,
    prices: CURRENCIES.map((currency) => ({ value: priceIn(currency, euros) })),
    images: [{ url: `${url}${imagePath(sku)}`, dimensions: { w: 480, h: 480 }, label: name.en }],
  },
});

/**
 * Fills a project with what a shop needs: articles with a price per currency, tax rates, zones and shipping methods.
 *
 * @param url origin that serves the pictures
 */
export async function seedShop(control: Control, url: string): Promise<void> {
  await control.request('POST', '/tax-categories', taxCategory());
  await control.request('POST', '/product-types', {
    key: 'article',
    name: 'Article',
    description: 'Article',
  });
  for (const zone of zoneDrafts()) await control.request('POST', '/zones', zone);
  for (const method of SHIPPING_METHODS)
    await control.request('POST', '/shipping-methods', shippingMethod(method));
  for (const seed of PRODUCTS) await control.request('POST', '/products', product(seed, url));
}
