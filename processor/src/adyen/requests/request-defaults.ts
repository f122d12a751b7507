import { EVERY_METHOD, type RequestDefaultsByMethod } from '../../config/read-request-defaults.ts';
import type { RequestDefaults } from '../../config/settable-fields.ts';
import { isAllowed } from '../../payment-methods/payment-method-names.ts';

/**
 * A payment request completed by what the merchant sets for its method. What the connector sends counts more than what is set
 * for the method, and that more than what is set for every method.
 * @param type Adyen's type of the method
 */
export const withRequestDefaults = <Request extends object>(
  defaults: RequestDefaultsByMethod,
  type: string,
  request: Request,
): Request => [request, ...defaultsOf(defaults, type)].reduce(completed) as Request;

/** Whether requests for a method state a pre-authorisation (`PreAuth`) or a final one (`FinalAuth`), if either. */
export const authorisationTypeOf = (defaults: RequestDefaultsByMethod, type: string): string | undefined =>
  withRequestDefaults<RequestDefaults>(defaults, type, {}).additionalData?.['authorisationType'];

/** The entries for a method, the most particular first. */
const defaultsOf = (defaults: RequestDefaultsByMethod, type: string): RequestDefaults[] => {
  const entries = Object.entries(defaults);
  return [
    ...entries.filter(([name]) => name !== EVERY_METHOD && isAllowed(type, [name])),
    ...entries.filter(([name]) => name === EVERY_METHOD),
  ].map(([, fields]) => fields);
};

/** Adds to the first object the fields that only the second has, in nested objects too. A list is taken as a whole. */
const completed = (first: object, second: object): object => {
  const own = new Map(Object.entries(first));
  for (const [key, value] of Object.entries(second) as [string, unknown][]) {
    const present: unknown = own.get(key);
    if (present === undefined) own.set(key, value);
    else if (isRecord(present) && isRecord(value)) own.set(key, completed(present, value));
  }
  return Object.fromEntries(own);
};

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
