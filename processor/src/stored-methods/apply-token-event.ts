import type { TokenizationEvent } from '../adyen/webhooks/tokenization.ts';
import { otherOrigin } from '../config/own-events.ts';
import { CARD_TYPE } from '../payment-methods/catalogue.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { followToken, type TokenChange } from './follow-token.ts';
import { prepareRecurringOrders } from './recurring-orders.ts';

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
  const payment = kind === 'disabled' ? undefined : await deps.payments.findByPspReference(eventId);
  const method = await followToken(deps, {
    kind: CHANGES[kind],
    shopperReference: event.shopperReference,
    token: event.storedPaymentMethodId,
    merchantAccount,
    method:
      event.paymentMethod === '' ? (payment?.paymentMethodInfo.method ?? CARD_TYPE) : event.paymentMethod,
    at: timeOf(deps, event),
    refresh: kind === 'alreadyExisting' || kind === 'updated',
  });
  // Adyen stores the details of authorised payments only, so this one is.
  if (method && payment && kind !== 'updated') {
    await prepareRecurringOrders(deps, { payment, cart: undefined, paymentMethodId: method.id });
  }
};

const CHANGES = {
  created: 'stored',
  alreadyExisting: 'stored',
  updated: 'updated',
  disabled: 'disabled',
} as const satisfies Record<TokenizationEvent['kind'], TokenChange['kind']>;

/** A token that Adyen disabled at a time it does not say is gone now; anything else without a time changes no removal. */
const timeOf = ({ now }: PaymentDependencies, { kind, createdAt }: TokenizationEvent): string =>
  kind === 'disabled' && Date.parse(createdAt) === 0 ? now().toISOString() : createdAt;
