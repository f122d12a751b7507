import type { Texts } from '../messages/texts.ts';
import { pause } from '../pause.ts';
import type { Surface } from '../ui/surface.ts';
import type { Popup } from './popup.ts';

interface BankWindow {
  popup: Popup;
  paymentReference: string;
  texts: Texts;
  surface: Surface | undefined;
  /** Answers as soon as the payment has an end. */
  ask: () => Promise<unknown>;
  signal: AbortSignal;
}

const lookEveryMs = 300;
/** The processor is asked less often than the window is looked at. */
const askEveryLooks = 8;

/**
 * Waits beside a bank's page in a window of its own. Fulfilled when the shopper has left it: came back to the shop,
 * closed the window, gave up on this page, or when the payment has ended meanwhile. The window is closed by then.
 */
export async function whenBankWindowLeft(bank: BankWindow): Promise<void> {
  const { popup, surface, texts, signal } = bank;
  surface?.show('info', texts.windowOpen, [
    { label: texts.windowShow, onClick: () => popup.focus() },
    { label: texts.windowCancel, onClick: () => popup.close() },
  ]);
  for (
    let looks = 1;
    !signal.aborted && !popup.closed && !popup.hasReturned(bank.paymentReference);
    looks++
  ) {
    if (looks % askEveryLooks === 0 && (await bank.ask()) !== undefined) break;
    await pause(lookEveryMs, signal);
  }
  popup.close();
}
