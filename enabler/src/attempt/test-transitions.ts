import type { Event, EventName, State, StateName, Transition } from './states.ts';
import { next, table } from './transitions.ts';
import { UnknownOutcome } from './unknown-outcome.ts';

const paid = { resultCode: 'Authorised' };
const cause = new Error('why');
export const details = { data: {}, adyen: {} as never };

/** One of each event; several where what it brings decides. */
export const samples: { readonly [E in EventName]: readonly Extract<Event, readonly [E, ...unknown[]]>[] } = {
  agreed: [['agreed']],
  withdrawn: [['withdrawn']],
  declined: [['declined', cause]],
  unmounted: [['unmounted']],
  earlierSettled: [['earlierSettled']],
  doubted: [['doubted']],
  actionRequired: [['actionRequired']],
  actionUnshowable: [['actionUnshowable', cause]],
  resulted: [['resulted', 'Authorised']],
  partPaid: [['partPaid', {} as never]],
  requestFailed: [
    ['requestFailed', cause],
    ['requestFailed', new UnknownOutcome('p1')],
  ],
  statusEnded: [['statusEnded', 'Authorised']],
  statusOpen: [['statusOpen']],
  statusUnknown: [['statusUnknown']],
  detailsGiven: [['detailsGiven', details]],
  redirectWanted: [['redirectWanted', {} as never]],
  voucherShown: [['voucherShown', 'PresentToShopper']],
  completed: [
    ['completed', 'Authorised'],
    ['completed', 'RedirectShopper'],
  ],
  failed: [
    ['failed', { resultCode: 'Refused' }],
    ['failed', { cause }],
  ],
  erred: [['erred', { cause }]],
  adyenDone: [['adyenDone']],
  windowLeft: [
    ['windowLeft', undefined],
    ['windowLeft', cause],
  ],
  pageRestored: [['pageRestored']],
};
export const eventNames = Object.keys(samples) as EventName[];

/** One of each state; several where what it holds decides. */
export const states: { readonly [S in StateName]: readonly Extract<State, { readonly name: S }>[] } = {
  pressed: [{ name: 'pressed' }],
  settlingEarlier: [{ name: 'settlingEarlier' }],
  sending: [{ name: 'sending', afterAction: false }],
  inDoubt: [{ name: 'inDoubt', afterAction: false }],
  actionShown: [{ name: 'actionShown', afterAction: true }],
  confirming: [{ name: 'confirming', ifOpen: { cause }, afterAction: true }],
  closing: [
    { name: 'closing', end: paid, isUnsettled: false, afterAction: false },
    { name: 'closing', end: { resultCode: 'a code to come' }, isUnsettled: false, afterAction: false },
    { name: 'closing', end: { cause: new UnknownOutcome('p1') }, isUnsettled: true, afterAction: false },
  ],
  abandoned: [{ name: 'abandoned' }],
  sendingUnseen: [{ name: 'sendingUnseen' }],
  confirmingUnseen: [{ name: 'confirmingUnseen' }],
  ended: [{ name: 'ended', isUnsettled: false }],
};
export const stateNames = Object.keys(states) as StateName[];

export interface Cell extends Transition {
  from: State;
  event: Event;
}

/** Every transition of a state that the samples make. */
export const cellsOf = (name: StateName): Cell[] =>
  eventNames
    .filter((event) => event in table[name])
    .flatMap((event) =>
      states[name].flatMap((from) =>
        samples[event].map((sample) => ({ from, event: sample, ...next(from, sample) })),
      ),
    );
export const cells = stateNames.flatMap(cellsOf);
