import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Popup } from './popup.ts';

/** A window that a test can have load another origin's page. */
function otherWindow() {
  const events = new EventTarget();
  const replace = vi.fn();
  let isElsewhere = false;
  const opened = {
    closed: false,
    document: document.implementation.createHTMLDocument(),
    get addEventListener() {
      if (isElsewhere) throw new DOMException('Another origin', 'SecurityError');
      return events.addEventListener.bind(events);
    },
    location: {
      replace,
      get href() {
        if (isElsewhere) throw new DOMException('Another origin', 'SecurityError');
        return 'about:blank';
      },
    },
  };
  const load = (): void => {
    events.dispatchEvent(new Event('pagehide'));
    isElsewhere = true;
  };
  return { opened, load, replace };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const target = { url: 'https://bank.example/', method: 'GET' };
const openOnto = (opened: object | null): Popup | undefined => {
  vi.stubGlobal('open', () => opened);
  return Popup.open();
};

describe('the window of a bank', () => {
  it.each([null, { closed: true }])('is blocked when there is none that is open: %o', (opened) => {
    expect(openOnto(opened)).toBeUndefined();
  });

  it('is closed by the shopper when it is closed while it is empty', () => {
    const { opened } = otherWindow();
    const popup = openOnto(opened);
    opened.closed = true;
    expect(popup).toMatchObject({ closed: true, isCutOff: false });
  });

  it('is closed by the shopper when its page was there for a while', async () => {
    const { opened, load } = otherWindow();
    const popup = openOnto(opened);
    popup?.go(target);
    load();
    await vi.advanceTimersByTimeAsync(60);
    opened.closed = true;
    expect(popup).toMatchObject({ closed: true, isCutOff: false });
  });

  // Chromium takes 4 to 20 ms from the page's coming to the cut.
  it.each([4, 20])('only seems closed when that came %i ms after its page', async (delayMs) => {
    const { opened, load } = otherWindow();
    const popup = openOnto(opened);
    popup?.go(target);
    load();
    await vi.advanceTimersByTimeAsync(delayMs);
    opened.closed = true;
    await vi.advanceTimersByTimeAsync(300);
    expect(popup).toMatchObject({ closed: true, isCutOff: true });
  });

  it('comes to the bank from another origin’s page too', () => {
    const { opened, load, replace } = otherWindow();
    const popup = openOnto(opened);
    load();
    popup?.go(target);
    expect(replace).toHaveBeenCalledWith(target.url);
  });

  it('posts fields that are called as what a form has of its own', () => {
    const submit = vi.spyOn(HTMLFormElement.prototype, 'submit').mockImplementation(() => undefined);
    const { opened } = otherWindow();
    const data = { submit: 'a', append: 'b', PaReq: 'c' };
    openOnto(opened)?.go({ ...target, method: 'POST', data });
    expect(submit).toHaveBeenCalledOnce();
    const inputs = [...opened.document.querySelectorAll('input')];
    expect(Object.fromEntries(inputs.map(({ name, value }) => [name, value]))).toEqual(data);
    submit.mockRestore();
  });
});
