import type { Product, ProductPagedQueryResponse } from '@commercetools/platform-sdk';
import type { CommercetoolsClient } from './commercetools.ts';

export interface CatalogueEntry {
  readonly sku: string;
  readonly name: string;
  readonly image: string | undefined;
  /** Minor units by currency; a product without a price in a currency is not sold in it. */
  readonly prices: Readonly<Record<string, number>>;
}

/** A localized string in English, or else in whatever language it has. */
export const inEnglish = (text: Record<string, string>): string =>
  text['en'] ?? text['en-US'] ?? text['en-GB'] ?? Object.values(text)[0] ?? '';

function entry({ masterData: { current } }: Product): CatalogueEntry {
  const { sku, images, prices } = current.masterVariant;
  return {
    sku: sku ?? '',
    name: inEnglish(current.name),
    image: images?.[0]?.url,
    prices: Object.fromEntries((prices ?? []).map(({ value }) => [value.currencyCode, value.centAmount])),
  };
}

/** All products that can be put into a basket. */
export async function readCatalogue(commercetools: CommercetoolsClient): Promise<CatalogueEntry[]> {
  const { results } = await commercetools.get<ProductPagedQueryResponse>('/products', { limit: '50' });
  return results.map(entry).filter(({ sku }) => sku !== '');
}
