import type { Host } from '../host.ts';
import { loadFamily, loadMethod } from '../methods/loaders.ts';
import type { ElementClass, Method } from '../methods/method.ts';

/** What the drop-in needs of the methods that it offers. */
export interface DropinMethods {
  /** By Adyen's type. */
  methods: Map<string, Method>;
  classes: ElementClass[];
}

/** Loads the methods that the processor offers, and no others. */
export async function loadDropinMethods(host: Host): Promise<DropinMethods> {
  const { paymentMethods = [], storedPaymentMethods = [] } = host.methods;
  const types = [...new Set([...paymentMethods, ...storedPaymentMethods].map(({ type }) => type))];
  const methods = new Map<string, Method>();
  const classes = new Set<ElementClass>();
  await Promise.all(
    types.map(async (type) => {
      const family = await loadFamily(type);
      for (const element of family ?? []) classes.add(element);
      if (family) return;
      const method = await loadMethod(type);
      methods.set(type, method);
      classes.add(method.Element);
    }),
  );
  return { methods, classes: [...classes] };
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
