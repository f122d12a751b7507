import { randomUUID } from 'node:crypto';
import { sha256 } from '../digest.ts';
import type { Payment, PaymentUpdateAction } from '@commercetools/platform-sdk';
import type { Config } from '../config/config.ts';
import { idempotencyKeyReused } from '../errors.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import { decodeRequestedBy, encodeRequestedBy } from '../ledger/requested-by.ts';
import { encodeFields, type RequestIdentity } from '../ledger/transaction-fields.ts';
import {
  isUnanswered,
  rememberedIdentity,
  sameMoney,
  viewsOf,
  type TransactionView,
} from '../ledger/transaction-view.ts';
import { TRANSACTION_TYPE_KEY } from '../ledger/update-actions.ts';
import { chargeToRefund } from './charge-to-refund.ts';
import { modificationRules, type ModificationRequest } from './modifications.ts';

const UNKEYED = 'unkeyed-';
const OF_THIS_PROCESS = `${UNKEYED}${randomUUID()}-`;

/**
 * Requests without an `Idempotency-Key` whose callers are still waiting in this process. An intent of one of them belongs
 * to that caller: another request for the same amount at the same time is another capture. An intent of nobody was cut off,
 * and the same request continues it. Who waits in another process is not known here; losing this set (a crash) makes its
 * open intents those of another process.
 */
const waiting = new Set<string>();

/**
 * Requests without a key that ended in an error although their intents may say that they were answered: that note is written
 * with the outcome, and the answer to that write may have been lost. Their callers were told that trying again is safe.
 */
const untold = new Set<string>();
const MOST_UNTOLD = 1000;

const rememberUntold = (digest: string): void => {
  untold.add(digest);
  const [oldest] = untold;
  if (untold.size > MOST_UNTOLD && oldest !== undefined) untold.delete(oldest);
};

/** The caller of a request that continues the intent is about to be told its outcome. */
export const markTold = (view: TransactionView): void => {
  const digest = digestOfView(view);
  if (digest !== undefined) untold.delete(digest);
};

/** Who asked for the modification, as an intent stores it: by a custom field or by its mark. */
export const digestOfView = ({ requestedBy }: RequestIdentity): string | undefined =>
  requestedBy && encodeRequestedBy(requestedBy);

/** The same, as far as a custom field tells it. */
export const requestDigestOf = (view: TransactionView): string | undefined =>
  digestOfView(rememberedIdentity(view));

/** A modification with what makes it the same one when it is asked for again. */
export interface IntentRequest extends ModificationRequest {
  readonly digest: string;
}

/** A Payment that holds the intent. */
export interface WrittenIntent {
  readonly payment: Payment;
  readonly intent: TransactionView;
}

/** An intent that could be this request's, or that of a caller who waits in another process: time will tell. */
export class IntentOpenElsewhere extends Error {
  override readonly name = 'IntentOpenElsewhere';
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
  if (idempotencyKey !== undefined) return run({ ...request, digest: digestOfKey(idempotencyKey) });
  const digest = `${OF_THIS_PROCESS}${randomUUID()}`;
  waiting.add(digest);
  void callerLeft.then(() => waiting.delete(digest));
  try {
    return await run({ ...request, digest });
  } catch (error) {
    rememberUntold(digest);
    throw error;
  } finally {
    waiting.delete(digest);
  }
};

/** What an intent remembers of its caller's key. */
export const digestOfKey = (idempotencyKey: string): string => sha256(idempotencyKey);

/** Whether the request has a key, and with it an identity that outlives the connection. */
export const isKeyed = ({ digest }: IntentRequest): boolean => !digest.startsWith(UNKEYED);

/**
 * What is noted of an intent whose outcome is about to be told. A caller that left without a key gets no answer: what it
 * asks for next is the same request.
 */
export const answeredNotes = (request: IntentRequest, transactionId: string | undefined): LedgerEntry[] =>
  !isKeyed(request) && !waiting.has(request.digest)
    ? []
    : [{ type: 'Note', transactionId, note: 'answered' }];

/** The transactions that stand for modifications of this kind. */
export const viewsOfKind = (payment: Payment, kind: ModificationRequest['kind']): TransactionView[] =>
  viewsOf(payment).filter(({ type }) => type === modificationRules[kind].type);

/**
 * The transaction that the same request wrote: this one, or an earlier try of it. With a key it is the one that carries
 * the key, whatever became of it; without, one whose caller is gone and was never told the outcome, also when a
 * notification has settled it since.
 * @param isCutOff whether another process has had time enough to answer an intent's caller
 * @throws Fault 409 when the key was used for another amount
 * @throws IntentOpenElsewhere while that is not known
 */
export const findIntent = (
  payment: Payment,
  request: IntentRequest,
  isCutOff: (view: TransactionView) => boolean,
): TransactionView | undefined => {
  const sameKind = viewsOfKind(payment, request.kind);
  const own = sameKind.find((view) => digestOfView(view) === request.digest);
  if (own) assertSame(own, request);
  if (own || isKeyed(request)) return own;
  const open = sameKind.filter((view) => isSame(view, request) && mayBeJoined(view, request));
  const abandoned = open.find(
    (view) => digestOfView(view)?.startsWith(OF_THIS_PROCESS) === true || isCutOff(view),
  );
  if (open.length > 0 && !abandoned) throw new IntentOpenElsewhere();
  return abandoned;
};

/** @throws Fault 409 when an intent that carries the request's key is another request's */
export const assertSame = (intent: TransactionView, request: IntentRequest): void => {
  if (isSame(intent, request)) return;
  throw idempotencyKeyReused();
};

const isSame = ({ amount, fields }: TransactionView, request: IntentRequest): boolean => {
  const { kind, transactionId } = request;
  const isOfCharge = transactionId === undefined || (fields.charge ?? transactionId) === transactionId;
  return kind === 'cancel' || (sameMoney(amount, request.amount) && isOfCharge);
};

const mayBeJoined = (view: TransactionView, request: IntentRequest): boolean => {
  const { facts, fields } = view;
  const digest = digestOfView(view);
  if (digest !== undefined && (!digest.startsWith(UNKEYED) || waiting.has(digest))) return false;
  // Where there are no custom fields, only an intent that nobody has answered is known to have been cut off.
  const isUntold = requestDigestOf(view) === undefined ? isUnanswered(view) : !facts.has('answered');
  const isOurs = digest !== undefined && untold.has(digest);
  return (isUntold || isOurs) && fields.reference === request.merchantReference;
};

/** The update that writes the intent. @throws Fault 400 of the guard */
export const intentActions = (
  payment: Payment,
  request: IntentRequest,
  now: Date,
  paymentMethodsConfig: Config['paymentMethodsConfig'],
): PaymentUpdateAction[] => {
  const { type, assertPossible } = modificationRules[request.kind];
  assertPossible(payment, request, paymentMethodsConfig);
  const { kind, amount, merchantReference, digest, transactionId } = request;
  const charge = kind === 'refund' ? chargeToRefund(payment, amount.centAmount, transactionId) : undefined;
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
          fields: encodeFields({
            facts: [{ name: 'requested' }],
            requestedBy: decodeRequestedBy(digest),
            ...(merchantReference !== undefined && { reference: merchantReference }),
            ...(charge !== undefined && { charge }),
          }),
        },
      },
    },
  ];
};
