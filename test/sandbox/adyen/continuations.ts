import type { CardVerdict } from './cards.ts';
import { newToken } from './references.ts';

/** What a value that travels through the shopper's browser stands for. */
export interface Continuation {
  pspReference: string;
  /** The decision it brings; absent: that of the payment itself, or a step on the way to one. */
  verdict?: CardVerdict;
  /** 3-D Secure 2: what the shopper has been through. */
  step?: 'fingerprint' | 'challenge' | 'authenticated';
}

/** The opaque values (redirectResult, payload, threeDSResult, paymentData) that are in shoppers' browsers. */
export class Continuations {
  readonly #byToken = new Map<string, Continuation>();

  issue(prefix: string, continuation: Continuation): string {
    const token = newToken(prefix);
    this.#byToken.set(token, continuation);
    return token;
  }

  /** Makes a value of somebody else's choice, such as a PayPal order id, mean something. */
  bind(token: string, continuation: Continuation): void {
    this.#byToken.set(token, continuation);
  }

  find(token: string | undefined): Continuation | undefined {
    return token === undefined ? undefined : this.#byToken.get(token);
  }

  clear(): void {
    this.#byToken.clear();
  }
}
