import type { Texts } from '../messages/texts.ts';
import type { Surface } from '../ui/surface.ts';
import { whenBankWindowLeft } from './bank-window.ts';
import type { Popup, RedirectTarget } from './popup.ts';

/** The payment that the shopper is at the bank for. */
export interface BankPayment {
  readonly paymentReference: string | undefined;
  /** Whether it has an end. */
  hasEnded: (signal: AbortSignal) => Promise<boolean>;
}

interface BankVisitSetting {
  texts: Texts;
  surface: () => Surface | undefined;
}

/** The shopper's way to a bank's page and back to this one; a way that ends on another page is no business of this one. */
export class BankVisit {
  readonly #setting: BankVisitSetting;
  #signal = AbortSignal.abort();
  #onRestored: (() => void) | undefined;

  constructor(setting: BankVisitSetting) {
    this.#setting = setting;
  }

  /** From now on the shopper may come back to the page as it was left. */
  begin(signal: AbortSignal): void {
    this.#signal = signal;
    window.addEventListener('pageshow', this.#pageShown);
    const stop = (): void => window.removeEventListener('pageshow', this.#pageShown);
    signal.addEventListener('abort', stop, { once: true });
  }

  /**
   * The shopper leaves this page.
   *
   * @param onRestored called if they come back to it as it was left
   */
  leave(onRestored: () => void): void {
    this.#onRestored = onRestored;
  }

  /**
   * The shopper goes to the bank in a window of its own. Fulfilled when they have left it.
   *
   * @returns what kept the window from the bank's page, if anything did
   */
  async visit(payment: BankPayment, popup: Popup, target: RedirectTarget): Promise<unknown> {
    // Closed while the response was waited for: there is no bank's page to wait for.
    if (popup.closed) return undefined;
    const { texts, surface } = this.#setting;
    const signal = this.#signal;
    try {
      popup.go(target);
      await whenBankWindowLeft({
        popup,
        texts,
        surface: surface(),
        signal,
        paymentReference: payment.paymentReference ?? '',
        hasEnded: () => payment.hasEnded(signal),
      });
      return undefined;
    } catch (cause) {
      popup.close();
      return cause;
    }
  }

  /** The back button of a bank's page was used, and the browser shows this page as it was left. */
  readonly #pageShown = (event: PageTransitionEvent): void => {
    if (!event.persisted) return;
    this.#onRestored?.();
    this.#onRestored = undefined;
  };
}
