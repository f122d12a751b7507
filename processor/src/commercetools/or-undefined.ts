import { isNotFound } from './errors.ts';

/** What was asked for; `undefined` where commercetools does not have it. */
export const orUndefined = async <T>(call: Promise<{ readonly body: T }>): Promise<T | undefined> => {
  try {
    return (await call).body;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
};
