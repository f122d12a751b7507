import { isEnd } from './result-codes.ts';
import type {
  Details,
  Effect,
  End,
  Event,
  EventData,
  EventName,
  Named,
  Part,
  State,
  StateName,
  Transition,
} from './states.ts';
import { UnknownOutcome } from './unknown-outcome.ts';

type Row<S extends StateName> = {
  readonly [E in EventName]?: (state: Named<S>, data: EventData<E>) => Transition;
};

/** What an attempt does next. An event that its state does not react to leaves it as it is. */
export function next(state: State, [name, data]: Event): Transition {
  const cell = table[state.name][name] as ((state: State, data: unknown) => Transition) | undefined;
  return cell?.(state, data) ?? { state, effects: [] };
}

/** Whether the shopper may have paid, or may still pay, without the form: no other attempt is sent before this is settled. */
export const isUnsettled = (state: State): boolean =>
  'isUnsettled' in state ? state.isUnsettled : state.name.endsWith('Unseen');

/** Whether the bank's page may still be needed in the window that was opened for it. */
export const needsPopup = (state: State): boolean => popupStates.has(state.name);

const popupStates: ReadonlySet<StateName> = new Set([
  'pressed',
  'settlingEarlier',
  'sending',
  'inDoubt',
  'actionShown',
]);

const to = (state: State, ...effects: Effect[]): Transition => ({ state, effects });

const ended = (isUnsettled = false): State => ({ name: 'ended', isUnsettled });
/** Whether the shopper was shown a step; states that know nothing of it come before any. */
const wasActionShown = (state: State): boolean => 'afterAction' in state && state.afterAction;

/** The form and the page learn the end. */
const reportEnd = (state: State, end: End): Effect[] => [
  ['closeForm', { end, afterAction: wasActionShown(state) }],
  ['report', end],
];

/** The attempt ends, unless the result is no end: then the status is asked for. */
const conclude = (state: State, end: End, isUnsettled?: boolean): Transition =>
  'cause' in end || isEnd(end.resultCode)
    ? to(ended(isUnsettled), ...reportEnd(state, end))
    : confirm(state, { cause: new Error(`${end.resultCode} came without anything to do`) }, 2);

const confirm = (state: State, ifOpen: End, times: number, ...effects: Effect[]): Transition =>
  to({ name: 'confirming', ifOpen, afterAction: wasActionShown(state) }, ...effects, ['askStatus', times]);

/** The attempt ends as its status says. adyen-web may wait for a response still. */
const concludeConfirmed = (state: State, end: End, isUnsettled?: boolean): Transition =>
  to(ended(isUnsettled), ['clearMessage'], ...reportEnd(state, end), ['rejectAdyen']);

const unknown = (state: State, cause?: unknown): Transition =>
  concludeConfirmed(state, { cause: new UnknownOutcome(undefined, cause) }, true);

/** The end is known, and adyen-web hears of it first. */
const close = (state: State, end: End, isUnsettled: boolean, ...effects: Effect[]): Transition =>
  to({ name: 'closing', end, isUnsettled, afterAction: wasActionShown(state) }, ...effects, ['yieldToAdyen']);

const abandon = (): Transition => to({ name: 'abandoned' });
const neverSent = (state: State): Transition =>
  failedUnsent(state, new Error('The form was taken away before anything was sent'));

const resulted = (state: State, resultCode: string): Transition =>
  close(state, { resultCode }, false, ['clearMessage'], ['resolveAdyen']);
/** The payment covers a part: the attempt is over without an end to report, and the shopper pays the rest next. */
const partPaid = (_state: State, part: Part): Transition =>
  to(ended(), ['clearMessage'], ['resolveAdyen'], ['reportPart', part]);
const partConfirmed = (_state: State, part: Part): Transition =>
  to(ended(), ['clearMessage'], ['rejectAdyen'], ['reportPart', part]);

const failedUnsent = (state: State, cause: unknown): Transition =>
  close(state, { cause }, false, ['rejectAdyen']);
const failedSent = (state: State, cause: unknown): Transition =>
  close(state, { cause }, cause instanceof UnknownOutcome, ['rejectAdyen']);

/** A voucher is all that the shopper gets to see here: adyen-web reports no completion after it. */
const voucherShown = (_state: State, resultCode: string): Transition =>
  to(ended(), ['report', { resultCode }]);
const declined = (state: State, cause: unknown): Transition => conclude(state, { cause });
const completed = (state: State, resultCode: string): Transition => conclude(state, { resultCode });
const failed = (state: State, end: End): Transition => conclude(state, end);
const detailsGiven = (state: State, details: Details): Transition =>
  to({ name: 'sending', afterAction: wasActionShown(state) }, ['continue', details]);
const statusEnded = (state: State, resultCode: string): Transition =>
  concludeConfirmed(state, { resultCode });

const actionUnseen = (): Transition => to({ name: 'confirmingUnseen' }, ['rejectAdyen'], ['askStatus', 1]);

/** A request is on its way, with the form in the page. */
const onItsWay = {
  actionRequired: () => to({ name: 'actionShown', afterAction: true }, ['showAction']),
  actionUnshowable: (state: State, cause: unknown) => confirm(state, { cause }, 1),
  resulted,
  partPaid,
  requestFailed: failedSent,
  completed,
  failed,
  declined,
  unmounted: () => to({ name: 'sendingUnseen' }),
};

/** All that an attempt does, by its state and by what happens to it; `transitions.table.txt` prints it. */
export const table: { readonly [S in StateName]: Row<S> } = {
  pressed: {
    agreed: () => to({ name: 'settlingEarlier' }, ['settleEarlier']),
    withdrawn: () => to(ended(), ['readyForm']),
    declined,
    unmounted: abandon,
  },
  settlingEarlier: {
    earlierSettled: () => to({ name: 'sending', afterAction: false }, ['send']),
    // The earlier attempt has paid: its response stands for this attempt.
    resulted,
    partPaid,
    requestFailed: failedUnsent,
    declined,
    unmounted: abandon,
  },
  sending: {
    ...onItsWay,
    doubted: ({ afterAction }) => to({ name: 'inDoubt', afterAction }, ['showConfirming']),
  },
  inDoubt: onItsWay,
  actionShown: {
    detailsGiven,
    redirectWanted: (state, redirect) => to(state, ['goToBank', redirect]),
    voucherShown,
    completed,
    failed,
    erred: (state, ifOpen) => confirm(state, ifOpen, 2),
    windowLeft: (state, cause) =>
      cause === undefined
        ? confirm(state, { resultCode: 'Cancelled' }, 3, ['showConfirming'])
        : confirm(state, { cause }, 1, ['showConfirming']),
    pageRestored: (state) => confirm(state, { resultCode: 'Cancelled' }, 2),
    declined,
    unmounted: () => to({ name: 'confirmingUnseen' }, ['askStatus', 1]),
  },
  confirming: {
    statusEnded,
    partPaid: partConfirmed,
    // The shopper may still do their part, unseen.
    statusOpen: (state) => concludeConfirmed(state, state.ifOpen, true),
    statusUnknown: (state) => unknown(state, 'cause' in state.ifOpen ? state.ifOpen.cause : undefined),
    detailsGiven,
    voucherShown,
    completed,
    failed,
    declined,
    unmounted: () => to({ name: 'confirmingUnseen' }),
  },
  closing: {
    adyenDone: (state) => conclude(state, state.end, state.isUnsettled),
    completed,
    failed: (state, end) => conclude(state, 'cause' in end ? state.end : end, state.isUnsettled),
  },
  abandoned: {
    agreed: neverSent,
    earlierSettled: neverSent,
    withdrawn: () => to(ended(), ['readyForm']),
    resulted,
    partPaid,
    requestFailed: failedUnsent,
  },
  sendingUnseen: {
    actionRequired: actionUnseen,
    actionUnshowable: actionUnseen,
    resulted,
    partPaid,
    requestFailed: failedSent,
  },
  confirmingUnseen: {
    statusEnded,
    partPaid: partConfirmed,
    statusOpen: unknown,
    statusUnknown: unknown,
  },
  ended: {},
};
