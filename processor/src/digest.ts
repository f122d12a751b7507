import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal: 64 characters. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** SHA-256 of a value's JSON with its keys in order, so that equal contents have equal digests. */
export const digestOf = (value: unknown): string => sha256(JSON.stringify(inOrder(value)));

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, inOrder(entry)]),
  );
};
