import elementLoaders from 'virtual:adyen-elements';
import { catalogue, type Catalogue } from '../method-catalogue/catalogue.ts';
import { unknownMethod } from '../method-catalogue/methods.ts';
import { keyOf, type CatalogueRow } from '../method-catalogue/row.ts';
import { loadSheets } from '../styles/sheets.ts';
import type { ElementClass, Method, MethodCode } from './method.ts';

type OwnCode = Record<string, () => Promise<{ method: MethodCode }>>;

const methodFiles: OwnCode = import.meta.glob('./*/*.method.ts');

/** How a catalogue's methods are loaded, with adyen-web's classes by chunk and the files that hold methods' own code. */
export function createLoaders({ method, family }: Catalogue, chunks = elementLoaders, files = methodFiles) {
  /** adyen-web's classes of a row, with its style sheets. The one-file bundle lacks some families' (`build/left-out.ts`). */
  async function loadElements(row: CatalogueRow): Promise<ElementClass[]> {
    const [chunk] = await Promise.all([chunks[row.chunk ?? '']?.(), loadSheets(row.sheets ?? [])]);
    return chunk?.default[keyOf(row)] ?? [];
  }

  /** Loads what is special about a method, with its styles; a method that adyen-web has no form for is a redirect. */
  async function loadMethod(adyenType: string): Promise<Method> {
    const known = method(adyenType);
    const row = known?.chunk === undefined ? unknownMethod : known;
    const [[Element], own] = await Promise.all([
      loadElements(row),
      files[`./${row.code ?? ''}.method.ts`]?.(),
    ]);
    if (!Element) throw new Error(`adyen-web's class for ${adyenType} is not in this bundle`);
    return {
      Element,
      ...(row.needsType ? { options: ({ type }) => ({ type }) } : {}),
      ...own?.method,
    };
  }

  /** Loads adyen-web's classes for a method that only the drop-in has. `undefined` for a method that `loadMethod` loads. */
  async function loadFamily(adyenType: string): Promise<ElementClass[] | undefined> {
    const row = family(adyenType);
    return row && loadElements(row);
  }

  /** Loads whatever is known of a method. */
  async function loadAny(adyenType: string): Promise<void> {
    await ((await loadFamily(adyenType)) ?? loadMethod(adyenType));
  }

  return { loadMethod, loadFamily, loadAny };
}

export const { loadMethod, loadFamily, loadAny } = createLoaders(catalogue);
