import type { PaymentId } from '../identifiers.ts';
import type { PaymentDependencies } from '../use-case.ts';

/**
 * Runs what follows from a payment that has succeeded. The shopper has paid, whatever becomes of it: a failure is logged,
 * and the authorisation's notification does it again.
 */
export const afterSuccess = async (
  { logger }: Pick<PaymentDependencies, 'logger'>,
  paymentId: PaymentId,
  work: () => Promise<void>,
): Promise<void> => {
  try {
    await work();
  } catch (error) {
    logger.error('What follows a successful payment failed; its notification repeats it.', {
      paymentId,
      error,
    });
  }
};
