import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import english from '../messages/languages/en.ts';
import type { Surface, SurfaceButton } from '../ui/surface.ts';
import { whenBankWindowLeft } from './bank-window.ts';
import type { Popup } from './popup.ts';

/** A visit to a bank; `after` says whether it is over when so much time has passed. */
function visit() {
  const popup = {
    closed: false,
    isCutOff: false,
    close: vi.fn(),
    focus: vi.fn(),
    hasReturned: vi.fn(() => false),
  };
  const hasEnded = vi.fn(() => Promise.resolve(false));
  const show = vi.fn<Surface['show']>();
  let isOver = false;
  const { signal } = new AbortController();
  void whenBankWindowLeft({
    popup: popup as unknown as Popup,
    paymentReference: 'p1',
    texts: english,
    surface: { show } as unknown as Surface,
    hasEnded,
    signal,
  }).then(() => {
    isOver = true;
  });
  const after = async (seconds: number): Promise<boolean> => {
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    return isOver;
  };
  const button = (label: string): SurfaceButton | undefined =>
    show.mock.calls[0]?.[2]?.find((each) => each.label === label);
  return { popup, hasEnded, after, button };
}

let hasFocus = true;
beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(document, 'hasFocus').mockImplementation(() => hasFocus);
  hasFocus = true;
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a visit to a bank in a window of its own', () => {
  it('goes on while the window is open', async () => {
    const { after } = visit();
    expect(await after(3_600)).toBe(false);
  });

  it('is over a few seconds after the window was closed, when the shopper is here again', async () => {
    const { popup, after } = visit();
    await after(5);
    popup.closed = true;
    expect(await after(2)).toBe(false);
    expect(await after(1)).toBe(true);
  });

  it('goes on when the window seems closed and the shopper is not here', async () => {
    const { popup, after } = visit();
    popup.closed = true;
    hasFocus = false;
    expect(await after(300)).toBe(false);
    hasFocus = true;
    expect(await after(3)).toBe(true);
  });

  it('goes on for longer when the bank’s page has cut the tie, and not for ever', async () => {
    const one = visit();
    Object.assign(one.popup, { closed: true, isCutOff: true });
    expect(await one.after(14)).toBe(false);
    hasFocus = false;
    expect(await one.after(500)).toBe(false);
    expect(await one.after(100)).toBe(true);
  });

  it('is over when the shopper gives up, comes back, or has paid', async () => {
    const one = visit();
    Object.assign(one.popup, { closed: true, isCutOff: true });
    one.button(english.windowCancel)?.onClick();
    expect(await one.after(1)).toBe(true);

    const other = visit();
    other.popup.hasReturned.mockReturnValue(true);
    expect(await other.after(1)).toBe(true);

    const third = visit();
    third.hasEnded.mockResolvedValue(true);
    expect(await third.after(3)).toBe(true);
    expect(third.popup.close).toHaveBeenCalled();
  });
});
