import type { ProcessorClient, AdyenAmount, AdyenOrder } from '../processor-client.ts';

type Reject = (reason?: unknown) => void;

/** adyen-web's callbacks for gift cards: their balance, and the order whose rest is paid with another method. */
export interface GiftCardCallbacks {
  onBalanceCheck: (
    resolve: (balance: unknown) => void,
    reject: Reject,
    data: { paymentMethod?: unknown },
  ) => void;
  onOrderRequest: (resolve: (order: AdyenOrder) => void, reject: Reject) => void;
  onOrderCancel: (
    data: { order: AdyenOrder },
    actions: { resolve: (result: { amount: AdyenAmount }) => void; reject: Reject },
  ) => void;
}

/**
 * @param amount the whole amount, which is to be paid again once an order is cancelled
 * @param onFailure told when the processor could not be asked; adyen-web shows errors of its own for the rest
 */
export function giftCardCallbacks(
  client: ProcessorClient,
  amount: AdyenAmount | undefined,
  onFailure: (error: unknown) => void,
): GiftCardCallbacks {
  const failed = (reject: Reject) => (error: unknown) => {
    onFailure(error);
    reject(error);
  };
  return {
    onBalanceCheck: (resolve, reject, { paymentMethod }) => {
      client.giftCardBalance(paymentMethod).then(resolve, failed(reject));
    },
    onOrderRequest: (resolve, reject) => {
      client.createOrder().then(resolve, failed(reject));
    },
    onOrderCancel: ({ order }, { resolve, reject }) => {
      client.cancelOrder(order).then(() => {
        if (amount) resolve({ amount });
      }, failed(reject));
    },
  };
}
