import type { Payment, PaymentUpdateAction } from '@commercetools/platform-sdk';
import { expect, test } from 'vitest';
import { transactionIdOf, type PspReference, type TransactionId } from '../identifiers.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import { entriesOf } from '../ledger/notifications.ts';
import type { RequestIdentity } from '../ledger/request-identity.ts';
import { settle } from '../ledger/settle.ts';
import { applyActions, PAYMENT_ID, paymentOf } from '../ledger/test-payment.ts';
import { asEarlierVersions } from '../ledger/test-earlier.ts';
import { pspReference, transactionId } from '../test-support/identifiers.ts';
import { fc } from '../test-support/properties.ts';
import { decideIntent, isIntentOf, viewsOfKind, type IntentRequest, type Knowledge } from './intent.ts';
import { modificationRules, type ModificationRequest } from './rules.ts';
import { usualLimits } from './test-intents.ts';

const RUNS = Number(process.env['LEDGER_RUNS'] ?? 10_000) / 5;
const AUTHORISED = 1000;
const AUTHORISATION = pspReference('AUTH000000000001');
const NOW = new Date('2026-01-01T00:00:00Z');

/** Every caller is gone, and no custom object of an earlier version knows of a key. */
const knowledgeOf = (payment: Payment): Knowledge => ({
  callers: { stateOf: () => 'gone' },
  isCutOff: () => true,
  earlier: { transactionId: undefined, askedAbout: new Set(payment.transactions.map(transactionIdOf)) },
  config: usualLimits,
  now: NOW,
});

const identityOf = (request: number): RequestIdentity => {
  const requestId = `00000000-0000-0000-0000-${String(request).padStart(12, '0')}`;
  return request % 2 === 0
    ? { kind: 'key', digest: `key-${request}` }
    : { kind: 'unkeyed', processId: PAYMENT_ID, requestId };
};

type Kind = ModificationRequest['kind'];

/** An operation as Adyen knows it: the truth that the guards must respect. */
interface Operation {
  readonly kind: Kind;
  readonly amount: number;
  readonly transactionId: TransactionId;
  readonly pspReference: PspReference;
  hasFailed: boolean;
}

type Step =
  | { readonly do: 'request'; readonly kind: Kind; readonly amount: number }
  | { readonly do: 'answer' | 'succeed' | 'fail'; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('request' as const),
    kind: fc.constantFrom<Kind>('capture', 'capture', 'refund', 'refund', 'cancel'),
    amount: fc.constantFrom(100, 300, 300, 500, 1000, 1001),
  }),
  fc.record({
    do: fc.constantFrom('answer' as const, 'succeed' as const, 'fail' as const),
    which: fc.nat(20),
  }),
);

const EVENTS: Readonly<Record<Kind, { succeeded: string; failed: string }>> = {
  capture: { succeeded: 'CAPTURE', failed: 'CAPTURE_FAILED' },
  refund: { succeeded: 'REFUND', failed: 'REFUNDED_REVERSED' },
  cancel: { succeeded: 'CANCELLATION', failed: 'CANCELLATION' },
};

class Story {
  readonly #hasMemory: boolean;
  readonly #operations: Operation[] = [];
  #requests = 0;
  #payment: Payment = paymentOf({ centAmount: AUTHORISED, currencyCode: 'EUR' }, [
    { state: 'Success', interactionId: AUTHORISATION, interfaceId: AUTHORISATION },
  ]);

  /** @param hasMemory whether the project has the custom type of transactions */
  constructor(hasMemory: boolean) {
    this.#hasMemory = hasMemory;
  }

  tell(next: Step): void {
    if (next.do === 'request') {
      this.#request(next.kind, next.amount);
      return;
    }
    const operation = this.#operations[next.which % Math.max(1, this.#operations.length)];
    if (!operation) return;
    if (next.do === 'answer') this.#settle(this.#answerTo(operation));
    // A cancellation that happened is the end: Adyen reports no failure after it.
    else if (next.do === 'succeed' || operation.kind !== 'cancel')
      this.#notify(operation, next.do === 'succeed');
  }

  #request(kind: Kind, amount: number): void {
    this.#requests += 1;
    const request: IntentRequest = {
      kind,
      amount: { centAmount: kind === 'cancel' ? AUTHORISED : amount, currencyCode: 'EUR' },
      identity: identityOf(this.#requests),
    };
    const decision = decideIntent(this.#payment, request, knowledgeOf(this.#payment));
    if (decision.kind === 'breach') return;
    if (decision.kind === 'write') this.#write(decision.actions);
    const written = viewsOfKind(this.#payment, kind).find((view) => isIntentOf(view, request.identity));
    const id = (decision.kind === 'existing' ? decision.intent : written)?.id;
    expect(id).toBeDefined();
    if (this.#operations.some(({ transactionId }) => transactionId === id)) return;
    this.#operations.push({
      kind,
      amount: request.amount.centAmount,
      transactionId: transactionId(String(id)),
      pspReference: pspReference(`PSP${this.#requests}`),
      hasFailed: false,
    });
    this.#assertWithinLimits(kind);
  }

  #assertWithinLimits(kind: Kind): void {
    const sum = (wanted: Kind) =>
      this.#operations
        .filter((operation) => operation.kind === wanted && !operation.hasFailed)
        .reduce((total, { amount }) => total + amount, 0);
    const captured = sum('capture');
    expect(captured).toBeLessThanOrEqual(AUTHORISED);
    if (kind === 'refund') expect(sum('refund')).toBeLessThanOrEqual(captured);
    if (kind !== 'refund') expect(Math.min(captured, sum('cancel'))).toBe(0);
  }

  #answerTo({ kind, amount, transactionId, pspReference }: Operation): LedgerEntry[] {
    const { type } = modificationRules[kind];
    const money = { centAmount: amount, currencyCode: 'EUR' };
    return [{ type, fact: 'accepted', transactionId, pspReference, amount: money }];
  }

  #notify(operation: Operation, success: boolean): void {
    const { kind, amount, pspReference, transactionId } = operation;
    if (!success) operation.hasFailed = true;
    this.#settle(
      entriesOf({
        eventCode: EVENTS[kind][success ? 'succeeded' : 'failed'],
        success: true,
        pspReference,
        originalReference: AUTHORISATION,
        merchantReference: transactionId === '' ? PAYMENT_ID : transactionId,
        amount: { centAmount: amount, currencyCode: 'EUR' },
        eventDate: NOW.toISOString(),
        capturedByAdyen: false,
      }),
    );
  }

  #settle(entries: readonly LedgerEntry[]): void {
    this.#write(settle(this.#payment, entries).actions);
  }

  #write(actions: readonly PaymentUpdateAction[]): void {
    const permitted = this.#hasMemory ? actions : asEarlierVersions(this.#payment.id, actions);
    this.#payment = applyActions(this.#payment, permitted);
  }
}

test.each([
  ['with', true],
  ['without', false],
])(
  'captures never exceed what is authorised, refunds never what is captured: any story, %s the custom type',
  (_name, hasMemory) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const story = new Story(hasMemory);
        for (const next of steps) story.tell(next);
      }),
      { numRuns: RUNS },
    );
  },
);
