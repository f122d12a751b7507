import * as z from 'zod';
import type { PaymentId, TransactionId } from '../identifiers.ts';
import { encodeIdentity } from '../ledger/request-identity.ts';
import type { PaymentDependencies } from '../use-case.ts';
import type { IntentRequest } from './intent.ts';

/**
 * Intents that earlier versions wrote where the project had no custom type for transactions. Until Adyen had answered, such
 * an intent carried its key in the `interfaceId` (ledger/transaction-view.ts); a custom object of this container remembers
 * the key for good. Nothing writes here any more.
 */
const CONTAINER = 'adyen-connector-intents';

const schema = z.object({ transactionId: z.string().brand<'TransactionId'>() });

/** What makes an intent that of a key. */
type Identity = Pick<IntentRequest, 'kind' | 'identity'>;

/**
 * The id of the transaction that an earlier version wrote for a key and could not mark with it for good.
 * @throws Fault 502 or 503 when commercetools cannot be used
 */
export const findEarlierIntent = async (
  { customObjects }: Pick<PaymentDependencies, 'customObjects'>,
  paymentId: PaymentId,
  { kind, identity }: Identity,
): Promise<TransactionId | undefined> => {
  const key = `${paymentId}-${kind}-${encodeIdentity(identity)}`;
  const stored = schema.safeParse(await customObjects.get(CONTAINER, key));
  return stored.success ? stored.data.transactionId : undefined;
};
