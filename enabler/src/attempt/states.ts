import type { AdyenElement, AnswerActions } from '../adyen/element.ts';
import type { RedirectTarget } from '../redirect/popup.ts';
import type { CentAmount, PartialPayment } from '../types.ts';

/** How an attempt ends: with Adyen's result, or with the error that prevented one. */
export type End = { readonly resultCode: string } | { readonly cause: unknown };

/** A payment that leaves something to pay: a part of an order, or a result that left the cart owing. */
export type Part =
  { readonly payment: PartialPayment } | { readonly resultCode: string; readonly remaining: CentAmount };

/** A form of adyen-web's that waits for a response. */
export interface AdyenRequest {
  readonly element: AdyenElement;
  readonly actions: AnswerActions;
}

/** What the shopper brings back from a step, in adyen-web's words. */
export interface Details {
  readonly data: object;
  readonly adyen: AdyenRequest;
}

/** adyen-web wants to lead the shopper to a bank's page. */
export interface Redirect {
  readonly target: RedirectTarget;
  /** adyen-web leaves this page. */
  readonly resolve: () => void;
  /** adyen-web stays on this page. */
  readonly reject: () => void;
}

export interface AfterAction {
  /** Whether the shopper was shown a step in the form's place: the form has to be made anew. */
  readonly afterAction: boolean;
}

/** One press of the pay button, from the press to its end. */
export type State =
  /** The page is asked whether it agrees to the press. Nothing was sent. */
  | { readonly name: 'pressed' }
  /** An earlier attempt's outcome is looked up. Nothing of this attempt was sent. */
  | { readonly name: 'settlingEarlier' }
  /** A request is on its way. */
  | ({ readonly name: 'sending' } & AfterAction)
  /** The same, after a response was lost: the shopper may have paid. */
  | ({ readonly name: 'inDoubt' } & AfterAction)
  /** The shopper has a step to do. */
  | { readonly name: 'actionShown'; readonly afterAction: true }
  /** The processor is asked for the payment's status, since nothing else says how it ends. */
  | ({ readonly name: 'confirming'; readonly ifOpen: End } & AfterAction)
  /** The end is known, and adyen-web reacts to it before the page does: a wallet closes its sheet. */
  | ({ readonly name: 'closing'; readonly end: End; readonly isUnsettled: boolean } & AfterAction)
  /** The form was unmounted before anything was sent. */
  | { readonly name: 'abandoned' }
  /** The form was unmounted while a request was on its way. */
  | { readonly name: 'sendingUnseen' }
  /** The form was unmounted while the shopper had a step to do: the status is asked for. */
  | { readonly name: 'confirmingUnseen' }
  /** The end was reported, or there is none to report. */
  | { readonly name: 'ended'; readonly isUnsettled: boolean };

/** What happens to an attempt, by name, with the data that comes along. */
interface Events {
  // The page
  agreed: undefined;
  /** The press is taken back. */
  withdrawn: undefined;
  /** The page declines what the shopper has confirmed in a wallet; with the cause. */
  declined: unknown;
  unmounted: undefined;

  // The processor
  earlierSettled: undefined;
  doubted: undefined;
  actionRequired: undefined;
  /** Nothing shows the action: the cause. */
  actionUnshowable: unknown;
  /** Adyen's result code. */
  resulted: string;
  partPaid: Part;
  /** The cause. */
  requestFailed: unknown;
  /** Adyen's result code. */
  statusEnded: string;
  statusOpen: undefined;
  statusUnknown: undefined;

  // adyen-web
  detailsGiven: Details;
  redirectWanted: Redirect;
  /** Adyen's result code. */
  voucherShown: string;
  /** Adyen's result code. */
  completed: string;
  failed: End;
  /** How the attempt ends if its payment is still open. */
  erred: End;
  adyenDone: undefined;

  // The shopper comes back from a bank
  /** What kept the window from the bank's page, if anything did. */
  windowLeft: unknown;
  pageRestored: undefined;
}

/** What a transition is followed by, by name, with the data that it needs. */
export interface Effects {
  settleEarlier: undefined;
  send: undefined;
  continue: Details;
  /** Asks for the status until the payment has an end: so many times. */
  askStatus: number;
  /** The page makes room, and adyen-web shows the action. */
  showAction: undefined;
  goToBank: Redirect;
  /** adyen-web learns the response to its request. */
  resolveAdyen: undefined;
  /** adyen-web learns that its request has failed, if it waits for one. */
  rejectAdyen: undefined;
  /** `adyenDone` comes once adyen-web has reacted to what it has just learned. */
  yieldToAdyen: undefined;
  /** Takes the loading state off the form that was pressed. */
  readyForm: undefined;
  showConfirming: undefined;
  clearMessage: undefined;
  /** The form is finished, or comes back for another try. */
  closeForm: { readonly end: End } & AfterAction;
  /** `onComplete` or `onError`. */
  report: End;
  /** `onPartialPayment`, with the form renewed for what is left. */
  reportPart: Part;
}

/** A name, followed by its data where it has any. */
type Entry<Map, Name extends keyof Map> = Map[Name] extends undefined
  ? readonly [name: Name]
  : readonly [name: Name, data: Map[Name]];

export type StateName = State['name'];
export type Named<Name extends StateName> = Extract<State, { readonly name: Name }>;
export type EventName = keyof Events;
export type EventData<Name extends EventName> = Events[Name];
export type Event = { [Name in EventName]: Entry<Events, Name> }[EventName];
export type Effect = { [Name in keyof Effects]: Entry<Effects, Name> }[keyof Effects];

export interface Transition {
  readonly state: State;
  /** In this order. */
  readonly effects: readonly Effect[];
}
