import { expect, it, vi } from 'vitest';
import english from '../messages/languages/en.ts';
import type { Attempt } from '../attempt/attempt.ts';
import { BankVisit } from './bank-visit.ts';
import type { Popup } from './popup.ts';

it('is over with the error when the window cannot be brought to the bank', async () => {
  const fault = new DOMException('Another origin', 'SecurityError');
  const close = vi.fn();
  const go = (): never => {
    throw fault;
  };
  const popup = { closed: false, close, go } as unknown as Popup;
  const outcome = { state: 'open' };
  const attempt = { paymentReference: 'p1', outcome: () => Promise.resolve(outcome) } as unknown as Attempt;
  const conclude = vi.fn();
  const visit = new BankVisit({ texts: english, surface: () => undefined, conclude });
  visit.begin(new AbortController().signal);

  await visit.visit(attempt, popup, { url: 'https://bank.example/', method: 'POST' });
  expect(close).toHaveBeenCalledOnce();
  expect(conclude).toHaveBeenCalledExactlyOnceWith(attempt, outcome, fault);
});

it('takes its listener away by name when the form goes away', () => {
  const add = vi.spyOn(window, 'addEventListener');
  const remove = vi.spyOn(window, 'removeEventListener');
  const form = new AbortController();
  new BankVisit({ texts: english, surface: () => undefined, conclude: vi.fn() }).begin(form.signal);
  expect(add).toHaveBeenCalledExactlyOnceWith('pageshow', expect.any(Function));
  form.abort();
  expect(remove).toHaveBeenCalledExactlyOnceWith(...(add.mock.calls[0] ?? []));
});
