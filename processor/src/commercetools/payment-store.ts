import type { ByProjectKeyRequestBuilder, Payment, PaymentDraft } from '@commercetools/platform-sdk';
import type { PspReference } from '../identifiers.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import { settle, type Settlement } from '../ledger/settle.ts';
import type { Logger } from '../logging/logger.ts';
import { isConflict, isDuplicateField, isNotFound } from './errors.ts';
import { guarded } from './guarded.ts';
import { orUndefined } from './or-undefined.ts';
import { createPaymentQueries, type PaymentQueries } from './payment-queries.ts';
import { createUpdatePayment, MAX_LOST_RESPONSES, pauseMs, type UpdatePayment } from './payment-updates.ts';
import type { RequiredTypes } from './required-types.ts';
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

/**
 * The only place that writes Payments. Every method throws Fault 502 or 503 when commercetools cannot be used; those that
 * write throw 503 `ConfigurationFault` where the project lacks a custom type and does not let the connector create it.
 */
export interface PaymentStore extends PaymentQueries {
  /** Creates the Payment, or gives the one that was created under this key before. */
  createOnce(draft: KeyedPaymentDraft): Promise<{ payment: Payment; isNew: boolean }>;
  /**
   * Removes a Payment that was never sent to Adyen; a change in the meantime keeps it.
   * @returns whether it is gone
   */
  discard(payment: Payment): Promise<boolean>;
  readonly update: UpdatePayment;
  /** Writes what the ledger makes of the entries; logs what an operator must see. */
  settle(payment: Payment, entries: readonly LedgerEntry[]): Promise<SettledPayment>;
}

interface PaymentStoreParts {
  readonly client: ByProjectKeyRequestBuilder;
  readonly types: RequiredTypes;
  readonly logger: Logger;
}

export const createPaymentStore = ({ client, types, logger }: PaymentStoreParts): PaymentStore => {
  const queries = createPaymentQueries(client);
  const update = createUpdatePayment({ client, queries, types, logger });
  return {
    ...queries,
    update,
    createOnce: creating(client, types),
    discard: discarding(client),
    settle: settling(update, logger),
  };
};

const creating = (client: ByProjectKeyRequestBuilder, types: RequiredTypes): PaymentStore['createOnce'] => {
  const payments = () => client.payments();
  const create = async (body: PaymentDraft): Promise<Payment> =>
    (await payments().post({ body }).execute()).body;
  const existing = (key: string): Promise<Payment | undefined> =>
    orUndefined(payments().withKey({ key }).get().execute());
  return (draft) => {
    const created = async () => ({
      payment: await types.write<PaymentDraft, Payment>(draft, create),
      isNew: true,
    });
    return guarded(() =>
      writeLoop({
        limits: { conflicts: MAX_LOST_RESPONSES, lostResponses: MAX_LOST_RESPONSES, pauseMs },
        state: draft,
        // The key makes repeating safe: a Payment that was created although its response was lost is found by it.
        write: async () => {
          try {
            return await created();
          } catch (error) {
            if (!isDuplicateField(error)) throw error;
            const payment = await existing(draft.key);
            // The one that had the key was removed in the meantime.
            return payment ? { payment, isNew: false } : await created();
          }
        },
      }),
    );
  };
};

const discarding =
  (client: ByProjectKeyRequestBuilder): PaymentStore['discard'] =>
  ({ id, version }) =>
    guarded(async () => {
      try {
        await client.payments().withId({ ID: id }).delete({ queryArgs: { version } }).execute();
        return true;
      } catch (error) {
        if (isConflict(error)) return false;
        if (isNotFound(error)) return true;
        throw error;
      }
    });

const settling =
  (update: UpdatePayment, logger: Logger): PaymentStore['settle'] =>
  async (given, entries) => {
    // The last decision may find its own write already done; what an earlier one found out still holds.
    const newlyAuthorised = new Set<PspReference>();
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
  };
