import { createHash, randomUUID } from 'node:crypto';
import type { Payment, PaymentUpdateAction } from '@commercetools/platform-sdk';
import { Fault } from '../errors.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import { isUnanswered, sameMoney, viewsOf, type TransactionView } from '../ledger/transaction-view.ts';
import { TRANSACTION_TYPE_KEY } from '../ledger/update-actions.ts';
import { modificationRules, type ModificationRequest } from './modifications.ts';

const UNKEYED = 'unkeyed-';

/**
 * Requests without an `Idempotency-Key` whose callers are still waiting in this process. An intent of one of them belongs
 * to that caller: another request for the same amount at the same time is another capture. An intent of nobody was cut off,
 * and the same request continues it. Losing this set (a crash) makes every open intent one of nobody, which is right.
 */
const waiting = new Set<string>();

/** A modification with what makes it the same one when it is asked for again. */
export interface IntentRequest extends ModificationRequest {
  readonly digest: string;
}

/**
 * Runs a modification under its identity: the caller's key, else one of its own for as long as the caller waits.
 * @param callerLeft resolves when the caller closed the connection: what it repeats afterwards is the same request
 */
export const withIdentity = async <T>(
  request: ModificationRequest,
  idempotencyKey: string | undefined,
  callerLeft: Promise<void>,
  run: (request: IntentRequest) => Promise<T>,
): Promise<T> => {
  if (idempotencyKey !== undefined) {
    return run({ ...request, digest: createHash('sha256').update(idempotencyKey).digest('hex') });
  }
  const digest = `${UNKEYED}${randomUUID()}`;
  waiting.add(digest);
  void callerLeft.then(() => waiting.delete(digest));
  try {
    return await run({ ...request, digest });
  } finally {
    waiting.delete(digest);
  }
};

/**
 * What is noted of an intent whose outcome is about to be told. A caller that left without a key gets no answer: what it
 * asks for next is the same request.
 */
export const answeredNotes = (request: IntentRequest, transactionId: string | undefined): LedgerEntry[] =>
  request.digest.startsWith(UNKEYED) && !waiting.has(request.digest)
    ? []
    : [{ type: 'Note', transactionId, note: 'answered' }];

/**
 * The transaction that the same request wrote: this one, or an earlier try of it. With a key it is the one that carries
 * the key, whatever became of it; without, one whose caller is gone and was never told the outcome, also when a
 * notification has settled it since.
 * @throws Fault 409 when the key was used for another amount
 */
export const findIntent = (payment: Payment, request: IntentRequest): TransactionView | undefined => {
  const isSame = (view: TransactionView): boolean =>
    request.kind === 'cancel' || sameMoney(view.amount, request.amount);
  const sameType = viewsOf(payment).filter(({ type }) => type === modificationRules[request.kind].type);
  const own = sameType.find(({ fields }) => fields.requestDigest === request.digest);
  if (own && !isSame(own)) {
    throw new Fault(
      409,
      'IdempotencyKeyReused',
      'This Idempotency-Key belongs to another request. Use a new key.',
    );
  }
  return own ?? sameType.find((view) => isAbandoned(view, request, isSame));
};

const isAbandoned = (
  view: TransactionView,
  request: IntentRequest,
  isSame: (view: TransactionView) => boolean,
): boolean => {
  const { requestDigest, reference } = view.fields;
  const mayBeJoined =
    requestDigest === undefined
      ? isUnanswered(view)
      : requestDigest.startsWith(UNKEYED) && !waiting.has(requestDigest) && !view.facts.has('answered');
  return mayBeJoined && isSame(view) && reference === request.merchantReference;
};

/** The update that writes the intent, unless it stands there already. @throws Fault 400 of the guard */
export const intentActions = (payment: Payment, request: IntentRequest, now: Date): PaymentUpdateAction[] => {
  if (findIntent(payment, request)) return [];
  const { type, assertPossible } = modificationRules[request.kind];
  assertPossible(payment, request);
  const { amount, merchantReference, digest } = request;
  return [
    {
      action: 'addTransaction',
      transaction: {
        type,
        amount,
        state: 'Initial',
        timestamp: now.toISOString(),
        custom: {
          type: { typeId: 'type', key: TRANSACTION_TYPE_KEY },
          fields: {
            facts: ['requested'],
            requestDigest: digest,
            ...(merchantReference !== undefined && { reference: merchantReference }),
          },
        },
      },
    },
  ];
};
