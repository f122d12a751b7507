import * as z from 'zod';
import type { RefusalReason } from '../adyen/refusals.ts';
import { compact } from '../adyen/wire.ts';

/** How an attempt ended, for the shopper. */
export interface RecordedResult {
  readonly resultCode: string;
  readonly refusalReason?: RefusalReason;
}

/** The error that the attempt was answered with. */
interface RecordedFault {
  readonly fault: { readonly statusCode: number; readonly code: string; readonly message: string };
}

/** The recorded response of an attempt, so that a repeat of it gets the same. */
export type RecordedOutcome = RecordedResult | RecordedFault;

const schema = z.union([
  z.object({ fault: z.object({ statusCode: z.number(), code: z.string(), message: z.string() }) }),
  z
    .object({
      resultCode: z.string(),
      refusalReason: (z.string() as unknown as z.ZodType<RefusalReason>).optional(),
    })
    .transform(compact),
]);

/** The text of the custom field `outcome`. */
export const encodeOutcome = (outcome: RecordedOutcome): string => JSON.stringify(outcome);

/** What the custom field says; `undefined` where somebody edited it by hand: then the state is what counts. */
export const decodeOutcome = (text: string | undefined): RecordedOutcome | undefined => {
  if (text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};
