import type { AdyenWeb } from '../adyen/core.ts';
import type { Host } from '../host.ts';
import type { AdyenAmount } from '../processor-client.ts';

/** Has forms show another amount: those of the same adyen-web at once, and those that builders make from now on. */
export function showAmount(host: Host, { core }: AdyenWeb, amount: AdyenAmount): void {
  host.methods = { ...host.methods, amount };
  // A full update would make the other forms anew, without what the shopper has typed.
  void core.update({ amount }, { shouldReinitializeCheckout: false });
}
