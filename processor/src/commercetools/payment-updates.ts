import type { ByProjectKeyRequestBuilder, Payment, PaymentUpdateAction } from '@commercetools/platform-sdk';
import { paymentIdOf } from '../identifiers.ts';
import { withoutInterfaceIds } from '../ledger/update-actions.ts';
import type { Logger } from '../logging/logger.ts';
import { isDuplicateField } from './errors.ts';
import { guarded } from './guarded.ts';
import type { PaymentQueries } from './payment-queries.ts';
import type { RequiredTypes } from './required-types.ts';
import { writeLoop } from './write-loop.ts';

/**
 * Decides on the Payment as it is, writes, and decides anew whenever somebody else wrote first.
 * `decide` may throw (a Fault of a guard, for example); no actions means that there is nothing to write.
 */
export type UpdatePayment = (
  payment: Payment,
  decide: (payment: Payment) => PaymentUpdateAction[],
) => Promise<Payment>;

interface Parts {
  readonly client: ByProjectKeyRequestBuilder;
  readonly queries: Pick<PaymentQueries, 'get'>;
  readonly types: RequiredTypes;
  readonly logger: Logger;
}

export const MAX_LOST_RESPONSES = 2;

/** Full jitter: instances that collided do not collide again. */
export const pauseMs = (tries: number): number => Math.random() * Math.min(400, 15 * 2 ** tries);

const LIMITS = { conflicts: 12, lostResponses: MAX_LOST_RESPONSES, pauseMs };

export const createUpdatePayment = ({ client, queries, types, logger }: Parts): UpdatePayment => {
  const post = async ({ id, version }: Payment, actions: PaymentUpdateAction[]): Promise<Payment> => {
    const body = { version, actions };
    return (await client.payments().withId({ ID: id }).post({ body }).execute()).body;
  };

  const postUnclaimed = async (payment: Payment, actions: PaymentUpdateAction[]): Promise<Payment> => {
    try {
      return await post(payment, actions);
    } catch (error) {
      const plain = isDuplicateField(error) ? withoutInterfaceIds(actions) : undefined;
      if (!plain) throw error;
      logger.warn('Another resource has the interfaceId of a transaction; it was written without one.', {
        code: 'InterfaceIdTaken',
        paymentId: payment.id,
        error,
      });
      return plain.length === 0 ? payment : post(payment, plain);
    }
  };

  const write = (payment: Payment, actions: PaymentUpdateAction[]): Promise<Payment> =>
    types.write(actions, (body) => postUnclaimed(payment, body));

  return (given, decide) =>
    guarded(() =>
      writeLoop({
        limits: LIMITS,
        state: given,
        read: async () => (await queries.get(paymentIdOf(given))) ?? given,
        write: async (payment) => {
          const actions = decide(payment);
          return actions.length === 0 ? payment : write(payment, actions);
        },
      }),
    );
};
