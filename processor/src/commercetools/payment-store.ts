import { setTimeout as sleep } from 'node:timers/promises';
import type {
  ByProjectKeyRequestBuilder,
  Payment,
  PaymentDraft,
  PaymentUpdateAction,
} from '@commercetools/platform-sdk';
import type { LedgerEntry } from '../ledger/entry.ts';
import { settle, type Settlement } from '../ledger/settle.ts';
import { withoutInterfaceIds } from '../ledger/update-actions.ts';
import type { Logger } from '../logging/logger.ts';
import { createCustomFieldSupport, type CustomFieldsAre } from './custom-field-support.ts';
import { isUuid } from './ids.ts';
import { isConflict, isDuplicateField, isNotFound, mayHaveHappened } from './errors.ts';
import { guarded } from './guarded.ts';
import { writeLoop } from './write-loop.ts';

/** A draft whose key says which attempt it is, so that it is created once however often it is asked for. */
export type KeyedPaymentDraft = PaymentDraft & {
  readonly key: string;
  readonly checkoutTransactionItemId?: string;
};

/** A Payment that says what the entries say. */
export interface SettledPayment {
  readonly payment: Payment;
  /** Whether these entries made an authorisation a success. */
  readonly isNewlyAuthorised: boolean;
}

/** The only place that writes Payments. Every method throws Fault 502 or 503 when commercetools cannot be used. */
export interface PaymentStore {
  get(paymentId: string): Promise<Payment | undefined>;
  /** By the authorisation's pspReference, else by the reference of any of its transactions. */
  findByPspReference(pspReference: string): Promise<Payment | undefined>;
  /** By the id of one of its transactions, which is the reference of a modification whose answer was lost. */
  findByTransactionId(transactionId: string): Promise<Payment | undefined>;
  /** By its key; another connector's may be Adyen's or the merchant's reference. */
  findByKey(key: string): Promise<Payment | undefined>;
  /** Creates the Payment, or gives the one that was created under this key before. */
  createOnce(draft: KeyedPaymentDraft): Promise<{ payment: Payment; isNew: boolean }>;
  /** Removes a Payment that was never sent to Adyen; a change in the meantime keeps it. */
  discard(payment: Payment): Promise<void>;
  /**
   * Decides on the Payment as it is, writes, and decides anew whenever somebody else wrote first.
   * `decide` may throw (a Fault of a guard, for example); no actions means that there is nothing to write.
   * @throws CustomFieldsRefused where they are needed and commercetools does not take them
   */
  update(
    payment: Payment,
    decide: (payment: Payment) => PaymentUpdateAction[],
    customFieldsAre?: CustomFieldsAre,
  ): Promise<Payment>;
  /** Writes what the ledger makes of the entries; logs what an operator must see. */
  settle(payment: Payment, entries: readonly LedgerEntry[]): Promise<SettledPayment>;
}

const MAX_LOST_ANSWERS = 2;
const KEY = /^[A-Za-z0-9_-]{2,256}$/;
/** Adyen's references are letters and digits today. Nothing here could end the predicate's text. */
const PSP_REFERENCE = /^[\w-]{1,64}$/;

/** Full jitter: instances that collided do not collide again. Milliseconds. */
const pauseMs = (tries: number): number => Math.random() * Math.min(400, 15 * 2 ** tries);

const UPDATE_LIMITS = { conflicts: 12, lostResponses: MAX_LOST_ANSWERS, pauseMs };

export const createPaymentStore = (client: ByProjectKeyRequestBuilder, logger: Logger): PaymentStore => {
  const customFields = createCustomFieldSupport(logger);
  const payments = () => client.payments();

  const get = async (paymentId: string): Promise<Payment | undefined> => {
    if (!isUuid(paymentId)) return undefined;
    try {
      return (await payments().withId({ ID: paymentId }).get().execute()).body;
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  };

  const findOne = async (where: string): Promise<Payment | undefined> => {
    const { body } = await payments()
      .get({ queryArgs: { where, limit: 1, withTotal: false } })
      .execute();
    return body.results[0];
  };

  const post = async (payment: Payment, actions: PaymentUpdateAction[]): Promise<Payment> => {
    if (actions.length === 0) return payment;
    const body = { version: payment.version, actions };
    return (await payments().withId({ ID: payment.id }).post({ body }).execute()).body;
  };

  const write = (
    payment: Payment,
    actions: PaymentUpdateAction[],
    customFieldsAre: CustomFieldsAre | undefined,
  ): Promise<Payment> =>
    customFields.update(
      payment.id,
      actions,
      async (permitted) => {
        try {
          return await post(payment, permitted);
        } catch (error) {
          const plain = isDuplicateField(error) ? withoutInterfaceIds(permitted) : undefined;
          if (!plain) throw error;
          logger.warn('Another resource has the interfaceId of a transaction; it was written without one.', {
            code: 'InterfaceIdTaken',
            paymentId: payment.id,
            error,
          });
          return post(payment, plain);
        }
      },
      customFieldsAre,
    );

  const update: PaymentStore['update'] = (given, decide, customFieldsAre) =>
    guarded(() =>
      writeLoop({
        limits: UPDATE_LIMITS,
        state: given,
        read: async () => (await get(given.id)) ?? given,
        write: async (payment) => {
          const actions = decide(payment);
          return actions.length === 0 ? payment : write(payment, actions, customFieldsAre);
        },
      }),
    );

  return {
    get: (paymentId) => guarded(() => get(paymentId)),

    findByPspReference: (pspReference) =>
      guarded(async () => {
        if (!PSP_REFERENCE.test(pspReference)) return undefined;
        return (
          (await findOne(`interfaceId="${pspReference}"`)) ??
          (await findOne(`transactions(interactionId="${pspReference}")`))
        );
      }),

    findByTransactionId: (transactionId) =>
      guarded(() =>
        isUuid(transactionId) ? findOne(`transactions(id="${transactionId}")`) : Promise.resolve(undefined),
      ),

    findByKey: (key) =>
      guarded(async () => {
        if (!KEY.test(key)) return undefined;
        try {
          return (await payments().withKey({ key }).get().execute()).body;
        } catch (error) {
          if (isNotFound(error)) return undefined;
          throw error;
        }
      }),

    createOnce: (draft) =>
      guarded(async () => {
        const existing = async () => (await payments().withKey({ key: draft.key }).get().execute()).body;
        for (let tries = 1; ; tries += 1) {
          try {
            const create = async (body: PaymentDraft) => (await payments().post({ body }).execute()).body;
            return { payment: await customFields.create(draft, create), isNew: true };
          } catch (error) {
            if (isDuplicateField(error)) return { payment: await existing(), isNew: false };
            // The key makes repeating safe: a Payment that was created although its answer was lost is found by it.
            const isWorthRepeating = isConflict(error) || mayHaveHappened(error);
            if (!isWorthRepeating || tries > MAX_LOST_ANSWERS) throw error;
          }
          await sleep(pauseMs(tries));
        }
      }),

    discard: (payment) =>
      guarded(async () => {
        try {
          const queryArgs = { version: payment.version };
          await payments().withId({ ID: payment.id }).delete({ queryArgs }).execute();
        } catch (error) {
          if (!isConflict(error) && !isNotFound(error)) throw error;
        }
      }),

    update,

    settle: async (given, entries) => {
      // The last decision may find its own write already done; what an earlier one found out still holds.
      const newlyAuthorised = new Set<string>();
      let notices: Settlement['notices'] = [];
      const payment = await update(given, (current) => {
        const settlement = settle(current, entries);
        settlement.newlyAuthorised.forEach((pspReference) => newlyAuthorised.add(pspReference));
        notices = settlement.notices;
        return settlement.actions;
      });
      for (const { message, code, fields } of notices) {
        logger.error(message, { code, paymentId: payment.id, ...fields });
      }
      return { payment, isNewlyAuthorised: newlyAuthorised.size > 0 };
    },
  };
};
