import * as z from 'zod';

/** A value of the environment: absent when the variable is unset or blank. */
const textual = z
  .string()
  .optional()
  .transform((value) => {
    const trimmed = value?.trim();
    return trimmed === '' ? undefined : trimmed;
  });

type Read<T> = (text: string) => T | undefined;

/**
 * Builds the schema of one environment variable. `shouldBe` completes the sentence "NAME must be ...": it is all that a
 * fault says about a value, since a value may be a secret. `read` answers `undefined` for what is malformed.
 */
const setting = <T, A>(shouldBe: string, read: Read<T>, absent: (context: z.RefinementCtx) => A) =>
  textual.transform((text, context): T | A => {
    if (text === undefined) return absent(context);
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: `must be ${shouldBe}.` });
    return z.NEVER;
  });

/** A variable that must be set. */
export const required = <T>(shouldBe: string, read: Read<T>) =>
  setting(shouldBe, read, (context): T => {
    context.addIssue({ code: 'custom', message: `is missing: it must be ${shouldBe}.` });
    return z.NEVER;
  });

/** A variable with a default. */
export const defaulted = <T>(shouldBe: string, read: Read<T>, value: T) =>
  setting(shouldBe, read, () => value);

/** A variable that may be absent. */
export const optional = <T>(shouldBe: string, read: Read<T>) => setting(shouldBe, read, () => undefined);
