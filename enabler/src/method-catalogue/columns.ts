import { catalogue } from './catalogue.ts';
import type { CatalogueRow } from './row.ts';

/** What the documentation says of a payment method in the enabler. */
export interface EnablerColumns {
  /** Checkout's name of the component; `undefined` if only the drop-in offers the method. */
  component: string | undefined;
  /** Adyen's types; those of a family may hold a `*`. */
  types: string[];
  leavesPage: boolean;
  hasOwnButton: boolean;
}

/** The catalogue as a table, families last. */
export function enablerColumns(rows: readonly CatalogueRow[] = catalogue.rows): EnablerColumns[] {
  return rows.map((row) => ({
    component: 'component' in row ? row.component : undefined,
    types: 'types' in row ? [...row.types] : patternsOf(row.family),
    leavesPage: row.leavesPage,
    hasOwnButton: row.hasOwnButton === true,
  }));
}

/** The alternatives of a family: `/^(ach|upi.*)$/` are `ach` and `upi*`. */
function patternsOf({ source }: RegExp): string[] {
  return source
    .replace(/\(\?![^)]*\)/g, '')
    .replace(/[\^()]/g, '')
    .split('|')
    .map((type) =>
      (source.endsWith('$') ? type.replace('$', '') : `${type}.*`).replace(/(\.|\\w)[+*]/g, '*'),
    );
}
