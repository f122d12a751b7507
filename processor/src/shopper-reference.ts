import type { Cart, PaymentMethod } from '@commercetools/platform-sdk';

/** Who stores and uses a payment method: a customer, as a private person or for a business unit. */
export interface MethodHolder {
  readonly customerId: string;
  readonly businessUnitKey: string | undefined;
}

/** Ids and keys of commercetools have no dot. */
const SEPARATOR = '.';

/**
 * Adyen's name of a holder: the commercetools ids, which say nothing about the person. What a customer stores for a business
 * unit has a reference of its own, so that Adyen's tokens of the two are never the same.
 */
export const referenceOf = ({ customerId, businessUnitKey }: MethodHolder): string =>
  businessUnitKey === undefined ? customerId : `${customerId}${SEPARATOR}${businessUnitKey}`;

/** Whom such a reference names. */
export const holderOf = (reference: string): MethodHolder => {
  const [customerId = '', ...rest] = reference.split(SEPARATOR);
  return { customerId, businessUnitKey: rest.length === 0 ? undefined : rest.join(SEPARATOR) };
};

/**
 * Adyen's name of a cart's holder. `undefined` for guests, and for what Adyen takes as no reference (3 to 256 characters):
 * nothing can be stored for them.
 */
export const customerReferenceOf = ({
  customerId,
  businessUnit,
}: Pick<Cart, 'customerId' | 'businessUnit'>): string | undefined => {
  if (customerId === undefined) return undefined;
  const reference = referenceOf({ customerId, businessUnitKey: businessUnit?.key });
  return reference.length >= 3 && reference.length <= 256 ? reference : undefined;
};

/** Whether the method is held by whom the reference names: a business unit's method is none of the customer's own. */
export const isHeldBy = (
  { customer, businessUnit }: Pick<PaymentMethod, 'customer' | 'businessUnit'>,
  reference: string,
): boolean => {
  const { customerId, businessUnitKey } = holderOf(reference);
  return customer?.id === customerId && businessUnit?.key === businessUnitKey;
};
