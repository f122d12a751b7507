import type { Payment as AdyenPayment } from '../../sandbox/adyen/books.ts';

/** What the merchant has of a payment's money at Adyen, or may still capture. */
export const heldAtAdyen = ({
  authorised,
  captured,
  cancelled,
  refunded,
  chargedBack,
}: AdyenPayment): number =>
  // A part that is not captured counts as long as it is not cancelled.
  Math.max(authorised - cancelled, captured) - refunded - chargedBack;
