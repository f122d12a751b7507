import type * as z from 'zod';
import { fault, type ErrorDetail, type Fault } from '../../errors.ts';

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
