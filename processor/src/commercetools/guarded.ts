import { toCommercetoolsFault } from './errors.ts';
import { askCommercetools } from './failure.ts';

/** Makes a failed call to commercetools the Fault that our caller gets. */
export const guarded = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await askCommercetools(call);
  } catch (error) {
    throw toCommercetoolsFault(error) ?? error;
  }
};
