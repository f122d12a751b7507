import type { Payment, PaymentUpdateAction } from '@commercetools/platform-sdk';
import type { Fault } from '../errors.ts';
import type { TransactionId } from '../identifiers.ts';
import { encodeIdentity, isSameIdentity, type RequestIdentity } from '../ledger/request-identity.ts';
import { isUnanswered, sameMoney, viewsOf, type TransactionView } from '../ledger/transaction-view.ts';
import { TRANSACTION_TYPE_KEY } from '../ledger/update-actions.ts';
import type { CallersWaiting } from '../use-case.ts';
import { chargeToRefund } from './charge-to-refund.ts';
import type { IsCutOff } from './patience.ts';
import type { LimitsConfig } from './method-limits.ts';
import { breachOf, modificationRules, type ModificationRequest } from './rules.ts';

/** A modification with the identity of its request. */
export interface IntentRequest extends ModificationRequest {
  readonly identity: RequestIdentity;
}

/** What is known besides the Payment when an intent is decided on. */
export interface Knowledge {
  readonly callers: Pick<CallersWaiting, 'stateOf'>;
  readonly isCutOff: IsCutOff;
  /** What custom objects of earlier versions say (earlier-intents.ts). */
  readonly earlier: {
    /** The transaction that an earlier version wrote for the request's key. */
    readonly transactionId: TransactionId | undefined;
    /** Transactions that were there when the custom object was read. */
    readonly askedAbout: ReadonlySet<TransactionId | undefined>;
  };
  readonly config: LimitsConfig;
  readonly now: Date;
}

export type IntentDecision =
  /** The same request has written it before, or it was cut off and this request continues it. */
  | { readonly kind: 'existing'; readonly intent: TransactionView }
  /** These actions write the intent. */
  | { readonly kind: 'write'; readonly actions: PaymentUpdateAction[] }
  /** An equal intent may be this request's, or that of a caller who waits in another process: time will tell. */
  | { readonly kind: 'wait' }
  /** A custom object of an earlier version may know whose these transactions are. */
  | { readonly kind: 'ask'; readonly about: readonly (TransactionId | undefined)[] }
  /** The key belongs to another request. */
  | { readonly kind: 'reusedKey' }
  /** The modification is impossible. */
  | { readonly kind: 'breach'; readonly fault: Fault };

/**
 * What to do about a request, as the Payment is now. With a key its intent is the one that carries the key, whatever became of
 * it. Without, it is one whose caller is gone and never got the outcome, also when a notification has settled it since.
 */
export const decideIntent = (
  payment: Payment,
  request: IntentRequest,
  knowledge: Knowledge,
): IntentDecision => {
  const candidates = viewsOfKind(payment, request.kind);
  const own = candidates.find(
    (view) => isIntentOf(view, request.identity) || isEarlierIntent(view, knowledge),
  );
  if (own) {
    const isRepeated = isSame(own, request) && hasReference(own, request);
    return isRepeated ? { kind: 'existing', intent: own } : { kind: 'reusedKey' };
  }
  const undecided =
    request.identity.kind === 'key'
      ? askAbout(candidates, knowledge)
      : joinOpen(candidates, request, knowledge);
  return undecided ?? writeIntent(payment, request, knowledge);
};

/** The transactions that stand for modifications of this kind. */
export const viewsOfKind = (payment: Payment, kind: ModificationRequest['kind']): TransactionView[] =>
  viewsOf(payment).filter(({ type }) => type === modificationRules[kind].type);

export const isIntentOf = ({ identity }: TransactionView, wanted: RequestIdentity): boolean =>
  identity !== undefined && isSameIdentity(identity, wanted);

const isEarlierIntent = ({ id }: TransactionView, { earlier }: Knowledge): boolean =>
  id !== undefined && id === earlier.transactionId;

/** Transactions that do not say whose they are: Adyen reported them, or an earlier version wrote them without custom fields. */
export const isOfUnknownRequest = ({ identity }: TransactionView): boolean => identity === undefined;

const askAbout = (
  candidates: readonly TransactionView[],
  { earlier }: Knowledge,
): IntentDecision | undefined => {
  const about = candidates
    .filter(isOfUnknownRequest)
    .map(({ id }) => id)
    .filter((id) => !earlier.askedAbout.has(id));
  return about.length === 0 ? undefined : { kind: 'ask', about };
};

const joinOpen = (
  candidates: readonly TransactionView[],
  request: IntentRequest,
  knowledge: Knowledge,
): IntentDecision | undefined => {
  const open = candidates.filter((view) => isSame(view, request) && mayBeJoined(view, request, knowledge));
  const intent = open.find((view) => isAbandoned(view, knowledge));
  if (intent) return { kind: 'existing', intent };
  return open.length === 0 ? undefined : { kind: 'wait' };
};

/** Whether nobody waits for it: its caller has left this process, or another process had time enough to answer. */
const isAbandoned = (view: TransactionView, { callers, isCutOff }: Knowledge): boolean =>
  (view.identity?.kind === 'unkeyed' && callers.stateOf(view.identity) !== 'elsewhere') || isCutOff(view);

const isSame = ({ amount, fields }: TransactionView, request: IntentRequest): boolean => {
  const { kind, transactionId } = request;
  const isOfCharge = transactionId === undefined || (fields.charge ?? transactionId) === transactionId;
  return modificationRules[kind].isOfWholeAuthorisation || (sameMoney(amount, request.amount) && isOfCharge);
};

/** An earlier version may not have remembered the merchant's reference. */
const hasReference = ({ stored, fields }: TransactionView, { merchantReference }: IntentRequest): boolean =>
  !stored.includes('facts') || fields.reference === merchantReference;

const mayBeJoined = (view: TransactionView, request: IntentRequest, { callers }: Knowledge): boolean => {
  const { identity, fields } = view;
  if (identity?.kind === 'key' || fields.reference !== request.merchantReference) return false;
  const caller = identity && callers.stateOf(identity);
  return caller !== 'waiting' && (caller === 'failed' || isUnreported(view));
};

/** Of what an earlier version wrote without custom fields, only an intent that Adyen has not answered was surely cut off. */
const isUnreported = (view: TransactionView): boolean =>
  view.stored.includes('requestDigest') ? !view.facts.has('answered') : isUnanswered(view);

const writeIntent = (
  payment: Payment,
  request: IntentRequest,
  { now, config }: Knowledge,
): IntentDecision => {
  const fault = breachOf(payment, request, config);
  if (fault) return { kind: 'breach', fault };
  return { kind: 'write', actions: [intentAction(payment, request, now)] };
};

const intentAction = (payment: Payment, request: IntentRequest, now: Date): PaymentUpdateAction => {
  const { kind, amount, merchantReference, identity, transactionId } = request;
  const { type, isTakenFromCharge } = modificationRules[kind];
  const charge = isTakenFromCharge ? chargeToRefund(payment, amount.centAmount, transactionId) : undefined;
  return {
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
          requestDigest: encodeIdentity(identity),
          ...(merchantReference !== undefined && { reference: merchantReference }),
          ...(charge !== undefined && { charge }),
        },
      },
    },
  };
};
