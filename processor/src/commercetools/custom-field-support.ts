import type { PaymentDraft, PaymentUpdateAction } from '@commercetools/platform-sdk';
import { withoutCustomFields } from '../ledger/update-actions.ts';
import type { Logger } from '../logging/logger.ts';
import { isBadRequest, isDuplicateField } from './errors.ts';

/** How long the absence of the custom type is believed before it is looked for again. */
const FORGET_AFTER_MS = 60_000;

/**
 * Writes with the connector's custom fields where the project has their type, and without them where it does not: the
 * ledger then works from the transactions' states. The post-deploy script creates the type.
 */
export const createCustomFieldSupport = (logger: Logger) => {
  let missingUntil = 0;

  const attempt = async <T>(full: () => Promise<T>, plain: (() => Promise<T>) | undefined): Promise<T> => {
    if (!plain) return full();
    if (Date.now() < missingUntil) return plain();
    try {
      return await full();
    } catch (error) {
      if (!isBadRequest(error) || isDuplicateField(error)) throw error;
      const result = await plain();
      missingUntil = Date.now() + FORGET_AFTER_MS;
      logger.warn(
        'The custom type of transactions is missing or has other fields: run connector:post-deploy.',
        {
          code: 'CustomTypeMissing',
        },
      );
      return result;
    }
  };

  return {
    update: <T>(
      actions: PaymentUpdateAction[],
      write: (actions: PaymentUpdateAction[]) => Promise<T>,
    ): Promise<T> => {
      const plain = withoutCustomFields(actions);
      return attempt(() => write(actions), plain && (() => write(plain)));
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
