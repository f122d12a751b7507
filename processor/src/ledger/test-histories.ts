import type { Transaction } from '@commercetools/platform-sdk';
import { pspReference } from '../test-support/identifiers.ts';
import { fc } from '../test-support/properties.ts';
import type { LedgerNotification } from './notifications.ts';
import {
  attemptSteps,
  both,
  disputeSteps,
  endSteps,
  intentSteps,
  notedSteps,
  notification,
  operationSteps,
  orderSteps,
  response,
  reversalSteps,
  silentSteps,
  type Step,
} from './test-steps.ts';
import { at, AUTHORISATION, AUTHORISED, money, written, type Intents } from './test-written.ts';

// Whole histories of a payment, in the shapes that payments have.

export interface History {
  readonly payment: ReturnType<typeof written>;
  readonly steps: readonly Step[];
}

const some = (steps: readonly Step[], maxLength = steps.length) => fc.subarray([...steps], { maxLength });

/** What may come beside the money of any payment: two disputes, and events that move none. */
const besides = fc
  .tuple(some(disputeSteps, 12), some(notedSteps, 6), some(silentSteps, 1))
  .map((all) => all.flat());

const stepsOf = (
  { captures = [], refunds = [], cancels, reference }: Intents,
  given: Partial<LedgerNotification>,
) => [
  ...captures.map((centAmount, index) =>
    some(intentSteps({ type: 'Charge', name: `capture-${index}`, centAmount, reference, given })),
  ),
  ...refunds.map((centAmount, index) =>
    some(intentSteps({ type: 'Refund', name: `refund-${index}`, centAmount })),
  ),
  ...(cancels
    ? [some(intentSteps({ type: 'CancelAuthorization', name: 'cancel', centAmount: AUTHORISED }))]
    : []),
];

/** A payment with these intents, some of the steps of each, and some of these beside. */
const historyOf = (
  intents: Intents,
  parts: readonly fc.Arbitrary<Step[]>[],
  given: Partial<LedgerNotification> = {},
): fc.Arbitrary<History> =>
  fc
    .tuple(besides, ...parts, ...stepsOf(intents, given))
    .map((steps) => ({ payment: written(intents), steps: steps.flat() }));

const refunds = fc.array(fc.constantFrom(100, 200), { maxLength: 2 });

/** Captured by the shop, in parts or at once; where the account has one capture only, that ends the rest. */
const captured = fc
  .record({
    captures: fc.array(fc.constantFrom(300, 300, 500), { maxLength: 2 }),
    refunds,
    cancels: fc.boolean(),
    /** The merchant's name for all captures, where they share one. */
    reference: fc.constantFrom(undefined, 'ORDER-7'),
    isCapturedOnce: fc.boolean(),
  })
  .chain(({ isCapturedOnce, ...intents }) => historyOf(intents, [some(attemptSteps())], { isCapturedOnce }));

/** Reversed as a whole at Adyen, or with the gift card order that it is a part of. */
const reversed = fc
  .record({ captures: fc.constantFrom([], [AUTHORISED], [300]), refunds })
  .chain((intents) =>
    historyOf(intents, [some(attemptSteps()), fc.oneof(some(reversalSteps), some(orderSteps))]),
  );

const stated = (facts: readonly string[]): Partial<Transaction> => ({
  custom: { type: { typeId: 'type', id: 'type' }, fields: { facts: ['started', ...facts] } },
});

/** The capture that Adyen may report of what it captures automatically. */
const automatic = operationSteps('Charge', {
  type: 'Charge',
  name: 'automatic',
  centAmount: AUTHORISED,
  reference: '',
});

/** One capture is refused, or it is made and may fail later: Adyen never says both of what it captures automatically. */
const withoutContradiction = ({ payment, steps }: History): History => {
  const isMade = steps.some(({ name }) => name === 'CAPTURE true' || name === 'CAPTURE_FAILED true');
  return { payment, steps: steps.filter(({ name }) => !isMade || name !== 'CAPTURE false') };
};

/** Captured by Adyen with the authorisation, as stated or by the method. */
const capturedAtOnce = fc
  .record({ refunds, isStated: fc.boolean() })
  .chain((given) =>
    historyOf({ refunds: given.refunds, authorisation: given.isStated ? stated(['stated immediate']) : {} }, [
      some(attemptSteps(!given.isStated)),
      some(automatic),
    ]),
  )
  .map(withoutContradiction);

/** Captured by Adyen after a day, cancelled before that, or captured by the shop earlier. */
const scheduled = fc
  .record({ captures: fc.constantFrom([], [AUTHORISED]), refunds, cancels: fc.boolean() })
  .chain((intents) =>
    historyOf({ ...intents, authorisation: stated(['stated 24']) }, [some(attemptSteps()), some(automatic)]),
  )
  .map(withoutContradiction);

const GRANTED = 600;

/** Adyen authorises less than was asked for. */
const partlyAuthorised = fc
  .record({ captures: fc.constantFrom([], [300], [GRANTED]), cancels: fc.boolean() })
  .chain((intents) =>
    historyOf(intents, [
      some([
        response('action'),
        response('authorised', GRANTED),
        ...both('AUTHORISATION', { authorisedAmount: money(GRANTED) }),
        notification('AUTHORISATION', { amount: money(GRANTED) }),
        ...endSteps,
      ]),
    ]),
  );

const RESCUED = pspReference('TRY3000000000001');

const tryOf = (attempt: number, more: Record<string, string> = {}) => ({
  additionalData: {
    'retry.rescueReference': 'RESCUE0000000001',
    'retry.orderAttemptNumber': String(attempt),
    ...more,
  },
});
const goesOn = { 'retry.rescueScheduled': 'true' };
const refusedTry = (attempt: number, reference: string, more?: Record<string, string>) =>
  notification('AUTHORISATION', {
    success: false,
    reason: 'Refused',
    pspReference: pspReference(reference),
    ...tryOf(attempt, more),
  });
const ends = (eventCode: string) =>
  both(eventCode, { pspReference: pspReference(`${eventCode}1`), originalReference: AUTHORISATION });

const ofRescued = (centAmount: number): Step[] => [
  notification('AUTHORISATION_ADJUSTMENT', {
    pspReference: pspReference('ADJUST0000000003'),
    originalReference: RESCUED,
    amount: money(centAmount),
    eventDate: at(3),
  }),
  notification('CANCEL_OR_REFUND', {
    pspReference: pspReference('REVERSAL3'),
    originalReference: RESCUED,
  }),
];

/** A refusal that Adyen tries again, until a try succeeds, it gives up, or the merchant stops it. */
const rescued = fc
  .record({
    captures: fc.constantFrom([], [300]),
    refunds,
    capturedByAdyen: fc.boolean(),
    success: fc.boolean(),
  })
  .chain(({ capturedByAdyen, success, ...intents }) =>
    historyOf(capturedByAdyen ? {} : intents, [
      some([
        response('rescuing'),
        response('pending'),
        ...both('PENDING'),
        refusedTry(2, 'TRY2000000000001', goesOn),
      ]),
      fc.constant([
        refusedTry(1, AUTHORISATION, goesOn),
        notification('AUTHORISATION', { success, pspReference: RESCUED, capturedByAdyen, ...tryOf(3) }),
      ]),
      fc.oneof(some(ends('AUTORESCUE')), some(ends('CANCEL_AUTORESCUE'))),
      // Only what succeeded is changed or reversed.
      some(success ? ofRescued(1100) : []),
    ]),
  );

export const shapes: Readonly<Record<string, fc.Arbitrary<History>>> = {
  captured,
  reversed,
  'captured at once': capturedAtOnce,
  scheduled,
  'partly authorised': partlyAuthorised,
  rescued,
};
