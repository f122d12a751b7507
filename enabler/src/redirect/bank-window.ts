import type { Texts } from '../messages/texts.ts';
import { pause } from '../pause.ts';
import type { Surface } from '../ui/surface.ts';
import type { Popup } from './popup.ts';

interface BankWindow {
  popup: Popup;
  paymentReference: string;
  texts: Texts;
  surface: Surface | undefined;
  /** Whether the payment has an end. */
  hasEnded: () => Promise<boolean>;
  signal: AbortSignal;
}

const lookEveryMs = 200;
/** The processor is asked less often than the window is looked at. */
const askEveryLooks = 12;
/** How long the shopper is on this page again, beside a window that is closed, before the visit is over. */
const backMs = 2_500;
/** The same beside a window that may be open still. */
const backFromUnseenMs = 15_000;
/** How long a bank is waited for whose window cannot be seen any more. */
const unseenMs = 600_000;

/**
 * Waits beside a bank's page in a window of its own. Fulfilled when the shopper has left it: came back to the shop,
 * closed the window, gave up on this page, or when the payment has ended meanwhile. The window is closed by then, as far
 * as this page can close it.
 */
export async function whenBankWindowLeft(bank: BankWindow): Promise<void> {
  const { popup, surface, texts, signal } = bank;
  const shopper = { gaveUp: false };
  surface?.show('info', texts.windowOpen, [
    { label: texts.windowShow, onClick: () => popup.focus() },
    {
      label: texts.windowCancel,
      onClick: () => {
        shopper.gaveUp = true;
        popup.close();
      },
    },
  ]);
  const isLeft = closingWatch(popup);
  for (
    let looks = 1;
    !signal.aborted && !shopper.gaveUp && !isLeft() && !popup.hasReturned(bank.paymentReference);
    looks++
  ) {
    if (looks % askEveryLooks === 0 && (await bank.hasEnded())) break;
    await pause(lookEveryMs, signal);
  }
  popup.close();
}

/**
 * Tells whether the shopper has closed the window. One that seems closed may be open still, when the bank's page has cut
 * the tie to this one: at once, or in place of an earlier page. Then the shopper is there, and this page has no focus.
 */
function closingWatch(popup: Popup): () => boolean {
  let closedAt: number | undefined;
  let backAt: number | undefined;
  return () => {
    if (!popup.closed) return false;
    const now = performance.now();
    closedAt ??= now;
    backAt = document.hasFocus() ? (backAt ?? now) : undefined;
    const enoughMs = popup.isCutOff ? backFromUnseenMs : backMs;
    return now - closedAt >= unseenMs || (backAt !== undefined && now - backAt >= enoughMs);
  };
}
