import { randomUUID } from 'node:crypto';
import { card, type Shopper } from '../support.ts';

/** What the calls of a fuzz test refer to. */
export interface Known {
  readonly shopper: Shopper;
  readonly paymentId: string;
  readonly token: string;
  readonly jwt: string;
}

/** A route with everything that a valid call of it needs. */
export interface Route {
  readonly name: string;
  readonly path: (known: Known) => string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly auth: 'session' | 'oauth' | 'jwt' | 'none';
  readonly body?: (known: Known) => unknown;
}

const address = {
  street: 'Damrak',
  houseNumberOrName: '1',
  postalCode: '1012LG',
  city: 'Amsterdam',
  country: 'NL',
};

const attempt = {
  ...card(),
  billingAddress: address,
  deliveryAddress: { ...address, firstName: 'Ada', lastName: 'L' },
  storePaymentMethod: true,
  riskData: { clientData: 'eyJ2' },
  installments: { value: 3, plan: 'regular' },
  shopperName: { firstName: 'Ada', lastName: 'L' },
  shopperEmail: 'ada@example.com',
  telephoneNumber: '+31201234567',
  dateOfBirth: '1990-01-01',
  order: { orderData: 'abc', pspReference: 'ABCDEFGHIJKLMNOP' },
};

const amount = { centAmount: 100, currencyCode: 'EUR' };
const post = { method: 'POST', auth: 'session' } as const;
const get = { method: 'GET', auth: 'session' } as const;

/** Every route but health, the shopper's return and the notifications. */
export const routes: readonly Route[] = [
  { name: 'POST /payments', path: () => '/payments', ...post, body: () => attempt },
  {
    name: 'POST /payments/details',
    path: () => '/payments/details',
    ...post,
    body: ({ paymentId }) => ({
      details: { redirectResult: 'X' },
      paymentData: 'Y',
      paymentReference: paymentId,
    }),
  },
  { name: 'GET /payments/:id', path: ({ paymentId }) => `/payments/${paymentId}`, ...get },
  {
    name: 'POST /payment-methods',
    path: () => '/payment-methods',
    ...post,
    body: () => ({
      countryCode: 'NL',
      locale: 'nl-NL',
      order: { orderData: 'abc', pspReference: 'ABCDEFGHIJKLMNOP' },
    }),
  },
  { name: 'GET /operations/config', path: () => '/operations/config', ...get },
  { name: 'GET /operations/status', path: () => '/operations/status', method: 'GET', auth: 'jwt' },
  {
    name: 'GET /operations/payment-components',
    path: () => '/operations/payment-components',
    method: 'GET',
    auth: 'jwt',
  },
  ...['capturePayment', 'refundPayment', 'cancelPayment', 'reversePayment'].map((action): Route => ({
    name: `POST /operations/payment-intents/:id ${action}`,
    path: ({ paymentId }) => `/operations/payment-intents/${paymentId}`,
    method: 'POST',
    auth: 'oauth',
    body: () => ({
      actions: [{ action, amount, merchantReference: 'order-1', transactionId: randomUUID() }],
    }),
  })),
  {
    name: 'POST /operations/transactions',
    path: () => '/operations/transactions',
    method: 'POST',
    auth: 'oauth',
    body: ({ shopper }) => ({
      cartId: shopper.cartId,
      checkoutTransactionItemId: 'item-1',
      amount,
      paymentMethodId: randomUUID(),
      idempotencyKey: 'key-1',
      futureOrderNumber: 'N1',
      type: 'Recurring',
    }),
  },
  {
    name: 'POST /operations/reviews',
    path: () => '/operations/reviews',
    method: 'POST',
    auth: 'oauth',
    body: () => ({
      after: `payments/${randomUUID()}`,
      limit: 5,
      olderThanMinutes: 30,
      abandonedAfterHours: 24,
    }),
  },
  { name: 'GET /stored-payment-methods', path: () => '/stored-payment-methods', ...get },
  {
    name: 'DELETE /stored-payment-methods/:id',
    path: () => `/stored-payment-methods/${randomUUID()}`,
    method: 'DELETE',
    auth: 'session',
  },
  {
    name: 'POST /express-config',
    path: () => '/express-config',
    method: 'POST',
    auth: 'none',
    body: () => ({ countryCode: 'NL' }),
  },
  { name: 'GET /express-payment-data', path: () => '/express-payment-data', ...get },
  {
    name: 'POST /express-payments',
    path: () => '/express-payments',
    ...post,
    body: () => ({ ...attempt, paymentMethod: { type: 'paypal', subtype: 'sdk' } }),
  },
  {
    name: 'POST /express-payments/details',
    path: () => '/express-payments/details',
    ...post,
    body: ({ paymentId }) => ({
      details: { orderID: 'X' },
      paymentMethod: 'paypal',
      paymentReference: paymentId,
    }),
  },
  {
    name: 'POST /paypal-express/order',
    path: () => '/paypal-express/order',
    ...post,
    body: () => ({
      pspReference: 'ABCDEFGHIJKLMNOP',
      paymentData: 'abc',
      originalAmount: amount,
      deliveryMethods: [{ reference: '1', description: 'Post', type: 'Shipping', amount, selected: true }],
    }),
  },
  {
    name: 'POST /applepay-sessions',
    path: () => '/applepay-sessions',
    ...post,
    body: () => ({ validationUrl: 'https://apple-pay-gateway.apple.com/paymentservices/startSession' }),
  },
  {
    name: 'POST /paymentMethods/balance',
    path: () => '/paymentMethods/balance',
    ...post,
    body: () => ({
      paymentMethod: {
        type: 'giftcard',
        brand: 'svs',
        encryptedCardNumber: 'test_6036280000000000000',
        encryptedSecurityCode: 'test_737',
      },
    }),
  },
  { name: 'POST /orders', path: () => '/orders', ...post, body: () => ({}) },
  {
    name: 'POST /orders/cancel',
    path: () => '/orders/cancel',
    ...post,
    body: () => ({ orderData: 'abc', pspReference: 'ABCDEFGHIJKLMNOP' }),
  },
];
