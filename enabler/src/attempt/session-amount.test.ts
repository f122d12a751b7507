import { describe, expect, it, vi } from 'vitest';
import { RequestFailure } from '../fetch-json.ts';
import type { Host } from '../host.ts';
import { amountInstead, sessionAmount, uselessWithoutAmount } from './session-amount.ts';

const hostWith = (currencyCode?: string): Host =>
  ({
    options: { ...(currencyCode === undefined ? {} : { currencyCode }) },
    methods: {},
    config: {},
    client: { expressPaymentData: vi.fn(() => Promise.reject(new RequestFailure('none', { status: 404 }))) },
  }) as unknown as Host;

describe('where no amount is told', () => {
  it('a wallet’s sheet opens with zero in the page’s currency, and gift cards are useless', async () => {
    const host = hostWith('EUR');
    expect(await sessionAmount(host, ['googlepay'])).toBeUndefined();
    expect(amountInstead(host, 'googlepay')).toEqual({ amount: { currency: 'EUR', value: 0 } });
    expect(amountInstead(host, 'scheme')).toEqual({});
    expect(uselessWithoutAmount(host)).toEqual(['giftcard']);
  });

  it('wallets are useless, too, if the page has named no currency', () => {
    expect(amountInstead(hostWith(), 'applepay')).toEqual({});
    expect(uselessWithoutAmount(hostWith())).toEqual(['applepay', 'googlepay', 'paywithgoogle', 'giftcard']);
  });
});
