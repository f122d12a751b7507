import elementLoaders from 'virtual:adyen-elements';
import { catalogue, type Catalogue } from '../method-catalogue/catalogue.ts';
import { unknownMethod } from '../method-catalogue/methods.ts';
import { keyOf, type CatalogueRow } from '../method-catalogue/row.ts';
import { loadSheets } from '../styles/sheets.ts';
import type { ElementClass, Method, RowParts } from './method.ts';

/** How a catalogue's methods are loaded, with adyen-web's classes and the methods' own code by chunk. */
export function createLoaders({ method, family }: Catalogue, chunks = elementLoaders) {
  /** What a row's chunk holds for it, with its style sheets. The one-file bundle lacks some families' (`build/left-out.ts`). */
  async function loadParts(row: CatalogueRow): Promise<RowParts> {
    const [chunk] = await Promise.all([chunks[row.chunk ?? '']?.(), loadSheets(row.sheets ?? [])]);
    return chunk?.default[keyOf(row)] ?? { elements: [] };
  }

  /** Loads what is special about a method, with its styles; a method that adyen-web has no form for is a redirect. */
  async function loadMethod(adyenType: string): Promise<Method> {
    const known = method(adyenType);
    const row = known?.chunk === undefined ? unknownMethod : known;
    const {
      elements: [Element],
      code,
    } = await loadParts(row);
    if (!Element) throw new Error(`adyen-web's class for ${adyenType} is not in this bundle`);
    return {
      Element,
      ...(row.needsType ? { options: ({ type }) => ({ type }) } : {}),
      ...code,
    };
  }

  /** Loads adyen-web's classes for a method that only the drop-in has. `undefined` for a method that `loadMethod` loads. */
  async function loadFamily(adyenType: string): Promise<ElementClass[] | undefined> {
    const row = family(adyenType);
    return row && (await loadParts(row)).elements;
  }

  /** Loads whatever is known of a method. */
  async function loadAny(adyenType: string): Promise<void> {
    await ((await loadFamily(adyenType)) ?? loadMethod(adyenType));
  }

  return { loadMethod, loadFamily, loadAny };
}

export const { loadMethod, loadFamily, loadAny } = createLoaders(catalogue);
