import type * as z from 'zod';
import { fault, invalidInput, type ErrorDetail, type Fault } from '../../errors.ts';
import { findCardData } from './card-data.ts';

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const detailOf = ({ path, message }: Issue): ErrorDetail => {
  const field = path.map(String).join('.');
  return field === ''
    ? { code: 'InvalidInput', message }
    : { code: 'InvalidInput', message: `${field}: ${message}`, field };
};

/** 400 that names every field that is wrong, and never repeats what was sent. */
const invalidFields = (issues: readonly Issue[]): Fault => {
  const errors = issues.slice(0, 20).map(detailOf);
  const message = errors[0]?.message ?? 'The request is invalid.';
  const field = errors[0]?.['field'];
  return fault('InvalidInput', {
    values: { message },
    errors,
    fields: field === undefined ? {} : { field },
  });
};

const parse = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidFields(parsed.error.issues);
  return parsed.data;
};

/** The body in its schema's form; a request without a body is read as `{}`. Throws 400 naming the fields. */
export const parseBody = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> =>
  parse(schema, value ?? {});

/** The query in its schema's form. Throws 400 naming the parameters. */
export const parseQuery = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> =>
  parse(schema, value);

/**
 * What a shopper's browser sent, in its schema's form; `null` means absent. Unencrypted card data anywhere in it is refused
 * first, so that it can reach neither Adyen nor a log. Throws 400 naming the fields.
 */
export const parseShopperBody = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> => {
  const field = findCardData(value);
  if (field !== undefined) {
    throw invalidInput(
      `${field} holds unencrypted card data, which is never accepted. Send encrypted fields.`,
      {
        field,
      },
    );
  }
  return parseBody(schema, withoutNulls(value));
};

/** The depth is bounded by the search for card data, which comes first. */
const withoutNulls = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutNulls);
  const present = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(present.map(([key, part]) => [key, withoutNulls(part)]));
};
