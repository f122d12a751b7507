import type { AdyenElement } from './element.ts';

/** Kinds of actions that adyen-web shows whatever the method. */
const ofAnyMethod = new Set(['redirect', 'threeDS2']);
/** Kinds that the method's own class shows. */
const ofTheMethod = new Set(['await', 'bankTransfer', 'qrCode', 'sdk', 'voucher']);

/**
 * Whether adyen-web shows the shopper something for an action. It takes a redirect for every method that it does not know,
 * and a redirect without an address is the method's button once more.
 */
export function canShow(
  { core }: AdyenElement,
  { type, paymentMethodType = '' }: { type: string; paymentMethodType?: string },
): boolean {
  if (!ofTheMethod.has(type)) return ofAnyMethod.has(type);
  const redirect = core.getComponent('redirect');
  const shown = core.getComponent(paymentMethodType);
  return shown !== undefined && shown !== redirect && !(redirect && shown.prototype instanceof redirect);
}
