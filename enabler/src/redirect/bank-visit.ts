import type { Texts } from '../messages/texts.ts';
import type { Attempt } from '../attempt/attempt.ts';
import type { Outcome } from '../attempt/outcome.ts';
import type { Surface } from '../ui/surface.ts';
import { whenBankWindowLeft } from './bank-window.ts';
import type { Popup, RedirectTarget } from './popup.ts';

interface BankVisitSetting {
  texts: Texts;
  surface: () => Surface | undefined;
  /** The shopper is back: what the processor says became of the attempt, and why they never came to the bank. */
  conclude: (attempt: Attempt, outcome: Outcome, fault?: unknown) => void;
}

/** The shopper's way to a bank's page and back to this one; a way that ends on another page is no business of this one. */
export class BankVisit {
  readonly #setting: BankVisitSetting;
  #attempt: Attempt | undefined;
  #signal = AbortSignal.abort();

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

  /** The shopper leaves this page. */
  leave(attempt: Attempt): void {
    this.#attempt = attempt;
  }

  /** The shopper goes to the bank in a window of its own. */
  async visit(attempt: Attempt, popup: Popup, target: RedirectTarget): Promise<void> {
    const { texts, surface, conclude } = this.#setting;
    const signal = this.#signal;
    let fault: unknown;
    // Closed while the answer was waited for: there is no bank's page to wait for.
    if (!popup.closed) {
      try {
        popup.go(target);
        await whenBankWindowLeft({
          popup,
          texts,
          surface: surface(),
          signal,
          paymentReference: attempt.paymentReference ?? '',
          hasEnded: async () => (await attempt.outcome(1, signal)).state === 'ended',
        });
      } catch (error) {
        fault = error;
        popup.close();
      }
    }
    const isGone = (): boolean => signal.aborted;
    if (isGone()) return;
    surface()?.show('info', texts.confirming);
    const outcome = await attempt.outcome(fault === undefined ? 3 : 1, signal);
    if (isGone()) return;
    surface()?.clear();
    conclude(attempt, outcome, fault);
  }

  /** The back button of a bank's page was used, and the browser shows this page as it was left. */
  readonly #pageShown = (event: PageTransitionEvent): void => {
    const attempt = this.#attempt;
    if (!event.persisted || !attempt || attempt.ended) return;
    this.#attempt = undefined;
    void attempt.outcome(2, this.#signal).then((outcome) => {
      this.#setting.conclude(attempt, outcome);
    });
  };
}
