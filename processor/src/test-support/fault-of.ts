import { expect } from 'vitest';
import { Fault } from '../errors.ts';

/** The error of the API that a call throws. */
export const faultOf = (call: () => unknown): Fault => {
  try {
    call();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  return expect.unreachable('an error should have been thrown');
};
