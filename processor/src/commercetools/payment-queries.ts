import type { ByProjectKeyRequestBuilder, Payment } from '@commercetools/platform-sdk';
import type { PaymentId, PspReference, TransactionId } from '../identifiers.ts';
import { guarded } from './guarded.ts';
import { isUuid } from './ids.ts';
import { orUndefined } from './or-undefined.ts';

/** How Payments are found. Every method throws Fault 502 or 503 when commercetools cannot be used. */
export interface PaymentQueries {
  get(paymentId: PaymentId): Promise<Payment | undefined>;
  /** By the authorisation's pspReference, else by the reference of any of its transactions. */
  findByPspReference(pspReference: PspReference): Promise<Payment | undefined>;
  /** By the id of one of its transactions, which is the reference of a modification whose answer was lost. */
  findByTransactionId(transactionId: TransactionId): Promise<Payment | undefined>;
  /** By its key; another connector's may be Adyen's or the merchant's reference. */
  findByKey(key: string): Promise<Payment | undefined>;
}

const KEY = /^[A-Za-z0-9_-]{2,256}$/;
/** Adyen's references are letters and digits today. Nothing here could end the predicate's text. */
const PSP_REFERENCE = /^[\w-]{1,64}$/;

const nothing = Promise.resolve(undefined);

export const createPaymentQueries = (client: ByProjectKeyRequestBuilder): PaymentQueries => {
  const payments = () => client.payments();

  const findOne = async (where: string): Promise<Payment | undefined> => {
    const { body } = await payments()
      .get({ queryArgs: { where, limit: 1, withTotal: false } })
      .execute();
    return body.results[0];
  };

  /** A text of another form names no Payment, and must not become part of a path or a predicate. */
  const find = (isOfForm: boolean, query: () => Promise<Payment | undefined>) =>
    guarded(() => (isOfForm ? query() : nothing));

  return {
    get: (paymentId) =>
      find(isUuid(paymentId), () => orUndefined(payments().withId({ ID: paymentId }).get().execute())),

    findByPspReference: (pspReference) =>
      find(
        PSP_REFERENCE.test(pspReference),
        async () =>
          (await findOne(`interfaceId="${pspReference}"`)) ??
          (await findOne(`transactions(interactionId="${pspReference}")`)),
      ),

    findByTransactionId: (transactionId) =>
      find(isUuid(transactionId), () => findOne(`transactions(id="${transactionId}")`)),

    findByKey: (key) => find(KEY.test(key), () => orUndefined(payments().withKey({ key }).get().execute())),
  };
};
