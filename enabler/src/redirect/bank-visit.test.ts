import { describe, expect, it, vi } from 'vitest';
import english from '../messages/languages/en.ts';
import { BankVisit } from './bank-visit.ts';
import type { Popup } from './popup.ts';

const setting = { texts: english, surface: () => undefined };
const payment = { paymentReference: 'p1', hasEnded: () => Promise.resolve(false) };
const target = { url: 'https://bank.example/', method: 'POST' };
const pageShow = (persisted: boolean) => Object.assign(new Event('pageshow'), { persisted });

describe('a visit to a bank in a window of its own', () => {
  it('is over with the error when the window cannot be brought to the bank', async () => {
    const fault = new DOMException('Another origin', 'SecurityError');
    const close = vi.fn();
    const go = (): never => {
      throw fault;
    };
    const popup = { closed: false, close, go } as unknown as Popup;
    const visit = new BankVisit(setting);
    visit.begin(new AbortController().signal);
    expect(await visit.visit(payment, popup, target)).toBe(fault);
    expect(close).toHaveBeenCalledOnce();
  });

  it('does not begin in a window that was closed before', async () => {
    const go = vi.fn();
    const popup = { closed: true, go } as unknown as Popup;
    expect(await new BankVisit(setting).visit(payment, popup, target)).toBeUndefined();
    expect(go).not.toHaveBeenCalled();
  });
});

describe('a page that is left for a bank', () => {
  it('reports once that it is shown again as it was left', () => {
    const form = new AbortController();
    const onRestored = vi.fn();
    const visit = new BankVisit(setting);
    visit.begin(form.signal);
    window.dispatchEvent(pageShow(true));
    visit.leave(onRestored);
    window.dispatchEvent(pageShow(false));
    expect(onRestored).not.toHaveBeenCalled();
    window.dispatchEvent(pageShow(true));
    window.dispatchEvent(pageShow(true));
    expect(onRestored).toHaveBeenCalledOnce();
    form.abort();
  });

  it('takes its listener away by name when the form goes away', () => {
    const add = vi.spyOn(window, 'addEventListener');
    const remove = vi.spyOn(window, 'removeEventListener');
    const form = new AbortController();
    new BankVisit(setting).begin(form.signal);
    expect(add).toHaveBeenCalledExactlyOnceWith('pageshow', expect.any(Function));
    form.abort();
    expect(remove).toHaveBeenCalledExactlyOnceWith(...(add.mock.calls[0] ?? []));
  });
});
