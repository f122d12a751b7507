import type { PaymentAction } from '../processor-client.ts';
import type { AdyenElement } from './element.ts';

/** Kinds of actions that adyen-web shows whatever the method, and what it needs for them. */
const ofAnyMethod = new Map<string, (action: PaymentAction) => boolean>([
  ['redirect', ({ url, method }) => Boolean(url && method)],
  ['threeDS2', ({ subtype }) => subtype === 'fingerprint' || subtype === 'challenge'],
]);
/** Kinds that the method's own class shows. */
const ofTheMethod = new Set(['await', 'bankTransfer', 'qrCode', 'sdk', 'voucher']);

/**
 * Whether adyen-web shows the shopper something for an action. It takes a redirect for every method that it does not know,
 * and a redirect without an address is the method's button once more.
 */
export function canShow({ core }: AdyenElement, action: PaymentAction): boolean {
  const { type, paymentMethodType = '' } = action;
  if (!ofTheMethod.has(type)) return ofAnyMethod.get(type)?.(action) ?? false;
  const redirect = core.getComponent('redirect');
  const shown = core.getComponent(paymentMethodType);
  return shown !== undefined && shown !== redirect && !(redirect && shown.prototype instanceof redirect);
}
