import type { Config } from '../config/config.ts';
import { factsOf, withoutWallet } from './method-facts.ts';
import { toAdyenType } from './payment-method-names.ts';

/**
 * Whether an authorisation is its capture too, so that nobody has to ask for one. A method that the table does not have
 * counts as captured with its authorisation.
 * @param names what the payment was made with, the most particular first: the brand or method as a notification names it
 *   (`visa`, `svs`), then the type of the Payment's method (`scheme`, `giftcard`). Responses and notifications must give the
 *   same ones, so that both decide alike. A notification's signature does not cover its name: one that contradicts the
 *   Payment's method does not count
 * @param paymentMethodsConfig what the merchant says overrides the table: brands on immediate capture have
 *   `supportSeparateCapture: false`. The first name with an entry decides
 */
export const isCapturedByAdyen = (
  names: readonly (string | undefined)[],
  paymentMethodsConfig: Config['paymentMethodsConfig'],
): boolean => {
  const candidates = namesOf(names[0], names.at(-1));
  const configured = candidates.map((name) => separateCaptureOf(name, paymentMethodsConfig)).find(isDefined);
  if (configured !== undefined) return !configured;
  return candidates.map(factsOf).find(isDefined)?.capturedAtOnce ?? candidates.length > 0;
};

/** Every name that says something of the payment, the most particular first. */
const namesOf = (notified: string | undefined, ofPayment: string | undefined): string[] => {
  const types = ofPayment === undefined ? [] : [ofPayment, toAdyenType(ofPayment)];
  return notified === undefined || contradicts(notified, types.at(-1))
    ? types
    : [notified, withoutWallet(notified), ...types];
};

/** Whether both are known, and the one is neither the other nor a brand of it. */
const contradicts = (notified: string, type: string | undefined): boolean => {
  const named = factsOf(notified);
  const own = type === undefined ? undefined : factsOf(type);
  const isBrand = named?.brandOf !== undefined && named.brandOf === own?.brands;
  return named !== undefined && own !== undefined && named !== own && !isBrand;
};

const separateCaptureOf = (
  name: string,
  paymentMethodsConfig: Config['paymentMethodsConfig'],
): boolean | undefined =>
  Object.hasOwn(paymentMethodsConfig, name) ? paymentMethodsConfig[name]?.supportSeparateCapture : undefined;

const isDefined = <T>(value: T | undefined): value is T => value !== undefined;
