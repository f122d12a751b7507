import type { PaymentMethod } from '@commercetools/platform-sdk';
import type { PaymentMethodsAnswer } from '../adyen/responses.ts';
import type { MerchantAccount } from '../identifiers.ts';
import type { PaymentDependencies } from '../use-case.ts';
import type { TokenAtAdyen } from './adyen-details.ts';
import { importTokens } from './import-tokens.ts';
import { detailsOfAdyen } from './method-details.ts';
import { isActive, isOfAccount } from './usable-method.ts';

type Stored = PaymentMethodsAnswer['storedPaymentMethods'];

/** What binds a stored method to the card schemes is for Adyen only. */
const SECRET = new Set(['networkTxReference', 'storedPaymentMethodId', 'recurringDetailReference']);

/**
 * A merchant account's stored methods, as Adyen lists them, under commercetools' ids; Adyen's tokens do not leave the processor. Methods that commercetools
 * does not know are imported; those it cannot have are left out. When commercetools cannot be asked there are none: the shopper can
 * still pay otherwise.
 */
export const withOwnIds = async (
  deps: PaymentDependencies,
  reference: string,
  merchantAccount: MerchantAccount,
  stored: Stored,
): Promise<Stored> => {
  if (stored.length === 0) return [];
  try {
    const known = await deps.paymentMethods.ofHolder(reference);
    const tokens = new Map(stored.map((method) => [method.id, tokenOf(method)]));
    const imported = await importTokens(deps, {
      shopperReference: reference,
      merchantAccount,
      known,
      tokens,
    });
    return underIds(
      stored,
      [...known, ...imported].filter(
        (method) => isActive(method) && isOfAccount(deps.config, method, merchantAccount),
      ),
    );
  } catch (error) {
    deps.logger.error('The stored payment methods of a customer could not be read.', { error });
    return [];
  }
};

const underIds = (stored: Stored, own: readonly PaymentMethod[]): Stored => {
  const ids = new Map(own.map(({ id, token }) => [token?.value, id]));
  return stored.flatMap((method) => {
    const id = ids.get(method.id);
    if (id === undefined) return [];
    const shown = Object.entries(method).filter(([name]) => !SECRET.has(name));
    return [{ ...Object.fromEntries(shown), id }];
  });
};

const tokenOf = ({ type, brand, ...others }: Stored[number]): TokenAtAdyen => {
  const text = (name: string) => (typeof others[name] === 'string' ? others[name] : undefined);
  return {
    type,
    details: detailsOfAdyen({
      brand,
      lastFour: text('lastFour'),
      expiryMonth: text('expiryMonth'),
      expiryYear: text('expiryYear'),
      iban: text('iban'),
    }),
  };
};
