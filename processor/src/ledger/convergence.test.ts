import { expect, test } from 'vitest';
import { pspReference, transactionId } from '../test-support/identifiers.ts';
import { fc, PROPERTY_SEED } from '../test-support/properties.ts';
import { balanceOf } from './balance.ts';
import type { LedgerEntry } from './entry.ts';
import { disputeEvents } from './dispute-events.ts';
import { notedEvents } from './noted-events.ts';
import { carriesMeaning, entriesOf, notificationTable, type LedgerNotification } from './notifications.ts';
import type { FactName } from './rules.ts';
import { settle } from './settle.ts';
import { applyActions, essence, PAYMENT_ID, withoutReplaced, withoutSuperseded } from './test-payment.ts';
import { at, AUTHORISATION, AUTHORISED, money, written } from './test-written.ts';

const RUNS = Number(process.env['LEDGER_RUNS'] ?? 10_000);
const notification = (eventCode: string, partial: Partial<LedgerNotification>): LedgerEntry[] =>
  entriesOf({
    eventCode,
    success: true,
    pspReference: AUTHORISATION,
    merchantReference: PAYMENT_ID,
    amount: money(AUTHORISED),
    eventDate: at(0),
    capturedByAdyen: false,
    ...partial,
  });

// One history is a list of steps; a step is what one answer or one notification says.
type Step = readonly LedgerEntry[];

const answers = (fact: FactName<'Authorization'>): Step => [
  {
    type: 'Authorization',
    fact,
    transactionId: transactionId('T-authorisation'),
    pspReference: AUTHORISATION,
    amount: money(AUTHORISED),
    at: at(1),
  },
];

const authorisationSteps = fc.subarray<Step>([
  answers('action'),
  answers('authorised'),
  answers('refused'),
  answers('pending'),
  notification('PENDING', {}),
  notification('AUTHORISATION', {}),
  notification('AUTHORISATION', { success: false, reason: 'Refused' }),
  notification('EXPIRE', { amount: money(600) }),
  notification('EXPIRE', { pspReference: pspReference('EXPIRE0000000001'), amount: money(600) }),
  notification('OFFER_CLOSED', {}),
  notification('AUTHORISATION_ADJUSTMENT', {
    pspReference: pspReference('ADJUST0000000001'),
    originalReference: AUTHORISATION,
    amount: money(1200),
    eventDate: at(5),
  }),
  notification('AUTHORISATION_ADJUSTMENT', {
    pspReference: pspReference('ADJUST0000000002'),
    originalReference: AUTHORISATION,
    amount: money(900),
    eventDate: at(9),
  }),
]);

const notedSteps = fc.subarray<Step>(
  Object.keys(notedEvents).map((eventCode, index) =>
    notification(eventCode, {
      pspReference: pspReference(`NOTED${index}`),
      originalReference: AUTHORISATION,
      eventDate: at(index),
    }),
  ),
);

interface Modification {
  readonly type: 'Charge' | 'Refund' | 'CancelAuthorization';
  readonly name: string;
  readonly centAmount: number;
  readonly events: readonly (readonly [string, Partial<LedgerNotification>])[];
  readonly reference?: string | undefined;
}

const modificationSteps = ({ type, name, centAmount, events, reference = `T-${name}` }: Modification) => {
  const own = pspReference(`${name.toUpperCase().replaceAll('-', '')}PSP`);
  const accepted: Step = [
    {
      type,
      fact: 'accepted',
      transactionId: transactionId(`T-${name}`),
      pspReference: own,
      amount: money(centAmount),
      at: at(2),
    },
  ];
  return fc.subarray<Step>([
    accepted,
    ...events.map(([code, partial]) =>
      notification(code, {
        pspReference: own,
        originalReference: AUTHORISATION,
        merchantReference: reference,
        amount: money(centAmount),
        ...partial,
      }),
    ),
  ]);
};

const CAPTURE_EVENTS = [
  ['CAPTURE', {}],
  ['CAPTURE', { success: false }],
  ['CAPTURE_FAILED', {}],
  ['CAPTURE', { reason: 'Transaction Auto-Recaptured' }],
] as const;
const REFUND_EVENTS = [
  ['REFUND', {}],
  ['REFUND', { success: false }],
  ['REFUND_FAILED', {}],
  ['REFUNDED_REVERSED', {}],
] as const;
const CANCEL_EVENTS = [
  ['CANCELLATION', {}],
  ['CANCELLATION', { success: false }],
  ['TECHNICAL_CANCEL', {}],
] as const;

const CAPTURE = { type: 'Charge', events: CAPTURE_EVENTS } as const;
const REFUND = { type: 'Refund', events: REFUND_EVENTS } as const;
const CANCEL = { type: 'CancelAuthorization', events: CANCEL_EVENTS } as const;

const DISPUTE_EVENTS = Object.keys(disputeEvents);
const OPENING_EVENTS = ['NOTIFICATION_OF_CHARGEBACK', 'REQUEST_FOR_INFORMATION', 'CHARGEBACK'];
const FOLLOW_UPS = DISPUTE_EVENTS.filter(
  (code) => !OPENING_EVENTS.includes(code) && !code.includes('OPENED'),
);
const STATUSES = ['Pending', 'Won', 'Lost', 'Accepted', 'Undefended'];

/** The events of a dispute, each an hour after the one before, with Adyen's words about it. */
const dispute = (reference: string, codes: readonly string[], amountOf: (code: string) => number): Step[] =>
  codes.map((code, index) =>
    notification(code, {
      pspReference: pspReference(reference),
      originalReference: AUTHORISATION,
      amount: money(amountOf(code)),
      eventDate: at(60 * DISPUTE_EVENTS.indexOf(code)),
      reason: `${code} of ${reference}`,
      additionalData: { disputeStatus: STATUSES[index % STATUSES.length] ?? '', defendable: 'true' },
    }),
  );

const second = (code: string): number => (code === 'SECOND_CHARGEBACK' ? 450 : 400);

// Up to two disputes.
const disputeSteps = fc.subarray<Step>(
  [
    ...dispute('DISPUTE000000001', DISPUTE_EVENTS, second),
    ...dispute('DISPUTE000000002', DISPUTE_EVENTS, () => 300),
    // Under names of their own.
    ...dispute('ANOTHER000000001', FOLLOW_UPS, () => 400),
    ...dispute('ZANOTHER00000002', FOLLOW_UPS, () => 400),
  ],
  { maxLength: 12 },
);

const history = fc
  .record({
    captures: fc.array(fc.constantFrom(300, 300, 500), { maxLength: 2 }),
    refunds: fc.array(fc.constantFrom(100, 200), { maxLength: 2 }),
    cancels: fc.boolean(),
    /** The merchant's name for all captures, where they share one. */
    order: fc.constantFrom(undefined, 'ORDER-7'),
  })
  .chain(({ captures, refunds, cancels, order }) =>
    fc
      .tuple(
        authorisationSteps,
        notedSteps,
        disputeSteps,
        fc.tuple(
          ...captures.map((centAmount, i) =>
            modificationSteps({ ...CAPTURE, name: `capture-${i}`, centAmount, reference: order }),
          ),
        ),
        fc.tuple(
          ...refunds.map((centAmount, i) =>
            modificationSteps({ ...REFUND, name: `refund-${i}`, centAmount }),
          ),
        ),
        cancels ? modificationSteps({ ...CANCEL, name: 'cancel', centAmount: AUTHORISED }) : fc.constant([]),
      )
      .map(([authorisation, noted, disputed, captured, refunded, cancelled]) => ({
        payment: written(captures, refunds, cancels, order),
        steps: [
          ...authorisation,
          ...noted,
          ...disputed,
          ...captured.flat(),
          ...refunded.flat(),
          ...cancelled,
        ],
      })),
  );

/** The same steps in another order, some of them delivered more than once, some of them together. */
const twoTellings = history.chain(({ payment, steps }) => {
  const telling = fc
    .tuple(fc.shuffledSubarray(steps, { minLength: steps.length }), fc.array(fc.nat(), { maxLength: 6 }))
    .map(([order, again]) => [...order, ...again.map((index) => order[index % order.length] ?? [])])
    .chain((order) => fc.tuple(fc.constant(order), fc.infiniteStream(fc.boolean())))
    .map(([order, together]) => batches(order, together));
  return fc.record({ payment: fc.constant(payment), one: telling, other: telling });
});

const batches = (steps: readonly Step[], together: Iterator<boolean>): Step[] =>
  steps.reduce<Step[]>((batch, step) => {
    const last = batch.at(-1);
    return last && together.next().value ? [...batch.slice(0, -1), [...last, ...step]] : [...batch, step];
  }, []);

/** What a Payment says, and what its disputes show; of a dispute that was over another amount only what counts. */
const end = (payment: ReturnType<typeof written>) => {
  const counted = withoutReplaced(withoutSuperseded(payment));
  const shown = counted.transactions
    .filter(({ type }) => type === 'Chargeback' || type === 'Authorization')
    .map(({ interactionId, custom }) => {
      const { facts: _facts, reason: _reason, eventDate: _eventDate, ...fields } = custom?.fields ?? {};
      return [interactionId, JSON.stringify(Object.entries(fields).sort())].join(' ');
    });
  return { ...(essence(counted) as object), shown: shown.sort() };
};

const tell = (payment: ReturnType<typeof written>, telling: readonly Step[]) =>
  telling.reduce((told, step) => applyActions(told, settle(told, step).actions), payment);

test(`every telling of one history ends in the same Payment: ${RUNS} histories, seed ${PROPERTY_SEED}`, () => {
  fc.assert(
    fc.property(twoTellings, ({ payment, one, other }) => {
      const [a, b] = [tell(payment, one), tell(payment, other)];
      expect(end(a)).toEqual(end(b));
      expect(balanceOf(a)).toEqual(balanceOf(b));
    }),
    { numRuns: RUNS },
  );
});

test(`what was applied changes nothing when it is applied again: ${RUNS / 10} histories, seed ${PROPERTY_SEED}`, () => {
  fc.assert(
    fc.property(twoTellings, ({ payment, one }) => {
      const told = tell(payment, one);
      for (const step of one) expect(settle(told, step).actions).toEqual([]);
    }),
    { numRuns: RUNS / 10 },
  );
});

test(`an operation is never recorded twice, and nobody holds less than nothing: seed ${PROPERTY_SEED}`, () => {
  fc.assert(
    fc.property(twoTellings, ({ payment, one }) => {
      const told = withoutReplaced(withoutSuperseded(tell(payment, one)));
      const names = told.transactions.flatMap(({ type, interactionId }) =>
        interactionId ? `${type} ${interactionId}` : [],
      );
      expect(new Set(names).size).toBe(names.length);
      expect(told.transactions.filter(({ type }) => type === 'Charge').length).toBe(
        payment.transactions.filter(({ type }) => type === 'Charge').length,
      );
      expect(balanceOf(told).held).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: RUNS / 10 },
  );
});

test('the histories hold every event code of the table but the ones with tests of their own', () => {
  const own = ['CANCEL_OR_REFUND'];
  const used = ['PENDING', 'AUTHORISATION', 'AUTHORISATION_ADJUSTMENT', 'EXPIRE', 'OFFER_CLOSED']
    .concat(...[CAPTURE_EVENTS, REFUND_EVENTS, CANCEL_EVENTS].map((events) => events.map(([code]) => code)))
    .concat(DISPUTE_EVENTS, Object.keys(notedEvents));
  const meant = Object.keys(notificationTable).filter((eventCode) =>
    [true, false].some((success) => carriesMeaning({ eventCode, success })),
  );
  expect([...new Set([...used, ...own])].sort()).toEqual(meant.sort());
});
