import type { Texts } from '../messages/texts.ts';
import { pause } from '../pause.ts';
import type { Surface } from '../ui/surface.ts';
import type { Popup } from './popup.ts';

interface BankWindowSetting {
  popup: Popup;
  texts: Texts;
  surface: Surface | undefined;
  signal: AbortSignal;
}

const lookEveryMs = 300;
/** The processor is asked less often than the window is looked at. */
const askEveryLooks = 8;

/** Waits beside a bank's page in a window of its own. */
export class BankWindow {
  readonly #setting: BankWindowSetting;

  constructor(setting: BankWindowSetting) {
    this.#setting = setting;
  }

  /**
   * Fulfilled when the shopper has left the bank's page: came back to the shop, closed the window, gave up here, or
   * when the payment has ended meanwhile. The window is closed by then.
   *
   * @param ask answers as soon as the payment has an end
   */
  async whenLeft(paymentReference: string, ask: () => Promise<unknown>): Promise<void> {
    const { popup, surface, texts, signal } = this.#setting;
    surface?.show('info', texts.windowOpen, [
      { label: texts.windowShow, onClick: () => popup.focus() },
      { label: texts.windowCancel, onClick: () => popup.close() },
    ]);
    for (let looks = 1; !signal.aborted && !popup.closed && !popup.hasReturned(paymentReference); looks++) {
      if (looks % askEveryLooks === 0 && (await ask()) !== undefined) break;
      await pause(lookEveryMs, signal);
    }
    popup.close();
  }
}
