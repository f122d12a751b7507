import type { Payment } from '@commercetools/platform-sdk';
import { idempotencyKeyReused } from '../errors.ts';
import { paymentIdOf } from '../identifiers.ts';
import type { RequestIdentity } from '../ledger/request-identity.ts';
import type { TransactionView } from '../ledger/transaction-view.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { findEarlierIntent } from './earlier-intents.ts';
import {
  decideIntent,
  isIntentOf,
  isOfUnknownRequest,
  viewsOfKind,
  type IntentDecision,
  type IntentRequest,
  type Knowledge,
} from './intent.ts';
import { createPatience } from './patience.ts';
import type { ModificationRequest } from './rules.ts';

/** Milliseconds between two looks at an intent that another process may still answer. */
const STEP_MS = 100;

/** A Payment that holds the intent. */
export interface StoredIntent {
  readonly payment: Payment;
  readonly intent: TransactionView;
}

/**
 * Writes the intent of a request, unless an earlier try of the same request has written it. An equal intent without a key
 * that another process has just written is waited for: either its caller is answered, and it is another request's, or it
 * was cut off, and is this one's.
 * @throws Fault 400 of the guard, 409 when the key was used for another request, 502, 503
 */
export const storeIntent = async (
  deps: PaymentDependencies,
  given: Payment,
  request: IntentRequest,
): Promise<StoredIntent> => {
  const isCutOff = createPatience(deps.now);
  let earlier: Knowledge['earlier'] = { transactionId: undefined, askedAbout: new Set() };
  let payment = given;
  for (;;) {
    const known = { callers: deps.callers, isCutOff, earlier };
    const { decision, current } = await decideAndWrite(deps, payment, request, known);
    payment = current;
    switch (decision.kind) {
      case 'existing':
        return { payment, intent: decision.intent };
      case 'write':
        return { payment, intent: writtenIntent(payment, request) };
      case 'wait':
        await new Promise((resolve) => setTimeout(resolve, STEP_MS));
        payment = await reread(deps, payment);
        break;
      case 'ask': {
        const transactionId = await findEarlierIntent(deps, paymentIdOf(payment), request);
        earlier = { transactionId, askedAbout: new Set([...earlier.askedAbout, ...decision.about]) };
        if (transactionId !== undefined) payment = await reread(deps, payment);
        break;
      }
      case 'reusedKey':
        throw idempotencyKeyReused();
      case 'breach':
        throw decision.fault;
    }
  }
};

/** The intent that a request has written, as far as this Payment tells or a custom object of an earlier version does. @throws Fault 502, 503 */
export const findOwnIntent = async (
  deps: PaymentDependencies,
  payment: Payment,
  { kind, identity }: { readonly kind: ModificationRequest['kind']; readonly identity: RequestIdentity },
): Promise<TransactionView | undefined> => {
  const candidates = viewsOfKind(payment, kind);
  const own = candidates.find((view) => isIntentOf(view, identity));
  if (own || !candidates.some(isOfUnknownRequest)) return own;
  const transactionId = await findEarlierIntent(deps, paymentIdOf(payment), { kind, identity });
  return candidates.find(({ id }) => id === transactionId);
};

/** Decides on the Payment as it is, and anew whenever somebody else wrote first; writes where that is the decision. */
const decideAndWrite = async (
  deps: PaymentDependencies,
  given: Payment,
  request: IntentRequest,
  known: Pick<Knowledge, 'callers' | 'isCutOff' | 'earlier'>,
): Promise<{ decision: IntentDecision; current: Payment }> => {
  const { config } = deps;
  const decide = (payment: Payment): IntentDecision =>
    decideIntent(payment, request, { ...known, config, now: deps.now() });
  let decision: IntentDecision | undefined;
  const current = await deps.payments.update(given, (payment) => {
    decision = decide(payment);
    return decision.kind === 'write' ? decision.actions : [];
  });
  return { decision: decision ?? decide(current), current };
};

const writtenIntent = (payment: Payment, { kind, identity }: IntentRequest): TransactionView => {
  const intent = viewsOfKind(payment, kind).find((view) => isIntentOf(view, identity));
  if (!intent) throw new Error('The intent that was just written is not there.');
  return intent;
};

const reread = async ({ payments }: PaymentDependencies, payment: Payment): Promise<Payment> =>
  (await payments.get(paymentIdOf(payment))) ?? payment;
