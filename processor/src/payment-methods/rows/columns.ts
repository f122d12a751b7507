import type { LineItemsRequest, PaymentMethod, ShopperField } from '../payment-method.ts';

type Capture = Pick<PaymentMethod, 'capturedAtOnce' | 'partialCaptures' | 'refunds'>;

/** Captured when somebody asks for it, in as many parts as are wanted. */
export const separate = {
  capturedAtOnce: false,
  partialCaptures: 'many',
  refunds: 'ofAnyAmount',
} satisfies Capture;
export const onePartialCapture = { ...separate, partialCaptures: 'one' } satisfies Capture;
export const wholeCapture = { ...separate, partialCaptures: 'none' } satisfies Capture;

/** Captured with the authorisation. Where a merchant says otherwise, nothing is known of partial captures: Adyen decides. */
export const atOnce = { ...separate, capturedAtOnce: true } satisfies Capture;
export const atOnceRefundedWhole = { ...atOnce, refunds: 'ofEverything' } satisfies Capture;
export const atOnceUnrefundable = { ...atOnce, refunds: 'none' } satisfies Capture;

/** Not documented: counts as captured with its authorisation, and whether Adyen captures or refunds it is left to Adyen. */
export const unknown = { ...atOnce, captureIsKnown: false } satisfies Capture & Partial<PaymentMethod>;

export const disputable = { hasChargebacks: true };
export const recurring = { isRecurring: true };

export const PERSON: readonly ShopperField[] = [
  'shopperName',
  'shopperEmail',
  'telephoneNumber',
  'dateOfBirth',
];

/** Line items that take a discount as a line with a negative amount. */
export const linesWithDiscounts = (...requiredIn: readonly LineItemsRequest[]) => ({
  lineItems: { requiredIn, takesNegativeLines: true },
});

/** Line items that have the discounts spread over them. */
export const lines = (...requiredIn: readonly LineItemsRequest[]) => ({
  lineItems: { requiredIn, takesNegativeLines: false },
});
