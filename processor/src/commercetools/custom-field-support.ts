import type { PaymentDraft, PaymentUpdateAction } from '@commercetools/platform-sdk';
import { TRANSACTION_TYPE_KEY, withoutCustomFields } from '../ledger/update-actions.ts';
import type { Logger } from '../logging/logger.ts';
import { isBadRequest, isDuplicateField, isMissingType } from './errors.ts';

/** How long the absence of the custom type is believed before it is looked for again. */
const FORGET_AFTER_MS = 60_000;

/** Whether a write may be made without the custom fields where commercetools does not take them. */
export type CustomFieldsAre = 'optional' | 'needed';

/** commercetools does not take the custom fields of a write that is nothing without them; nothing was written. */
export class CustomFieldsRefused extends Error {
  override readonly name = 'CustomFieldsRefused';
}

/**
 * Writes with the connector's custom fields where the project has their type, and without them where it does not: the
 * ledger then works from the transactions' states. The post-deploy script creates the type.
 *
 * Only the absence of the type is remembered for a while. Any other refusal (a transaction that carries another custom
 * type, a field that the type lacks) says nothing of the next write.
 */
export const createCustomFieldSupport = (logger: Logger) => {
  let missingUntil = 0;

  const rememberAbsence = (): void => {
    missingUntil = Date.now() + FORGET_AFTER_MS;
    logger.warn('The custom type of transactions is missing: run connector:post-deploy.', {
      code: 'CustomTypeMissing',
    });
  };

  const attempt = async <T>(full: () => Promise<T>, plain: () => Promise<T>): Promise<T> => {
    if (Date.now() < missingUntil) return plain();
    try {
      return await full();
    } catch (error) {
      if (!isBadRequest(error) || isDuplicateField(error)) throw error;
      if (isMissingType(error, TRANSACTION_TYPE_KEY)) {
        rememberAbsence();
        return plain();
      }
      const result = await plain();
      logger.warn('commercetools refused the custom fields of a transaction; it was written without them.', {
        code: 'CustomFieldsRefused',
        error,
      });
      return result;
    }
  };

  return {
    update: <T>(
      paymentId: string,
      actions: PaymentUpdateAction[],
      write: (actions: PaymentUpdateAction[]) => Promise<T>,
      customFieldsAre: CustomFieldsAre = 'optional',
    ): Promise<T> => {
      const plain = withoutCustomFields(paymentId, actions);
      if (!plain) return write(actions);
      return attempt(
        () => write(actions),
        () => (customFieldsAre === 'needed' ? Promise.reject(new CustomFieldsRefused()) : write(plain)),
      );
    },
    create: <T>(draft: PaymentDraft, write: (draft: PaymentDraft) => Promise<T>): Promise<T> => {
      const transactions =
        draft.transactions?.map(({ custom: _custom, ...transaction }) => transaction) ?? [];
      return attempt(
        () => write(draft),
        () => write({ ...draft, transactions }),
      );
    },
  };
};
