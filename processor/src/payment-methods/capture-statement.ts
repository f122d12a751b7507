import type { CaptureStatement, Config } from '../config/config.ts';
import { catalogue, type Catalogue } from './catalogue.ts';
import { separateCaptureOf } from './captured-by-adyen.ts';

/** What a payment is to be made with, as far as the request tells. */
interface Chosen {
  /** Adyen's type, e.g. `scheme`. */
  readonly type: string;
  /** Of a card whose brand the browser has recognised, e.g. `visa`. */
  readonly brand?: string | undefined;
}

/**
 * How Adyen is asked to capture a payment, so that the merchant account's own setting does not decide. A method that the
 * catalogue does not have is captured with its authorisation.
 * @returns `undefined` where nothing is stated: for methods that know no capture of their own, and for `account`
 */
export const captureStatement = (
  { type, brand }: Chosen,
  { adyen: { capture }, paymentMethodsConfig }: CaptureConfig,
  methods: Catalogue = catalogue,
): CaptureStatement | undefined => {
  if (capture === 'account') return undefined;
  const configured = [brand, type].map((name) => separateCaptureOf(name, paymentMethodsConfig));
  const isSeparate = configured.find((one) => one !== undefined);
  const rows = [methods.of(brand), methods.of(type)];
  const { capturedAtOnce } = rows.find(({ captureIsKnown }) => captureIsKnown) ?? {
    capturedAtOnce: undefined,
  };
  if (isSeparate === true || (isSeparate === undefined && capturedAtOnce === false)) return capture;
  return capturedAtOnce === true ? undefined : 'immediate';
};

type CaptureConfig = Pick<Config, 'paymentMethodsConfig'> & {
  readonly adyen: Pick<Config['adyen'], 'capture'>;
};
