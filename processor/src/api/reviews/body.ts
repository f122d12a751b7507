import * as z from 'zod';
import { parts, type Part } from '../../reviews/review-parts.ts';
import type { Position } from '../../reviews/run-review.ts';

const position = new RegExp(`^(${parts.join('|')})(?:/([0-9a-f-]{36}))?$`);

/** The body of `POST /operations/reviews`. */
export const reviewBody = z.object({
  after: z
    .string()
    .regex(position, 'expected the value of "next" of the page before')
    .transform((text): Position => {
      const [, part, after] = position.exec(text) ?? [];
      return { part: part as Part, after };
    })
    .optional(),
  limit: z.int().min(1).max(100).default(50),
  withinSeconds: z.int().min(1).max(60).default(30),
  olderThanMinutes: z.int().min(5).max(100_000).default(60),
  abandonedAfterHours: z.int().min(1).max(10_000).default(168),
});
