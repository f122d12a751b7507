import { families } from './families.ts';
import { methods, unknownMethod, type ComponentType } from './methods.ts';
import type { CatalogueRow, FamilyRow, MethodRow } from './row.ts';

export type Catalogue = ReturnType<typeof createCatalogue>;

/** The questions that the enabler and its build have about payment methods, answered from rows. */
export function createCatalogue(rows: readonly CatalogueRow[]) {
  const methodRows = rows.filter((row): row is MethodRow => 'types' in row);
  const familyRows = rows.filter((row): row is FamilyRow => 'family' in row);

  const method = (adyenType: string): MethodRow | undefined =>
    methodRows.find(({ types }) => types.includes(adyenType));
  const family = (adyenType: string): FamilyRow | undefined =>
    method(adyenType) ? undefined : familyRows.find((row) => row.family.test(adyenType));
  const component = (name: string): MethodRow | undefined => methodRows.find((row) => row.component === name);
  const facts = (adyenType: string): CatalogueRow => method(adyenType) ?? family(adyenType) ?? unknownMethod;

  /** Checkout's name of an Adyen payment method type; Adyen's own where Checkout has none. */
  const checkoutTypeOf = (adyenType: string): string => method(adyenType)?.component ?? adyenType;

  return {
    rows,
    method,
    family,
    /** What is known of a method, if only that it is a redirect. */
    facts,
    /** The names of all components. */
    componentTypes: methodRows.flatMap((row) => row.component ?? []) as ComponentType[],
    /** Adyen's payment method type of a component. */
    adyenTypeOf: (name: ComponentType): string => component(name)?.types[0] ?? name,
    checkoutTypeOf,
    /** Whether two of Adyen's types name one method; one that is not known may be any. */
    isSameMethod: (type: string | undefined, other: string): boolean =>
      type === undefined || checkoutTypeOf(type) === checkoutTypeOf(other),
    /** Whether a method of Adyen's pays with a balance of its own, and may leave something to pay. */
    isGiftCard: (adyenType: string): boolean => facts(adyenType).isGiftCard === true,
    /** Whether the page may have the method, by Checkout's name or Adyen's, pay by `submit`. */
    hasSubmit: (type: string): boolean => (component(type) ?? facts(type)).hasOwnButton !== true,
    /** Whether paying with a method leads to another page. */
    isRedirecting: (adyenType: string): boolean => facts(adyenType).leavesPage,
  };
}

export const catalogue = createCatalogue([...methods, ...families]);
