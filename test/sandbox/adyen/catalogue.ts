import { methods, type Method } from './methods.ts';

const byType = new Map(methods.map((method) => [method.type, method]));

export const methodOf = (type: string): Method | undefined => byType.get(type);

export interface MethodFilter {
  countryCode?: string | undefined;
  currency?: string | undefined;
  allowed?: string[] | undefined;
  blocked?: string[] | undefined;
}

const admits = (list: string[] | undefined, value: string | undefined): boolean =>
  !list || value === undefined || list.includes(value);

/** A merchant names a whole method by its type, or single brands of it. */
const restricted = (method: Method, allowed: string[], blocked: string[]): Method | undefined => {
  if (blocked.includes(method.type)) return undefined;
  const whole = allowed.length === 0 || allowed.includes(method.type);
  const brands = method.brands?.filter(
    (brand) => (whole || allowed.includes(brand)) && !blocked.includes(brand),
  );
  if (!brands) return whole ? method : undefined;
  return brands.length > 0 ? { ...method, brands } : undefined;
};

/** The methods offered to a shopper, in the order in which they are shown. */
export const offered = ({ countryCode, currency, allowed = [], blocked = [] }: MethodFilter): Method[] =>
  methods
    .filter(
      (method) =>
        !method.unlisted &&
        (!method.countries || (countryCode !== undefined && method.countries.includes(countryCode))) &&
        admits(method.currencies, currency),
    )
    .flatMap((method) => restricted(method, allowed, blocked) ?? []);
