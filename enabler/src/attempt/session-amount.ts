import type { Host } from '../host.ts';
import { catalogue, type Catalogue } from '../method-catalogue/catalogue.ts';
import type { AdyenAmount } from '../processor-client.ts';
import { toAdyenAmount } from './money.ts';

/**
 * The amount of the session's cart for display, in Adyen's minor units; what is charged is the processor's to say.
 *
 * @param adyenTypes the methods to be shown: the processor is asked only if one of them needs the amount
 */
export async function sessionAmount(
  host: Host,
  adyenTypes: readonly string[],
  { facts }: Catalogue = catalogue,
): Promise<AdyenAmount | undefined> {
  const told = host.methods.amount ?? host.config.amount;
  if (told || !adyenTypes.some((type) => facts(type).amount !== undefined)) return told;
  return host.client.expressPaymentData().then(
    ({ totalPrice }) => toAdyenAmount(totalPrice),
    () => undefined,
  );
}

/**
 * What a method is told of the amount where the processor tells none: a wallet's sheet opens with zero, in the currency that the
 * page has named. Other methods do without, since to them zero means that a card is to be stored.
 */
export function amountInstead(
  { options }: Host,
  adyenType: string,
  { facts }: Catalogue = catalogue,
): { amount?: AdyenAmount } {
  const { currencyCode } = options;
  return currencyCode !== undefined && facts(adyenType).amount === 'sheet'
    ? { amount: { currency: currencyCode, value: 0 } }
    : {};
}

/** Methods that cannot be shown where no amount is known: they would open with a wrong one, or compare with it. */
export function uselessWithoutAmount(host: Host, from: Catalogue = catalogue): string[] {
  return from.rows
    .flatMap((row) => ('types' in row && ['sheet', 'balance'].includes(row.amount ?? '') ? row.types : []))
    .filter((type) => amountInstead(host, type, from).amount === undefined);
}
