import type { Cart, Payment } from '@commercetools/platform-sdk';
import type { NotificationItem } from '../adyen/webhooks/parse.ts';
import { CARD_TYPE } from '../payment-methods/catalogue.ts';
import { customerReferenceOf, holderOf } from '../shopper-reference.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { followToken } from './follow-token.ts';
import { detailsOfAdditionalData } from './method-details.ts';
import { recordDetails } from './record-details.ts';
import { prepareRecurringOrders } from './recurring-orders.ts';

/** Under which our payment requests name the stored method that was paid with. At most 20 characters. */
export const METHOD_METADATA_KEY = 'paymentMethodId';

/** Adyen's token in the additional data of an authorisation, in its present and its older form. */
const tokenIn = (data: NotificationItem['additionalData']): string | undefined =>
  data['tokenization.storedPaymentMethodId'] ?? data['recurring.recurringDetailReference'];

/** Adyen's operations with which the shopper has stored the details; a payment with a token is none and names it all the same. */
const STORING: ReadonlySet<string | undefined> = new Set(['created', 'alreadyExisting']);

/**
 * What a successful AUTHORISATION says beyond the payment's state: the details that may be shown, and the token that was
 * stored with it. Additional data are not signed, so only a token of the Payment's own customer counts.
 * @param cart the payment's cart, where it was read already
 * @throws Fault 502 or 503 when commercetools cannot be used
 */
export const learnOfAuthorisation = async (
  deps: PaymentDependencies,
  payment: Payment,
  item: NotificationItem,
  cart: Cart | undefined,
): Promise<void> => {
  const { additionalData, paymentMethod } = item;
  await recordDetails(deps, payment, additionalData, paymentMethod);
  if (!deps.config.storedPaymentMethods.isEnabled) return;
  const paymentMethodId =
    additionalData[`metadata.${METHOD_METADATA_KEY}`] ?? (await storedMethod(deps, payment, item, cart));
  if (paymentMethodId !== undefined) await prepareRecurringOrders(deps, { payment, cart, paymentMethodId });
};

const storedMethod = async (
  deps: PaymentDependencies,
  payment: Payment,
  {
    additionalData,
    paymentMethod,
    merchantAccount,
    eventDate,
  }: Pick<NotificationItem, 'additionalData' | 'paymentMethod' | 'merchantAccount' | 'eventDate'>,
  cart: Cart | undefined,
): Promise<string | undefined> => {
  const token = tokenIn(additionalData);
  const customerId = payment.customer?.id ?? cart?.customerId;
  const shopper =
    additionalData['tokenization.shopperReference'] ??
    additionalData['recurring.shopperReference'] ??
    additionalData['shopperReference'] ??
    (cart ? customerReferenceOf(cart) : customerId);
  if (token === undefined || shopper === undefined || holderOf(shopper).customerId !== customerId)
    return undefined;
  const stored = await followToken(deps, {
    kind: STORING.has(additionalData['tokenization.store.operationType']) ? 'stored' : 'updated',
    shopperReference: shopper,
    token,
    merchantAccount,
    method: payment.paymentMethodInfo.method ?? paymentMethod ?? CARD_TYPE,
    details: detailsOfAdditionalData(additionalData, paymentMethod),
    at: eventDate,
  });
  return stored?.id;
};
