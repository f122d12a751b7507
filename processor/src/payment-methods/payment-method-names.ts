import { catalogue, type Catalogue } from './catalogue.ts';

/** Checkout's names of all that the enabler has a component for. */
export const checkoutNames = ({ methods }: Catalogue = catalogue): string[] =>
  methods.flatMap(({ checkoutName }) => checkoutName ?? []).toSorted();

/** Checkout's names of the wallets that can pay before the shopper has typed anything. */
export const expressNames = ({ methods }: Catalogue = catalogue): string[] =>
  methods.flatMap(({ checkoutName, isExpress }) => (isExpress ? (checkoutName ?? []) : [])).toSorted();

/** Adyen's type of a component of Checkout, e.g. `scheme` for `card`; Adyen's own types stay as they are. */
export const toAdyenType = (name: string, methods: Catalogue = catalogue): string =>
  methods.ofCheckoutName(name)?.type ?? name;

/** Checkout's name of Adyen's type, e.g. `card` for `scheme`; other types stay as they are. */
export const toCheckoutName = (type: string, methods: Catalogue = catalogue): string => {
  const usual = usualType(type, methods);
  return methods.ofType(usual)?.checkoutName ?? usual;
};

/** The type that a method usually has, where it has several. */
const usualType = (type: string, methods: Catalogue): string => {
  const row = methods.ofType(type);
  return row?.knownAs ?? row?.type ?? type;
};

/**
 * Whether a session lets this method be used.
 * @param type Adyen's type, as the shopper's browser sent it
 * @param allowed Checkout's names, Adyen's types, or both; none means that the session restricts nothing
 */
export const isAllowed = (
  type: string,
  allowed: readonly string[],
  methods: Catalogue = catalogue,
): boolean => {
  if (allowed.length === 0) return true;
  const candidates = new Set([type, usualType(type, methods)]);
  return allowed.some((name) => candidates.has(name) || candidates.has(toAdyenType(name, methods)));
};
