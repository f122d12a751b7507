import type { Payment, PaymentUpdateAction } from '@commercetools/platform-sdk';
import { extract } from './extract.ts';

/** Something that Adyen and the connector said to each other about a Payment. */
export interface Interaction {
  /** The same for the same event, which is kept once. */
  readonly id: string;
  /** The operation at Adyen, or `notification`. */
  readonly type: string;
  readonly request?: object | undefined;
  readonly response?: object | undefined;
}

/** The predefined type of commercetools' payments SDK, named here: importing it would more than double the start. */
const TYPE = 'commercetools-checkout-payment-interface-interaction';

/** commercetools has no way to remove one, and a Payment is read often: what comes after these is not kept. */
const MAX_INTERACTIONS = 50;

/** The update that adds what the Payment does not hold yet. */
export const interactionActions = (
  payment: Payment,
  interactions: readonly Interaction[],
  now: Date,
): PaymentUpdateAction[] => {
  const known = new Set(
    payment.interfaceInteractions.map(({ fields }) => fields['interactionId'] as string | undefined),
  );
  const room = Math.max(0, MAX_INTERACTIONS - payment.interfaceInteractions.length);
  return interactions
    .filter(({ id }, index) => !known.has(id) && interactions.findIndex((other) => other.id === id) === index)
    .slice(0, room)
    .map(({ id, type, request, response }) => ({
      action: 'addInterfaceInteraction',
      type: { typeId: 'type', key: TYPE },
      fields: {
        interactionId: id,
        createdAt: now.toISOString(),
        type,
        ...(request && { request: extract(request) }),
        ...(response && { response: extract(response) }),
      },
    }));
};
