import type { ArrivalLimits } from './arriving-body.ts';

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** What a body may hold, by what sends it (docs/api.md). */
export interface BodyLimits {
  readonly bytes: number;
  /** Lists, objects and elements of both. */
  readonly values: number;
}

/** adyen-web and back offices send some ten kilobytes; Adyen's longest field of a payment has 50,000 characters. */
const ordinary: BodyLimits = { bytes: 64 * kilobyte, values: 1000 };

/** `paymentData` has up to 200,000 characters. */
const withPaymentData: BodyLimits = { ...ordinary, bytes: 256 * kilobyte };

/** Adyen sends an item or a few, of some kilobytes each; a batch of a thousand is read too. */
const notification: BodyLimits = { bytes: megabyte, values: 25_000 };

const paymentDataRoutes = /^\/((express-)?payments\/details|paypal-express\/order)\/?$/i;

export const isNotification = (path: string): boolean => /^\/notifications(\/|$)/i.test(path);

export const limitsOf = (path: string): BodyLimits => {
  if (isNotification(path)) return notification;
  return paymentDataRoutes.test(path) ? withPaymentData : ordinary;
};

/** A phone in a train may need several seconds for a few kilobytes. */
export const ordinaryArrivals: ArrivalLimits = {
  unfinishedBytes: 16 * megabyte,
  graceMs: 5000,
  bytesPerSecond: kilobyte,
};

/** Adyen waits ten seconds for a response, the sending of the body included. */
export const notificationArrivals: ArrivalLimits = {
  unfinishedBytes: 16 * megabyte,
  graceMs: 4000,
  bytesPerSecond: 256 * kilobyte,
};
