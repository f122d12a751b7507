import { unknownPayment, unprocessable } from '../errors.ts';
import { check } from '../validation/check.ts';
import { applePaySessionRequest, paypalUpdateRequest } from '../validation/requests.ts';
import type { World } from '../world.ts';

/**
 * `POST /paypal/updateOrder`: the total is goods, the selected delivery and the tax together, and the goods cost no more than
 * at first; else the status is `error` and the order stays as it was.
 */
export const updatePaypalOrder = (world: World, body: unknown): Record<string, unknown> => {
  const request = check(paypalUpdateRequest, body);
  const continuation = world.continuations.find(request.paymentData);
  const payment = world.books.get(request.pspReference ?? continuation?.pspReference ?? '');
  if (!payment || payment.paidWith.type !== 'paypal') throw unknownPayment();
  const { amount } = request;
  if (!amount) throw unprocessable('100', "Required object 'amount' is not provided.");
  const original = payment.request['amount'] as { value: number; currency: string };
  const delivery = request.deliveryMethods?.find(({ selected }) => selected)?.amount?.value ?? 0;
  const goods = amount.value - delivery - (request.taxTotal?.amount?.value ?? 0);
  const fits = goods >= 0 && goods <= original.value && amount.currency === original.currency;
  if (fits && payment.state === 'started') payment.amount = { ...amount };
  const paymentData = world.continuations.issue('Ab02b4c0', {
    pspReference: payment.pspReference,
    verdict: { kind: 'authorised' },
  });
  return { paymentData, status: fits ? 'success' : 'error' };
};

/** `POST /applePay/sessions`: an opaque session for Apple's script. */
export const createApplePaySession = (body: unknown): Record<string, unknown> => {
  const { displayName, domainName, merchantIdentifier } = check(applePaySessionRequest, body);
  const session = {
    epochTimestamp: Date.now(),
    expiresAt: Date.now() + 5 * 60_000,
    merchantSessionIdentifier: `SSH${Date.now().toString(16)}`,
    merchantIdentifier,
    domainName,
    displayName,
    signature: 'sandbox',
  };
  return { data: Buffer.from(JSON.stringify(session)).toString('base64') };
};
