import type { PaymentMethod, PaymentMethodUpdateAction } from '@commercetools/platform-sdk';
import { tokenKey } from '../commercetools/payment-methods.ts';
import type { MerchantAccount } from '../identifiers.ts';
import type { PaymentDependencies } from '../use-case.ts';
import type { TokenAtAdyen } from './adyen-details.ts';
import { detailsOfCustomFields, isSameCard } from './method-details.ts';
import { addToHistory } from './token-history.ts';
import { isActive } from './usable-method.ts';

/** What commercetools and Adyen have of a shopper in one merchant account. */
interface ShoppersMethods {
  readonly shopperReference: string;
  readonly merchantAccount: MerchantAccount;
  /** All that Adyen lists for the shopper. */
  readonly tokens: ReadonlyMap<string, TokenAtAdyen>;
  readonly methods: readonly PaymentMethod[];
}

/**
 * A card that got a new token at Adyen has two payment methods, since commercetools cannot change a token. The new one takes over
 * the default, the name and the details of the one whose token Adyen no longer lists; then that one is removed. A failure is logged,
 * and leaves both until the next time.
 * @returns the methods as they are then
 */
export const replaceDeadMethods = async (
  deps: PaymentDependencies,
  given: ShoppersMethods,
): Promise<readonly PaymentMethod[]> => {
  let methods = given.methods;
  for (const dead of given.methods) {
    const successor = successorOf(dead, { ...given, methods });
    if (!successor) continue;
    try {
      const replaced = await replace(deps, given, { dead, successor });
      methods = methods
        .filter((method) => method !== dead)
        .map((method) => (method === successor ? replaced : method));
    } catch (error) {
      deps.logger.warn('A payment method with a token that Adyen no longer has could not be replaced.', {
        error,
      });
    }
  }
  return methods;
};

/**
 * Only a method that names the merchant account can be known to be dead: a token that is not listed in one account may be in
 * another. A successor is younger, so that a token that Adyen does not list yet is none that was replaced.
 */
const successorOf = (dead: PaymentMethod, given: ShoppersMethods): PaymentMethod | undefined => {
  const { merchantAccount, tokens, methods } = given;
  const details = detailsOfCustomFields(dead.custom);
  const listed = ({ token }: PaymentMethod) => tokens.get(token?.value ?? '');
  const isHere = (method: PaymentMethod) => isActive(method) && method.interfaceAccount === merchantAccount;
  if (!isHere(dead) || listed(dead)) return undefined;
  const successors = methods.filter(
    (method) =>
      isHere(method) &&
      Date.parse(method.createdAt) > Date.parse(dead.createdAt) &&
      isSameCard(details, listed(method)?.details),
  );
  return successors.length === 1 ? successors[0] : undefined;
};

const replace = async (
  { paymentMethods, config, now, ...deps }: PaymentDependencies,
  { shopperReference, merchantAccount }: ShoppersMethods,
  { dead, successor }: { readonly dead: PaymentMethod; readonly successor: PaymentMethod },
): Promise<PaymentMethod> => {
  const replaced = await paymentMethods.update(successor, (current) => takingOver(current, dead));
  const token = dead.token?.value ?? '';
  // A late event of the old token must not bring it back.
  await addToHistory(deps, tokenKey(config, { token, merchantAccount }), {
    customerId: shopperReference,
    at: now().toISOString(),
  });
  await paymentMethods.remove(dead);
  return replaced;
};

const takingOver = (current: PaymentMethod, dead: PaymentMethod): PaymentMethodUpdateAction[] => {
  const { name, custom } = dead;
  const actions: PaymentMethodUpdateAction[] = [];
  if (dead.default && !current.default) actions.push({ action: 'setDefault', default: true });
  if (name && !current.name) actions.push({ action: 'setName', name });
  const isOfType = !current.custom || current.custom.type.id === custom?.type.id;
  const own = current.custom?.fields ?? {};
  const isMore = Object.keys(custom?.fields ?? {}).some((field) => !(field in own));
  if (custom && isOfType && isMore) {
    const { typeId, id } = custom.type;
    actions.push({
      action: 'setCustomType',
      type: { typeId, id },
      fields: { ...custom.fields, ...own },
    });
  }
  return actions;
};
