import * as z from 'zod';

const time = z.iso
  .datetime({ offset: true, error: 'expected a time by ISO 8601, e.g. 2026-01-31T09:00:00Z' })
  .transform((text) => new Date(text))
  .optional();

/** The body of `POST /operations/notifications/replay`. */
export const replayBody = z
  .object({
    paymentId: z.uuid().brand<'PaymentId'>().optional(),
    from: time,
    to: time,
    limit: z.int().min(1).max(100).default(50),
    after: z.uuid().optional(),
  })
  .refine(({ paymentId, from, to }) => paymentId !== undefined || from !== undefined || to !== undefined, {
    path: ['paymentId'],
    message: 'expected a payment, or a time by "from" or "to"',
  })
  .refine(({ from, to }) => !from || !to || from <= to, {
    path: ['to'],
    message: 'expected a time that is not before "from"',
  });
