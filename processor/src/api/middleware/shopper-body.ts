import type * as z from 'zod';
import { invalidInput } from '../../errors.ts';
import { findCardData } from './card-data.ts';

/**
 * Reads what a shopper's browser sent. Unencrypted card data anywhere in it is refused first, so that it can reach
 * neither Adyen nor a log.
 * @throws Fault 400 that names the field and never repeats its value
 */
export const parseBody = <Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> => {
  const cardData = findCardData(body);
  if (cardData !== undefined) {
    throw invalidInput(
      `${cardData} holds unencrypted card data, which is never accepted. Send encrypted fields.`,
      {
        field: cardData,
      },
    );
  }
  const parsed = schema.safeParse(withoutNulls(body));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  if (field === '') throw invalidInput('The body must be a JSON object.');
  throw invalidInput(`${field} is missing or malformed: ${issue?.message ?? ''}.`, { field });
};

/** `null` means absent. The depth is bounded by the search for card data, which comes first. */
const withoutNulls = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutNulls);
  const present = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(present.map(([key, part]) => [key, withoutNulls(part)]));
};
