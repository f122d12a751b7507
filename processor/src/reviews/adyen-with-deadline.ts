import type { AdyenClient } from '../adyen/client.ts';

/** The same client, whose modifications are given this much time instead of what is configured. */
export const withDeadline = (adyen: AdyenClient, deadlineMs: number): AdyenClient => ({
  ...adyen,
  captures: (payment, request, options) => adyen.captures(payment, request, { ...options, deadlineMs }),
  refunds: (payment, request, options) => adyen.refunds(payment, request, { ...options, deadlineMs }),
  cancels: (payment, request, options) => adyen.cancels(payment, request, { ...options, deadlineMs }),
});
