import type { TokenizationEvent } from '../adyen/webhooks/tokenization.ts';
import { otherOrigin } from '../config/own-events.ts';
import { tokenKey } from '../commercetools/payment-methods.ts';
import { CARD_TYPE } from '../payment-methods/catalogue.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { keepToken } from './keep-token.ts';
import { prepareRecurringOrders } from './recurring-orders.ts';
import { rememberRemoval } from './removed-methods.ts';

/**
 * Applies what a tokenization webhook says. Returns only when it is stored; what is not ours is acknowledged. Shoppers are
 * named by their customer's id; a name that another system of the merchant gave is nobody's in commercetools.
 * @throws Fault 5xx when it could not be stored: Adyen then delivers it again
 */
export const applyTokenEvent = async (deps: PaymentDependencies, event: TokenizationEvent): Promise<void> => {
  const { kind, eventId, merchantAccount } = event;
  const { storedPaymentMethods } = deps.config;
  const other = otherOrigin(deps.config, event);
  if (other !== undefined || !storedPaymentMethods.isEnabled) {
    deps.logger.info('A tokenization event that does not concern the connector was acknowledged.', {
      kind,
      eventId,
      merchantAccount,
      other,
    });
    return;
  }
  if (kind === 'disabled') await forget(deps, event);
  else await keep(deps, event);
};

const keep = async (deps: PaymentDependencies, event: TokenizationEvent): Promise<void> => {
  const payment = await deps.payments.findByPspReference(event.eventId);
  const method = await keepToken(deps, {
    customerId: event.shopperReference,
    token: event.storedPaymentMethodId,
    merchantAccount: event.merchantAccount,
    method:
      event.paymentMethod === '' ? (payment?.paymentMethodInfo.method ?? CARD_TYPE) : event.paymentMethod,
    at: event.createdAt,
    refresh: event.kind !== 'created',
  });
  // Adyen stores the details of authorised payments only, so this one is.
  if (method && payment && event.kind !== 'updated') {
    await prepareRecurringOrders(deps, { payment, cart: undefined, paymentMethodId: method.id });
  }
};

const forget = async (deps: PaymentDependencies, event: TokenizationEvent): Promise<void> => {
  const { shopperReference: customerId, storedPaymentMethodId, merchantAccount, createdAt } = event;
  const token = { token: storedPaymentMethodId, merchantAccount };
  await rememberRemoval(deps, tokenKey(deps.config, token), { customerId, at: createdAt });
  const method = await deps.paymentMethods.findByToken(customerId, token);
  if (method) await deps.paymentMethods.remove(method);
};
