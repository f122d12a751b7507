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

export interface GiftCardSetting {
  client: ProcessorClient;
  /** What is to be paid, until an order says so. */
  amount: AdyenAmount | undefined;
  /** Sends a request, and reports its failure; adyen-web shows errors of its own for the rest. */
  ask: <T>(request: () => Promise<T>) => Promise<T>;
  /** The shopper has taken the gift cards back: the whole amount is to be paid again. */
  onTakenBack: (whole: AdyenAmount) => void;
}

export function giftCardCallbacks({ client, amount, ask, onTakenBack }: GiftCardSetting): GiftCardCallbacks {
  // An order that is continued after the page was loaded anew holds parts already: it is for more than what is owed now.
  let whole = amount;
  return {
    onBalanceCheck: (resolve, reject, { paymentMethod }) => {
      ask(() => client.giftCardBalance(paymentMethod)).then(resolve, reject);
    },
    onOrderRequest: (resolve, reject) => {
      ask(() => client.createOrder()).then((order) => {
        whole = order.amount ?? whole;
        resolve(order);
      }, reject);
    },
    onOrderCancel: ({ order }, { resolve }) => {
      ask(() => client.cancelOrder(order)).then(
        () => {
          if (!whole) return;
          resolve({ amount: whole });
          onTakenBack(whole);
        },
        // adyen-web would throw what it is rejected with, where nobody catches it; the order stays as it is.
        () => undefined,
      );
    },
  };
}
