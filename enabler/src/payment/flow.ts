import type {
  ActionHandled,
  AdyenCallbacks,
  AdyenError,
  AnswerActions,
  SubmitState,
} from '../adyen/element.ts';
import type { Host } from '../host.ts';
import { isRedirecting } from '../methods/redirecting.ts';
import { PaymentError } from '../payment-error.ts';
import type { PaymentAnswer, PaymentRoutes, ProcessorClient } from '../processor-client.ts';
import { BankWindow } from '../redirect/bank-window.ts';
import { Popup, type RedirectTarget } from '../redirect/popup.ts';
import type { PaymentResult, RedirectMode, SubmitOptions } from '../types.ts';
import type { Surface } from '../ui/surface.ts';
import { Attempt } from './attempt.ts';
import { answerOf, UnknownOutcome } from './deliver.ts';
import { settleEarlierAttempt } from './earlier-attempt.ts';

export interface FlowSetting {
  host: Host;
  /** The processor in the name of the paying session. */
  client: () => ProcessorClient;
  routes: PaymentRoutes;
  redirectMode: RedirectMode;
  /** Asked after a press of the form's own button. */
  onPress?: (() => Promise<SubmitOptions | undefined | void>) | undefined;
  /** Turns adyen-web's state into the processor's request body. */
  body?: (data: SubmitState['data']) => unknown;
  surface: () => Surface | undefined;
  onComplete: (result: PaymentResult) => void;
  /** Brings the form back after an attempt that failed. */
  restoreForm: (afterAction: boolean) => void;
  /** Replaces the form after an attempt that succeeded. */
  finishForm: (text: string) => void;
}

/** Actions that want the whole screen. */
const fullscreenActions = new Set(['threeDS2', 'qrCode']);

/**
 * The way of a payment between adyen-web and the processor: one attempt at a time, each with its end.
 * It makes adyen-web's callbacks and turns what happens into messages and into `onComplete` or `onError`.
 */
export class PaymentFlow {
  /** Consent given with the press that is going on; it overrules the enabler's. */
  consent: boolean | undefined;
  readonly #setting: FlowSetting;
  #abort = new AbortController();
  #attempt: Attempt | undefined;
  #popup: Popup | undefined;
  #resultCode: string | undefined;
  #actionShown = false;
  #leaving = false;

  constructor(setting: FlowSetting) {
    this.#setting = setting;
  }

  /** Whether an attempt is going on. */
  get busy(): boolean {
    return this.#attempt !== undefined && !this.#attempt.ended;
  }

  /** What adyen-web is to call. */
  callbacks(): AdyenCallbacks {
    return {
      onSubmit: (state, element, actions) => {
        void this.#submit(state, () => element.setStatus('ready'), actions);
      },
      onAdditionalDetails: (state, _element, actions) => {
        void this.#continue(state.data, actions);
      },
      onActionHandled: (handled) => {
        this.#actionHandled(handled);
      },
      onPaymentCompleted: (result) => {
        this.#succeed(result?.resultCode ?? this.#resultCode);
      },
      onPaymentFailed: (result) => {
        this.#end(result?.resultCode, result);
      },
      onError: (error) => {
        void this.#adyenError(error);
      },
      beforeRedirect: (resolve, reject, target) => {
        this.#redirect(resolve, reject, target);
      },
    };
  }

  /** The component is shown: from now on the shopper may come back to a page that they left for a bank. */
  begin(): void {
    this.#abort = new AbortController();
    window.addEventListener('pageshow', this.#pageShown, { signal: this.#abort.signal });
  }

  /** The component goes away: listeners and timers end; an attempt whose outcome is open ends as unknown. */
  stop(): void {
    this.#abort.abort();
    this.#popup?.close();
  }

  async #submit(state: SubmitState, ready: () => void, actions: AnswerActions): Promise<void> {
    if (this.busy) return;
    const { host, redirectMode, onPress, surface } = this.#setting;
    const { type } = state.data.paymentMethod;
    // In the click itself, or the browser takes the window for an advertisement.
    this.#popup = redirectMode === 'popup' && isRedirecting(type) ? Popup.open() : undefined;
    surface()?.clear();

    const attempt = this.#newAttempt(type);
    try {
      this.consent = (await onPress?.())?.storePaymentDetails ?? this.consent;
    } catch {
      this.#popup?.close();
      attempt.withdraw();
      ready();
      return;
    }
    const store = this.consent ?? host.storeDetails;
    const data = store ? { ...state.data, storePaymentMethod: true } : state.data;
    await this.#deliver(attempt, actions, async () => {
      const earlier = await settleEarlierAttempt(host);
      return earlier ? attempt.adopt(earlier) : attempt.start(this.#setting.body?.(data) ?? data);
    });
    this.consent = undefined;
  }

  async #continue(data: object, actions: AnswerActions): Promise<void> {
    const attempt = this.#attempt;
    if (attempt) await this.#deliver(attempt, actions, () => attempt.continue(data));
  }

  /** Sends a request of the attempt and tells adyen-web the answer. */
  async #deliver(
    attempt: Attempt,
    actions: AnswerActions,
    send: () => Promise<PaymentAnswer>,
  ): Promise<void> {
    try {
      const { resultCode, action, order } = await send();
      this.#resultCode = resultCode;
      if (action) {
        this.#actionShown = true;
        if (fullscreenActions.has(action.type))
          await this.#setting.host.options.onActionRequired?.({ type: 'fullscreen' });
      } else {
        this.#popup?.close();
      }
      // A part of an order is paid, e.g. by gift card: the shopper goes on with what is left.
      if (order?.remainingAmount && order.remainingAmount.value > 0) attempt.withdraw();
      this.#setting.surface()?.clear();
      actions.resolve({
        resultCode: resultCode ?? '',
        ...(action ? { action } : {}),
        ...(order ? { order } : {}),
      });
    } catch (error) {
      this.#popup?.close();
      if (error instanceof UnknownOutcome) this.#setting.host.unsettled = attempt;
      attempt.fail(error);
      actions.reject();
    }
  }

  #newAttempt(type: string): Attempt {
    const { host, routes, surface } = this.#setting;
    this.#actionShown = false;
    this.#resultCode = undefined;
    this.#attempt = new Attempt({
      client: this.#setting.client(),
      routes,
      texts: host.texts,
      type,
      signal: this.#abort.signal,
      listener: {
        onDoubt: () => surface()?.show('info', host.texts.confirming),
        onComplete: (result) => {
          if (result.message !== undefined) surface()?.show('error', result.message);
          this.#setting.onComplete(result);
        },
        onError: (error, context) => {
          surface()?.show(error.code === 'OutcomeUnknown' ? 'info' : 'error', error.message);
          host.options.onError?.(error, context);
        },
      },
    });
    return this.#attempt;
  }

  #actionHandled({ actionDescription }: ActionHandled): void {
    // A voucher is all that the shopper gets to see here: adyen-web reports no completion after it.
    if (actionDescription === 'voucher-presented')
      this.#attempt?.complete(this.#resultCode ?? 'PresentToShopper');
  }

  #succeed(resultCode: string | undefined): void {
    const { texts } = this.#setting.host;
    this.#setting.finishForm(resultCode === 'Authorised' ? texts.paid : texts.accepted);
    this.#attempt?.complete(resultCode ?? 'Received');
  }

  /** The attempt is over without success. */
  #end(resultCode: string | undefined, cause?: unknown): void {
    if (resultCode === undefined) this.#attempt?.fail(cause);
    else this.#attempt?.complete(resultCode);
    this.#setting.restoreForm(this.#actionShown);
  }

  /** adyen-web reports errors of its own, inside an attempt (a step ran out of time) and outside (a script is missing). */
  async #adyenError(error: AdyenError): Promise<void> {
    const { host, surface } = this.#setting;
    if (this.#attempt && this.busy) {
      const outcome = await this.#outcome(this.#attempt, 2);
      if (outcome) this.#settle(outcome);
      else this.#end(error.name === 'CANCEL' ? 'Cancelled' : undefined, error);
      return;
    }
    if (error.name !== 'SCRIPT_ERROR' && error.name !== 'IMPLEMENTATION_ERROR') return;
    // Apple's script is fetched before anybody wants Apple Pay; without it the method is not available, no more.
    if (error.message.startsWith('ApplePaySDK')) return;
    const shown = new PaymentError(
      error.name === 'SCRIPT_ERROR' ? 'LoadFailed' : 'InvalidUse',
      host.texts,
      error,
    );
    surface()?.show('error', shown.message);
    host.options.onError?.(shown, {});
  }

  #redirect(resolve: () => void, reject: () => void, target: RedirectTarget): void {
    if (!this.#popup || !this.#attempt) {
      this.#leaving = true;
      resolve();
      return;
    }
    const attempt = this.#attempt;
    const { host, surface } = this.#setting;
    reject();
    const bank = new BankWindow({
      popup: this.#popup,
      texts: host.texts,
      surface: surface(),
      signal: this.#abort.signal,
    });
    this.#popup.go(target);
    void bank
      .whenLeft(attempt.paymentReference ?? '', () => this.#outcome(attempt, 1))
      .then(async () => {
        surface()?.show('info', host.texts.confirming);
        const outcome = await this.#outcome(attempt, 4);
        surface()?.clear();
        if (outcome) this.#settle(outcome);
        else this.#end('Cancelled');
      });
  }

  /** The shopper used the back button of a bank's page, and the browser shows this page as it was left. */
  readonly #pageShown = (event: PageTransitionEvent): void => {
    const attempt = this.#attempt;
    if (!event.persisted || !this.#leaving || !attempt || attempt.ended) return;
    this.#leaving = false;
    void this.#outcome(attempt, 2).then((outcome) => {
      if (outcome) this.#settle(outcome);
      else this.#end('Cancelled');
    });
  };

  #settle({ resultCode }: PaymentAnswer): void {
    if (resultCode === 'Refused' || resultCode === 'Error' || resultCode === 'Cancelled')
      this.#end(resultCode);
    else this.#succeed(resultCode);
  }

  /** Asks for the attempt's final state, a few times if need be. */
  async #outcome(attempt: Attempt, times: number): Promise<PaymentAnswer | undefined> {
    for (let asked = 1; ; asked++) {
      const status = await attempt.status();
      const outcome = status && answerOf(status);
      if (outcome || asked >= times || this.#abort.signal.aborted) return outcome;
      await new Promise((wake) => setTimeout(wake, 1000));
    }
  }
}
