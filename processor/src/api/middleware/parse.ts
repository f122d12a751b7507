import type * as z from 'zod';
import { Fault, type ErrorFields } from '../../errors.ts';

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** 400 that names every field that is wrong, and never repeats what was sent. */
export class InvalidFields extends Fault {
  readonly errors: readonly { code: string; message: string; field?: string }[];

  constructor(issues: readonly Issue[]) {
    const errors = issues.slice(0, 20).map(({ path, message }) => {
      const field = path.map(String).join('.');
      return field === ''
        ? { code: 'InvalidInput', message }
        : { code: 'InvalidInput', message: `${field}: ${message}`, field };
    });
    const fields: ErrorFields = errors[0]?.field === undefined ? {} : { field: errors[0].field };
    super(400, 'InvalidInput', errors[0]?.message ?? 'The request is invalid.', { fields });
    this.errors = errors;
  }
}

const parse = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new InvalidFields(parsed.error.issues);
  return parsed.data;
};

/** The body in its schema's form; a request without a body is read as `{}`. Throws 400 naming the fields. */
export const parseBody = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> =>
  parse(schema, value ?? {});

/** The query in its schema's form. Throws 400 naming the parameters. */
export const parseQuery = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> =>
  parse(schema, value);
