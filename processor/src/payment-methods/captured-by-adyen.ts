import type { Config } from '../config/config.ts';
import { catalogue, unknownMethod, type Catalogue } from './catalogue.ts';
import type { PaymentMethod } from './payment-method.ts';
import { toAdyenType } from './payment-method-names.ts';

/**
 * Whether an authorisation is its capture too, so that nobody has to ask for one. A method that the catalogue does not have
 * counts as captured with its authorisation.
 * @param names what the payment was made with, the most particular first: the brand or method as a notification names it
 *   (`visa`, `svs`), then the type of the Payment's method (`scheme`, `giftcard`). Responses and notifications must give the
 *   same ones, so that both decide alike. A notification's signature does not cover its name: one that contradicts the
 *   Payment's method does not count
 * @param paymentMethodsConfig what the merchant says overrides the catalogue: brands on immediate capture have
 *   `supportSeparateCapture: false`. The first name with an entry decides
 */
export const isCapturedByAdyen = (
  names: readonly (string | undefined)[],
  paymentMethodsConfig: Config['paymentMethodsConfig'],
  methods: Catalogue = catalogue,
): boolean => {
  const candidates = namesOf(methods, names[0], names.at(-1));
  const configured = candidates.map((name) => separateCaptureOf(name, paymentMethodsConfig)).find(isDefined);
  if (configured !== undefined) return !configured;
  if (candidates.length === 0) return false;
  return (candidates.map((name) => known(methods, name)).find(isDefined) ?? unknownMethod).capturedAtOnce;
};

/** Every name that says something of the payment, the most particular first. */
const namesOf = (
  methods: Catalogue,
  notified: string | undefined,
  ofPayment: string | undefined,
): string[] => {
  const types = ofPayment === undefined ? [] : [ofPayment, toAdyenType(ofPayment, methods)];
  return notified === undefined || contradicts(methods, notified, types.at(-1))
    ? types
    : [notified, methods.withoutWallet(notified), ...types];
};

/** Whether both are known, and the one is neither the other nor a brand of it. */
const contradicts = (methods: Catalogue, notified: string, type: string | undefined): boolean => {
  const named = known(methods, notified);
  const own = known(methods, type);
  const isBrand = named?.brandOf !== undefined && named.brandOf === own?.brands;
  return named !== undefined && own !== undefined && named !== own && !isBrand;
};

/** What is known of how a method is captured. */
const known = (methods: Catalogue, name: string | undefined): PaymentMethod | undefined => {
  const row = methods.of(name);
  return row.captureIsKnown ? row : undefined;
};

/** What the merchant says of a name; `undefined` without an entry. */
export const separateCaptureOf = (
  name: string | undefined,
  paymentMethodsConfig: Config['paymentMethodsConfig'],
): boolean | undefined =>
  name !== undefined && Object.hasOwn(paymentMethodsConfig, name)
    ? paymentMethodsConfig[name]?.supportSeparateCapture
    : undefined;

const isDefined = <T>(value: T | undefined): value is T => value !== undefined;
