import type { AnswerActions } from '../adyen/element.ts';
import type { UnsettledAttempt } from '../host.ts';
import type { PaymentAnswer } from '../processor-client.ts';
import type { BankVisit } from '../redirect/bank-visit.ts';
import type { Popup } from '../redirect/popup.ts';
import { eventOfOutcome, eventOfResponse } from './attempt-events.ts';
import { AttemptForm } from './attempt-form.ts';
import { settle, settleEarlierAttempt } from './earlier-attempt.ts';
import type { FlowSetting } from './flow-setting.ts';
import { makeRoom } from './make-room.ts';
import { AttemptRequests } from './requests.ts';
import type { AdyenRequest, Effects, Event, State } from './states.ts';
import { isUnsettled, needsPopup, next } from './transitions.ts';

export interface AttemptSetting {
  flow: FlowSetting;
  /** Adyen's payment method type. */
  type: string;
  /** Whether it is a gift card that pays a part of an order. */
  isPart: boolean;
  adyen: AdyenRequest;
  popup: Popup | undefined;
  bank: BankVisit;
  /** Raised when the form goes away. */
  signal: AbortSignal;
  /**
   * Asks the page whether it agrees to the press.
   *
   * @returns the body of the request that starts the payment
   */
  agree: () => Promise<unknown>;
  /** Whether adyen-web's form is still this attempt's. adyen-web's callbacks do not tell attempts apart. */
  hasAdyen: () => boolean;
}

/**
 * One press of the pay button. What happens to it is decided by the table of transitions; this carries the decisions out.
 */
export class Attempt implements UnsettledAttempt {
  readonly #setting: AttemptSetting;
  readonly #requests: AttemptRequests;
  readonly #form: AttemptForm;
  #state: State;
  #body: unknown;
  /** What adyen-web waits for a response to. */
  #waiting: AnswerActions | undefined;

  constructor(setting: AttemptSetting) {
    const { flow, isPart, signal } = setting;
    this.#setting = setting;
    this.#requests = new AttemptRequests({
      client: flow.client(),
      routes: flow.routes,
      isPart,
      onDoubt: () => this.dispatch(['doubted']),
      signal,
    });
    this.#form = new AttemptForm({ ...setting, requests: this.#requests });
    this.#state = { name: signal.aborted ? 'abandoned' : 'pressed' };
    this.#waiting = setting.adyen.actions;
  }

  get type(): string {
    return this.#setting.type;
  }

  get isBusy(): boolean {
    return this.#state.name !== 'ended';
  }

  /** The processor's last response. */
  get response(): PaymentAnswer {
    return this.#requests.response;
  }

  settle(signal: AbortSignal): Promise<PaymentAnswer | undefined> {
    return settle(this.#requests, signal);
  }

  /** Asks the page whether it agrees to the press, and goes on from there. */
  async begin(): Promise<void> {
    const event = await this.#setting.agree().then(
      (body): Event => {
        this.#body = body;
        return ['agreed'];
      },
      (): Event => ['withdrawn'],
    );
    this.dispatch(event);
  }

  dispatch(event: Event): void {
    const { state, effects } = next(this.#state, event);
    if (state !== this.#state) this.#enter(state);
    for (const [name, data] of effects) void (this.#effects[name] as (data: unknown) => unknown)(data);
  }

  #enter(state: State): void {
    const { flow, popup } = this.#setting;
    this.#state = state;
    if (!needsPopup(state)) popup?.close();
    if (isUnsettled(state)) flow.host.unsettled = this;
    else if (flow.host.unsettled === this) flow.host.unsettled = undefined;
  }

  readonly #effects: { readonly [Name in keyof Effects]: (data: Effects[Name]) => unknown } = {
    settleEarlier: () => this.#awaitResponse(this.#settleEarlier(), this.#setting.adyen),
    send: () => this.#awaitResponse(this.#requests.start(this.#body), this.#setting.adyen),
    continue: ({ data, adyen }) => this.#awaitResponse(this.#requests.continue(data), adyen),
    askStatus: async (times) => {
      this.dispatch(eventOfOutcome(await this.#requests.outcome(times, this.#setting.signal)));
    },
    showAction: async () => {
      const { popup, flow } = this.#setting;
      const { type = '' } = this.response.action ?? {};
      if (type !== 'redirect') popup?.close();
      this.#form.surface?.clear();
      await makeRoom(type, flow.host.options);
      if (this.#state.name === 'actionShown') this.#tellAdyen(this.response);
    },
    goToBank: async ({ target, resolve, reject }) => {
      const { popup, bank } = this.#setting;
      if (!popup) {
        bank.leave(() => this.dispatch(['pageRestored']));
        resolve();
        return;
      }
      // This page stays; adyen-web's redirect ends here.
      reject();
      this.dispatch(['windowLeft', await bank.visit(this.#requests, popup, target)]);
    },
    resolveAdyen: () => this.#tellAdyen(this.response),
    rejectAdyen: () => this.#tellAdyen(),
    yieldToAdyen: () => setTimeout(() => this.dispatch(['adyenDone'])),
    readyForm: () => this.#setting.adyen.element.setStatus('ready'),
    showConfirming: () => this.#form.showConfirming(),
    clearMessage: () => this.#form.surface?.clear(),
    closeForm: ({ end, afterAction }) => this.#form.close(end, afterAction),
    report: (end) => this.#form.report(end),
    // adyen-web reacts first: a wallet closes its sheet.
    reportPart: (part) => setTimeout(() => void this.#form.reportPart(part)),
  };

  /** @returns the response to an earlier attempt that turned out to have paid; it stands for this one */
  async #settleEarlier(): Promise<PaymentAnswer | undefined> {
    const { flow, signal } = this.#setting;
    if (flow.host.unsettled) this.#form.showConfirming();
    const earlier = await settleEarlierAttempt(flow.host, signal);
    return earlier && this.#requests.adopt(earlier);
  }

  async #awaitResponse(
    response: Promise<PaymentAnswer | undefined>,
    { element, actions }: AdyenRequest,
  ): Promise<void> {
    const event = await response
      .then((arrived): Event => (arrived ? eventOfResponse(arrived, element) : ['earlierSettled']))
      .catch((cause: unknown): Event => ['requestFailed', cause]);
    this.#waiting = actions;
    this.dispatch(event);
  }

  /** Answers what adyen-web waits for, with a response or with none. */
  #tellAdyen(response?: PaymentAnswer): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (!waiting || !this.#setting.hasAdyen()) return;
    if (!response) {
      waiting.reject();
      return;
    }
    const { resultCode = '', action, order } = response;
    waiting.resolve({ resultCode, ...(action ? { action } : {}), ...(order ? { order } : {}) });
  }
}
