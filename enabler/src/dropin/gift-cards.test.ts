import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProcessorClient } from '../processor-client.ts';
import { giftCardCallbacks } from './gift-cards.ts';

const euros = (value: number) => ({ currency: 'EUR', value });
const onTakenBack = vi.fn();
const cancelOrder = vi.fn(() => Promise.resolve());
const order = { orderData: 'o', pspReference: 'P' };

beforeEach(() => {
  vi.clearAllMocks();
});

/** A drop-in for 17.00 EUR whose order is opened for so much. */
const callbacks = (amount?: ReturnType<typeof euros>) =>
  giftCardCallbacks({
    client: {
      createOrder: () => Promise.resolve({ ...order, ...(amount && { amount }) }),
      cancelOrder,
    } as unknown as ProcessorClient,
    amount: euros(1700),
    ask: (request) => request(),
    onTakenBack,
  });

/** @returns what adyen-web hears is to be paid */
const takeBack = async ({ onOrderCancel }: ReturnType<typeof callbacks>) => {
  const resolve = vi.fn();
  onOrderCancel({ order }, { resolve });
  await vi.waitFor(() => expect(cancelOrder).toHaveBeenCalled());
  await Promise.resolve();
  return resolve.mock.calls[0] as unknown;
};

describe('gift cards that are taken back', () => {
  it('leave all of it to pay', async () => {
    expect(await takeBack(callbacks())).toEqual([{ amount: euros(1700) }]);
    expect(onTakenBack).toHaveBeenCalledExactlyOnceWith(euros(1700));
  });

  it('leave the whole order to pay where it was continued on a page that was loaded anew', async () => {
    const continued = callbacks(euros(4200));
    await new Promise((resolve, reject) => {
      continued.onOrderRequest(resolve, reject);
    });
    expect(await takeBack(continued)).toEqual([{ amount: euros(4200) }]);
    expect(onTakenBack).toHaveBeenCalledExactlyOnceWith(euros(4200));
  });

  it('are still there when the order cannot be cancelled', async () => {
    cancelOrder.mockRejectedValueOnce(new Error('no'));
    expect(await takeBack(callbacks())).toBeUndefined();
    expect(onTakenBack).not.toHaveBeenCalled();
  });
});
