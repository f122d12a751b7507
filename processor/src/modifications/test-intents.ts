import type { Payment, Transaction } from '@commercetools/platform-sdk';
import type { TransactionId } from '../identifiers.ts';
import { encodeIdentity, type RequestIdentity } from '../ledger/request-identity.ts';
import { PAYMENT_ID, paymentOf } from '../ledger/test-payment.ts';
import type { CallerState } from '../use-case.ts';
import { decideIntent, type IntentDecision, type IntentRequest, type Knowledge } from './intent.ts';
import type { LimitsConfig } from './method-limits.ts';

// Payments with intents as this version and an earlier one wrote them, and what is decided about them, for the tests of intents.

/** Nothing is set of how payments are captured. */
export const usualLimits: LimitsConfig = {
  paymentMethodsConfig: {},
  adyen: { hasMultiplePartialCaptures: true },
};

export const eur = (centAmount: number) => ({ centAmount, currencyCode: 'EUR' });
export const ours = '5b4f0c9e-0d0c-4c4b-8c6e-000000000001';
const theirs = '5b4f0c9e-0d0c-4c4b-8c6e-000000000002';
const unkeyed = (processId: string, request: number): RequestIdentity => ({
  kind: 'unkeyed',
  processId,
  requestId: `00000000-0000-0000-0000-${String(request).padStart(12, '0')}`,
});
export const key: RequestIdentity = { kind: 'key', digest: 'a1'.repeat(32) };
export const otherKey: RequestIdentity = { kind: 'key', digest: 'b2'.repeat(32) };
export const me = unkeyed(ours, 1);
export const another = unkeyed(ours, 2);
export const elsewhere = unkeyed(theirs, 1);

export type Fields = Record<string, unknown>;

/** A capture of 2.00 EUR, as this version writes it. */
export const intent = (
  identity: RequestIdentity | undefined,
  fields: Fields = {},
  more: Partial<Transaction> = {},
): Partial<Transaction> => ({
  type: 'Charge',
  amount: { ...eur(200), type: 'centPrecision', fractionDigits: 2 },
  custom: {
    type: { typeId: 'type', id: 'type' },
    fields: {
      facts: ['requested'],
      ...(identity && { requestDigest: encodeIdentity(identity) }),
      ...fields,
    },
  },
  ...more,
});

/** As an earlier version wrote it where the project had no custom type. */
export const plain = (more: Partial<Transaction> = {}): Partial<Transaction> => {
  const { custom: _custom, ...transaction } = intent(undefined, {}, more);
  return transaction;
};
export const marked = (identity: RequestIdentity, more: Partial<Transaction> = {}): Partial<Transaction> =>
  plain({ interfaceId: `intent-${encodeIdentity(identity)}.Charge.${PAYMENT_ID}`, ...more });

const authorisation: Partial<Transaction> = {
  state: 'Success',
  interactionId: 'A1',
  interfaceId: 'A1',
};

/** 10.00 EUR authorised; the further transactions are transaction-1, transaction-2 and so on. */
export const payment = (...transactions: Partial<Transaction>[]): Payment =>
  paymentOf(eur(1000), [authorisation, ...transactions]);

export const request = (identity: RequestIdentity, changes: Partial<IntentRequest> = {}): IntentRequest => ({
  kind: 'capture',
  amount: eur(200),
  identity,
  ...changes,
});

export interface Known {
  readonly caller?: CallerState;
  readonly isCutOff?: boolean;
  readonly transactionId?: TransactionId;
  readonly askedAbout?: readonly TransactionId[];
}

export const decide = (
  current: Payment,
  wanted: IntentRequest,
  { caller = 'gone', isCutOff = false, transactionId, askedAbout = [] }: Known = {},
): IntentDecision => {
  const knowledge: Knowledge = {
    callers: { stateOf: ({ processId }) => (processId === ours ? caller : 'elsewhere') },
    isCutOff: () => isCutOff,
    earlier: { transactionId, askedAbout: new Set(askedAbout) },
    config: usualLimits,
    now: new Date('2026-01-01T00:00:00Z'),
  };
  return decideIntent(current, wanted, knowledge);
};

/** The decision in a word, with the transaction that it is about. */
export const inShort = (decision: IntentDecision): string => {
  if (decision.kind === 'existing') return `existing ${decision.intent.id ?? ''}`;
  return decision.kind === 'ask' ? `ask ${decision.about.join(' ')}` : decision.kind;
};
