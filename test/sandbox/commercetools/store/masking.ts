/** What a token reads where it is not shown. */
const MASK = '****';

interface WithToken {
  readonly token?: { readonly value: string };
  readonly paymentMethodInfo?: { readonly token?: { readonly value: string } };
}

/**
 * The resource as reference expansion embeds it: tokens of Payments and PaymentMethods are "masked in referenced Payments
 * and PaymentMethods embedded through Reference Expansion", and shown when these are read themselves.
 */
export function masked(typeId: string, resource: object): object {
  const { token, paymentMethodInfo } = resource as WithToken;
  if (typeId === 'payment-method' && token) return { ...resource, token: { value: MASK } };
  if (typeId !== 'payment' || !paymentMethodInfo?.token) return resource;
  return { ...resource, paymentMethodInfo: { ...paymentMethodInfo, token: { value: MASK } } };
}
