/** Adyen's result codes that end an attempt without success. */
export const failedResults: ReadonlySet<string> = new Set(['Refused', 'Error', 'Cancelled']);

/** Those that end it with success, as far as the shopper's part goes. Any other code says nothing of an end. */
const successfulResults: ReadonlySet<string> = new Set([
  'Authorised',
  'PartiallyAuthorised',
  'Pending',
  'Received',
  'PresentToShopper',
]);

const paidResults: ReadonlySet<string> = new Set(['Authorised', 'PartiallyAuthorised']);

/** Whether the result code is an end of an attempt. */
export const isEnd = (resultCode: string): boolean =>
  failedResults.has(resultCode) || successfulResults.has(resultCode);

/** Whether Adyen has authorised the payment, rather than accepted it without finishing. */
export const isPaid = (resultCode: string): boolean => paidResults.has(resultCode);
