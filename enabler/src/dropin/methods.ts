import type { Host } from '../host.ts';
import { loadFamily, loadMethod } from '../methods/loaders.ts';
import type { ElementClass, Method } from '../methods/method.ts';
import type { SheetName } from '../styles/sheets.ts';

/** What the drop-in needs of the methods that it offers. */
export interface DropinMethods {
  /** By Adyen's type. */
  methods: Map<string, Method>;
  classes: ElementClass[];
  sheets: SheetName[];
}

/** Loads the methods that the processor offers, and no others. */
export async function loadDropinMethods(host: Host): Promise<DropinMethods> {
  const { paymentMethods = [], storedPaymentMethods = [] } = host.methods;
  const types = [...new Set([...paymentMethods, ...storedPaymentMethods].map(({ type }) => type))];
  const families = await Promise.all(types.map(loadFamily));
  const methods = new Map(
    await Promise.all(
      types
        .filter((_type, index) => families[index] === undefined)
        .map(async (type): Promise<[string, Method]> => [type, await loadMethod(type)]),
    ),
  );
  const others = families.flatMap((classes) => classes ?? []);
  const sheets = [...methods.values()].flatMap((method) => method.sheets ?? []);
  return {
    methods,
    classes: [...new Set([...[...methods.values()].map(({ Element }) => Element), ...others])],
    sheets: [
      ...new Set<SheetName>([
        'dropin',
        ...sheets,
        ...(others.length > 0 ? (['form', 'waiting', 'rare'] as const) : []),
      ]),
    ],
  };
}

/**
 * adyen-web's `paymentMethodsConfiguration`: what each method needs, then what the merchant configured for it.
 *
 * @param onPress `onPayButtonClick`, for methods whose own button asks first
 */
export function methodsConfiguration(
  host: Host,
  { methods }: DropinMethods,
  onPress: () => Promise<void>,
): Record<string, Record<string, unknown>> {
  const configured = host.config.paymentComponentsConfig ?? {};
  const { embedded, ...byType } = configured;
  const storesDetails = host.config.storedPaymentMethodsConfig?.isEnabled === true;
  const result: Record<string, Record<string, unknown>> = {};
  for (const [type, method] of methods) {
    result[keyOf(type)] = method.options?.({ host, type, state: {}, onPress }) ?? {};
  }
  if (storesDetails) result.card = { enableStoreDetails: true, ...result.card };

  const inDropin = (embedded?.paymentMethodsConfiguration ?? {}) as Record<string, Record<string, unknown>>;
  for (const [type, overrides] of [...Object.entries(byType), ...Object.entries(inDropin)]) {
    result[type] = { ...result[type], ...overrides };
  }
  return result;
}

/** adyen-web's configuration calls cards `card`, although their type is `scheme`. */
const keyOf = (adyenType: string): string => (adyenType === 'scheme' ? 'card' : adyenType);
