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
    actions: { resolve: (result: { amount: AdyenAmount }) => void },
  ) => void;
}

/**
 * @param amount the whole amount, which is to be paid again once an order is cancelled
 * @param ask sends a request, and tells of its failure; adyen-web shows errors of its own for the rest
 */
export function giftCardCallbacks(
  client: ProcessorClient,
  amount: AdyenAmount | undefined,
  ask: <T>(request: () => Promise<T>) => Promise<T>,
): GiftCardCallbacks {
  return {
    onBalanceCheck: (resolve, reject, { paymentMethod }) => {
      ask(() => client.giftCardBalance(paymentMethod)).then(resolve, reject);
    },
    onOrderRequest: (resolve, reject) => {
      ask(() => client.createOrder()).then(resolve, reject);
    },
    onOrderCancel: ({ order }, { resolve }) => {
      ask(() => client.cancelOrder(order)).then(
        () => {
          if (amount) resolve({ amount });
        },
        // adyen-web would throw what it is rejected with, where nobody catches it; the order stays as it is.
        () => undefined,
      );
    },
  };
}
