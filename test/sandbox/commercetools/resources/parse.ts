import type { z } from 'zod';
import { invalidField, invalidJsonInput } from '../http/errors.ts';

/**
 * The value as the schema reads it.
 *
 * @throws CtError 400 `InvalidJsonInput` that names the first field in the way
 */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw invalidJsonInput(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unreadable'}`);
}

const KEY = /^[A-Za-z0-9_-]{2,256}$/;

/** @throws CtError 400 `InvalidField` for a key that commercetools would not take */
export function checkKey(key: string | undefined): string | undefined {
  if (key !== undefined && !KEY.test(key)) throw invalidField('key', key);
  return key;
}
