import { toCommercetoolsFault } from './errors.ts';

/** Makes a failed call to commercetools the Fault that our caller gets. */
export const guarded = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw toCommercetoolsFault(error);
  }
};
