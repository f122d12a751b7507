import { beforeEach, describe, expect, it, vi } from 'vitest';
import { RequestFailure } from '../fetch-json.ts';
import type { Host } from '../host.ts';
import english from '../messages/languages/en.ts';
import type { ProcessorClient } from '../processor-client.ts';
import type { ExpressOptions } from '../types.ts';
import { walletOptions } from './express-paypal.ts';
import { ExpressSheet } from './sheet.ts';

const totalPrice = { centAmount: 4200, currencyCode: 'EUR', fractionDigits: 2 };
const report = vi.fn();
const actions = { resolve: vi.fn(), reject: vi.fn() };

beforeEach(() => {
  vi.clearAllMocks();
});

const click = async (
  onPayButtonClick: () => Promise<unknown>,
  expressPaymentData: () => Promise<unknown> = () => Promise.resolve({ totalPrice }),
): Promise<void> => {
  const client = { withSession: () => ({ expressPaymentData }) } as unknown as ProcessorClient;
  const host = { client, texts: english } as Host;
  const options = { initialAmount: totalPrice, onPayButtonClick } as ExpressOptions;
  const sheet = new ExpressSheet({ options, host, open: (agree) => agree(), report });
  const { onClick } = walletOptions({ host, options, sheet, started: () => ({}) }) as {
    onClick: (data: unknown, told: typeof actions) => Promise<void>;
  };
  await onClick({}, actions);
};
const session = () => Promise.resolve({ sessionId: 's1' });

describe('a press of PayPal’s button', () => {
  it('opens its window in the name of the session', async () => {
    await click(session);
    expect(actions.resolve).toHaveBeenCalledOnce();
    expect(report).not.toHaveBeenCalled();
  });

  it('does nothing when the page takes it back', async () => {
    await click(() => Promise.reject(new Error('Out of stock')));
    expect(actions.reject).toHaveBeenCalledOnce();
    expect(report).not.toHaveBeenCalled();
  });

  it('reports that the processor does not say what the cart costs', async () => {
    await click(session, () => Promise.reject(new RequestFailure('Unauthorized', { status: 401 })));
    expect(actions.reject).toHaveBeenCalledOnce();
    expect(report).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'SessionExpired' }));
  });

  it.each([undefined, {}, { sessionId: '' }])('reports a page that names no session: %o', async (answer) => {
    await click(() => Promise.resolve(answer));
    expect(actions.reject).toHaveBeenCalledOnce();
    expect(report).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'InvalidUse' }));
  });
});
