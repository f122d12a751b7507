import type { PaymentDetailsRequest as LibraryRequest } from '@adyen/api-library/lib/src/typings/checkout/paymentDetailsRequest';
import { compact, type Wire } from '../wire.ts';
import type { DetailsBody } from './shopper-input.ts';

/** The body of `/payments/details`. */
export type PaymentDetailsRequest = Wire<LibraryRequest>;

/** Continues an attempt with what the shopper's browser brought back. */
export const buildDetailsRequest = ({
  details,
  paymentData,
}: Pick<DetailsBody, 'details' | 'paymentData'>): PaymentDetailsRequest => compact({ details, paymentData });
