import { commonOptions, consentOptions } from '../adyen/common-options.ts';
import type { AdyenCallbacks } from '../adyen/element.ts';
import type { Host } from '../host.ts';
import { hasSubmit } from '../methods/facts.ts';
import { loadFamily, loadMethod } from '../methods/loaders.ts';
import type { ElementClass, Method } from '../methods/method.ts';
import { checkoutTypeOf } from '../methods/names.ts';
import { amountInstead } from '../attempt/session-amount.ts';

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

interface DropinSetting {
  host: Host;
  methods: DropinMethods;
  showPayButton: boolean;
  /** `onPayButtonClick`, for methods whose own button asks first. */
  onPress: () => Promise<void>;
  /** adyen-web's callbacks to this drop-in by Adyen's type; its methods do not take them from it but from their own options. */
  callbacks: (type: string) => AdyenCallbacks;
  /** No amount is known: what the methods are told instead. */
  withoutAmount: boolean;
}

/** adyen-web's `paymentMethodsConfiguration`: what each method needs, then what the merchant configured for it. */
export function methodsConfiguration({
  host,
  methods: { methods },
  showPayButton,
  onPress,
  callbacks,
  withoutAmount,
}: DropinSetting): Record<string, Record<string, unknown>> {
  const { embedded, ...byType } = host.config.paymentComponentsConfig ?? {};
  const inDropin = (embedded?.paymentMethodsConfiguration ?? {}) as Record<string, Record<string, unknown>>;
  const storesDetails = host.config.storedPaymentMethodsConfig?.isEnabled === true;
  const { paymentMethods = [], storedPaymentMethods = [] } = host.methods;
  const types = new Set([...paymentMethods, ...storedPaymentMethods].map(({ type }) => type));

  const result: Record<string, Record<string, unknown>> = {};
  for (const type of types) {
    const key = keyOf(type);
    result[key] = {
      ...commonOptions,
      // A wallet's sheet opens from its own button only.
      showPayButton: showPayButton || !hasSubmit(checkoutTypeOf(type)),
      // A gift card holds enough, and the page's own button was pressed: there is none to press once more.
      onRequiringConfirmation: (resolve: () => void) => resolve(),
      ...(withoutAmount ? amountInstead(host, type) : {}),
      ...(key === 'card' && storesDetails ? { enableStoreDetails: true } : {}),
      ...methods.get(type)?.options?.({ host, type, state: {}, onPress }),
      ...byType[key],
      ...inDropin[key],
      ...consentOptions(host),
      ...callbacks(type),
    };
  }
  result.storedCard = {
    ...commonOptions,
    showPayButton,
    ...byType.storedCard,
    ...inDropin.storedCard,
    ...callbacks('scheme'),
  };
  return result;
}

/** adyen-web's configuration calls cards `card`, although their type is `scheme`. */
const keyOf = (adyenType: string): string => (adyenType === 'scheme' ? 'card' : adyenType);
