import type { Payment, PaymentUpdateAction } from '@commercetools/platform-sdk';
import { CustomFieldsRefused } from '../commercetools/custom-field-support.ts';
import type { TransactionView } from '../ledger/transaction-view.ts';
import type { PaymentDependencies } from '../use-case.ts';
import {
  digestOfView,
  findIntent,
  intentActions,
  IntentOpenElsewhere,
  isKeyed,
  requestDigestOf,
  viewsOfKind,
  type IntentRequest,
  type WrittenIntent,
} from './modification-intent.ts';
import { findKeptIntent, writeKeptIntent } from './kept-intents.ts';

/** How long another process has to answer the caller of an intent before the intent counts as cut off; milliseconds. */
const PATIENCE_MS = 3_000;
const STEP_MS = 100;

/** Intents of which custom objects may know more than their transactions tell. */
class PerhapsKept extends Error {
  override readonly name = 'PerhapsKept';
  readonly ids: readonly (string | undefined)[];

  constructor(views: readonly TransactionView[]) {
    super();
    this.ids = views.map(({ id }) => id);
  }
}

/**
 * Writes the intent of a request, unless an earlier try of the same request has written it. An equal intent without a key
 * that another process has just written is waited for: either its caller is answered, and it is another request's, or it
 * was cut off, and is this one's.
 * @throws Fault 400 of the guard, 409 when the key was used for another request, 502, 503
 */
export const writeIntent = async (
  deps: PaymentDependencies,
  given: Payment,
  request: IntentRequest,
): Promise<WrittenIntent> => {
  const isCutOff = patience(deps.now);
  const unkept = new Set<string | undefined>();
  let payment = given;
  for (;;) {
    try {
      return await writeUnlessFound(deps, payment, request, { isCutOff, unkept });
    } catch (error) {
      if (error instanceof CustomFieldsRefused) return writeKeptIntent(deps, payment, request);
      if (error instanceof PerhapsKept) {
        if (await findKeptIntent(deps, payment.id, request)) return writeKeptIntent(deps, payment, request);
        error.ids.forEach((id) => unkept.add(id));
      } else if (error instanceof IntentOpenElsewhere) {
        await new Promise((resolve) => setTimeout(resolve, STEP_MS));
        payment = (await deps.payments.get(payment.id)) ?? payment;
      } else {
        throw error;
      }
    }
  }
};

/** The intent that a key has written, as far as this Payment tells or a custom object keeps it. @throws Fault 502, 503 */
export const findOwnIntent = async (
  deps: PaymentDependencies,
  payment: Payment,
  identity: Pick<IntentRequest, 'kind' | 'digest'>,
): Promise<TransactionView | undefined> => {
  const own = viewsOfKind(payment, identity.kind).find((view) => digestOfView(view) === identity.digest);
  if (own || unrememberedOf(payment, identity.kind).length === 0) return own;
  const transactionId = await findKeptIntent(deps, payment.id, identity);
  return viewsOfKind(payment, identity.kind).find(({ id }) => id === transactionId);
};

interface Known {
  readonly isCutOff: (view: TransactionView) => boolean;
  /** Transactions that custom objects say nothing of. */
  readonly unkept: ReadonlySet<string | undefined>;
}

const writeUnlessFound = async (
  deps: PaymentDependencies,
  payment: Payment,
  request: IntentRequest,
  { isCutOff, unkept }: Known,
): Promise<WrittenIntent> => {
  const found: { intent?: TransactionView | undefined } = {};
  const decide = (current: Payment): PaymentUpdateAction[] => {
    found.intent = findIntent(current, request, isCutOff);
    if (found.intent) return [];
    const unknown = isKeyed(request)
      ? unrememberedOf(current, request.kind).filter(({ id }) => !unkept.has(id))
      : [];
    if (unknown.length > 0) throw new PerhapsKept(unknown);
    return intentActions(current, request, deps.now(), deps.config.paymentMethodsConfig);
  };
  const written = await deps.payments.update(payment, decide, isKeyed(request) ? 'needed' : 'optional');
  const intent = found.intent ?? findIntent(written, request, isCutOff);
  if (!intent) throw new Error('The intent that was just written is not there.');
  // The mark of an intent without custom fields goes when Adyen has answered it: the key has to be kept before that.
  const isKept = !isKeyed(request) || requestDigestOf(intent) !== undefined;
  return isKept ? { payment: written, intent } : writeKeptIntent(deps, written, request);
};

/** Those of the request's kind that tell nothing of their request: answered while the custom type was missing, or not ours. */
const unrememberedOf = (payment: Payment, kind: IntentRequest['kind']): TransactionView[] =>
  viewsOfKind(payment, kind).filter(({ requestedBy }) => requestedBy === undefined);

/** Counts from when the intent was written, or from when it was first seen where clocks differ. */
const patience = (now: () => Date): ((view: TransactionView) => boolean) => {
  const seen = new Map<string | undefined, number>();
  return ({ id, timestamp }) => {
    const at = now().getTime();
    const first = seen.get(id) ?? at;
    seen.set(id, first);
    const written = Date.parse(timestamp ?? '');
    return Number.isNaN(written) || at - Math.min(first, written) >= PATIENCE_MS;
  };
};
