import type { Cart } from '@commercetools/platform-sdk';
import type { PaymentRequest } from '../adyen/requests/payment-fields.ts';
import { isRecurring } from '../adyen/requests/recurring-cart.ts';
import { METHOD_METADATA_KEY } from './learn-of-authorisation.ts';
import type { UsableMethod } from './usable-method.ts';

/**
 * A payment request that names the stored method in its metadata where its AUTHORISATION has to tell which one pays the
 * orders that follow.
 */
export const namingMethod = (
  request: PaymentRequest,
  cart: Cart,
  method: UsableMethod | undefined,
): PaymentRequest =>
  method && isRecurring(cart)
    ? { ...request, metadata: { ...request.metadata, [METHOD_METADATA_KEY]: method.id } }
    : request;
