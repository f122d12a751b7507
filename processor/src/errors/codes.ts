import type { ErrorRow } from './error-row.ts';

/** The message is written where the error is found. */
const said = ({ message }: { readonly message: string }): string => message;

/** Every error code of the API, in the order of docs/api.md, which has this table. */
export const errorCodes = {
  InvalidInput: {
    statuses: [400, 408, 431],
    message: said,
    passes: [],
    meaning:
      'a field (`field`) is missing or malformed, or holds clear card data; bad HTTP. 408: the request came too slowly. 431: its headers are too large',
    repeat: 'no',
  },
  InvalidJsonInput: {
    statuses: [400],
    message: said,
    passes: [],
    meaning: 'the body is no JSON object or has too many values',
    repeat: 'no',
  },
  InvalidOperation: {
    statuses: [400],
    message: said,
    passes: [],
    meaning: 'not possible in the present state; names what remains where that is an amount',
    repeat: 'no',
  },
  AmountMismatch: {
    statuses: [400],
    message: said,
    passes: [],
    meaning: "PayPal's order and the cart differ",
    repeat: 'after `POST /paypal-express/order`',
  },
  OrderExpired: {
    statuses: [400],
    message:
      'The gift card order has expired. What was paid with gift cards is being given back; start again.',
    passes: [],
    meaning: 'the gift card order has expired',
    repeat: 'with a new order',
  },
  OrderClosed: {
    statuses: [400],
    message: 'The gift card order is closed. Start again with a new one.',
    passes: [],
    meaning: 'the gift card order is paid or cancelled',
    repeat: 'with a new order',
  },
  OrderChanged: {
    statuses: [400],
    message: 'The cart has changed since the gift card was used. Cancel the order, and start again.',
    passes: [],
    meaning: 'the cart has changed since a gift card was used',
    repeat: 'after `POST /orders/cancel`',
  },
  AdyenError: {
    statuses: [400, 422],
    message: said,
    passes: [],
    meaning: 'Adyen refuses the request for good',
    repeat: 'no',
  },
  invalid_token: {
    statuses: [401],
    message: said,
    passes: [],
    meaning: 'session, token or signature is missing, malformed, unknown or expired',
    repeat: 'with a new one',
  },
  Forbidden: {
    statuses: [403],
    message: said,
    passes: [],
    meaning: 'the token lacks the scope, or the origin is not allowed',
    repeat: 'no',
  },
  ResourceNotFound: {
    statuses: [404],
    message: ({ what }: { readonly what: string }) => `${what} was not found.`,
    passes: [],
    meaning: "no such route, cart, payment, order or stored method, or not this caller's; sometimes `field`",
    repeat: 'no',
  },
  PaymentInProgress: {
    statuses: [409],
    message: 'Another payment for this cart is being processed. Wait for its result, then try again.',
    passes: [409],
    meaning: 'another attempt on this cart is at Adyen right now',
    repeat: 'after its result',
  },
  ConcurrentModification: {
    statuses: [409],
    message: 'The resource was changed at the same time. Trying again is safe.',
    passes: [409],
    meaning: 'others wrote at the same time, until the retries ended',
    repeat: 'yes',
  },
  AmountChanged: {
    statuses: [409],
    message: ({ due }: { readonly due: string }) =>
      `The amount has changed: it is ${due} now. Nothing was charged.`,
    passes: [],
    meaning:
      'what is charged is not the `expectedAmount`; `amount` is what it is now, `{centAmount, currencyCode}`',
    repeat: 'once the shopper has seen the amount',
  },
  IdempotencyKeyReused: {
    statuses: [409],
    message: ({ purpose }: { readonly purpose: 'a new attempt' | undefined }) =>
      `This Idempotency-Key belongs to another request. Use a new key${purpose === undefined ? '' : ` for ${purpose}`}.`,
    passes: [],
    meaning: 'the key belongs to a request with other content',
    repeat: 'with a new key',
  },
  PayloadTooLarge: {
    statuses: [413],
    message: 'The body is larger than this route accepts.',
    passes: [],
    meaning: 'the body is too large',
    repeat: 'no',
  },
  UriTooLong: {
    statuses: [414],
    message: ({ maximumLength }: { readonly maximumLength: number }) =>
      `The URL is longer than ${maximumLength} characters.`,
    passes: [],
    meaning: 'the URL is too long',
    repeat: 'no',
  },
  UnsupportedMediaType: {
    statuses: [415],
    message: said,
    passes: [],
    meaning: 'the body is not JSON, not UTF-8, or compressed',
    repeat: 'no',
  },
  TooManyRequests: {
    statuses: [429],
    message: ({ seconds }: { readonly seconds: number }) =>
      `Too many requests. Try again in ${seconds} seconds.`,
    passes: [429],
    meaning: 'over `RATE_LIMIT_PER_SESSION` or `RATE_LIMIT_PER_ADDRESS`',
    repeat: 'after `Retry-After`',
  },
  General: {
    statuses: [500],
    message: 'Something went wrong on our side.',
    passes: [],
    meaning: 'a fault of the connector; `correlationId`',
    repeat: 'with the same key',
  },
  AdyenUnavailable: {
    statuses: [503, 502],
    message: 'Adyen cannot be reached at the moment. Trying again is safe.',
    passes: [503, 502],
    meaning:
      "Adyen cannot be used now (502 also: it refuses the connector's credentials); nothing was changed there",
    repeat: 'yes',
  },
  CommercetoolsUnavailable: {
    statuses: [503, 502],
    message: (values: { readonly message: string } | undefined) =>
      values?.message ?? 'commercetools cannot be reached at the moment. Trying again is safe.',
    // 502: its credentials are refused, and an operator has to change them.
    passes: [503],
    meaning:
      "commercetools cannot be used now (502: it refuses the connector's credentials, or its response cannot be used)",
    repeat: 'yes; what is not a GET with the same key',
  },
  ConfigurationFault: {
    statuses: [503],
    message:
      'The connector is not fully set up in commercetools. Trying again is safe once the merchant has completed it.',
    passes: [503],
    meaning:
      'the project lacks a custom type that the connector may not create; of an attempt or a modification nothing has reached Adyen',
    repeat: 'once it is set up',
  },
  CommercetoolsRefused: {
    statuses: [502],
    message: 'commercetools refuses what the connector asked for. Trying again does not help.',
    passes: [],
    meaning:
      'commercetools, or an API extension of the merchant, refuses a write for good; the log has its reason',
    repeat: 'no',
  },
  ApplePayUnavailable: {
    statuses: [502],
    message: 'Apple Pay cannot be used at the moment. Trying again is safe.',
    passes: [502],
    meaning: 'Apple gave no merchant session',
    repeat: 'yes',
  },
  Overloaded: {
    statuses: [503],
    message: 'Too many requests are being served. Trying again is safe.',
    passes: [503],
    meaning: '`MAX_REQUESTS_IN_FLIGHT` is near, or 16 MB of bodies are unfinished: the oldest is refused',
    repeat: 'after `Retry-After`',
  },
  PaymentNotFound: {
    statuses: [503],
    message: 'The payment of a notification was not found. Deliver it again later.',
    passes: [503],
    meaning: 'notifications only: the payment is not there yet',
    repeat: 'Adyen does',
  },
  OutcomeUnknown: {
    statuses: [504],
    message:
      'Adyen did not answer in time. The outcome will be settled by a notification; repeating the same request is safe.',
    passes: [504],
    meaning: 'Adyen may have done it; `paymentReference` where there is one. Nothing is marked failed',
    repeat: 'with the same key, or ask for the status',
  },
  AdyenTimeout: {
    statuses: [504],
    message: 'Adyen did not answer in time. Trying again is safe.',
    passes: [504],
    meaning: 'Adyen did not answer a question that changes nothing',
    repeat: 'yes',
  },
} as const satisfies Readonly<Record<string, ErrorRow>>;

/** The names of the table's rows. */
export type RowName = keyof typeof errorCodes;

/** Every error code of the API; Adyen's refusals name Adyen's own error code. */
export type ErrorCode = Exclude<RowName, 'AdyenError'> | `AdyenError-${string}`;

/** The row of a code. */
export type RowOf<Code extends ErrorCode> = Code extends `AdyenError-${string}`
  ? 'AdyenError'
  : Code & RowName;

export const rowOf = <Code extends ErrorCode>(code: Code): (typeof errorCodes)[RowOf<Code>] => {
  const name = code.startsWith('AdyenError-') ? 'AdyenError' : code;
  return errorCodes[name as RowOf<Code>];
};
