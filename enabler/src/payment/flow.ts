import type {
  ActionHandled,
  AdyenCallbacks,
  AdyenError,
  AnswerActions,
  SubmitState,
} from '../adyen/element.ts';
import type { Host } from '../host.ts';
import { isRedirecting } from '../methods/redirecting.ts';
import { requestBody } from '../methods/request-body.ts';
import { PaymentError } from '../payment-error.ts';
import type { PaymentAnswer, PaymentRoutes, ProcessorClient } from '../processor-client.ts';
import { BankVisit } from '../redirect/bank-visit.ts';
import { Popup, type RedirectTarget } from '../redirect/popup.ts';
import type { ComponentOptions, PaymentResult, RedirectMode } from '../types.ts';
import type { Surface } from '../ui/surface.ts';
import { Attempt, failedResults } from './attempt.ts';
import { UnknownOutcome } from './deliver.ts';
import { errorCodeOf } from './adyen-errors.ts';
import { settleEarlierAttempt } from './earlier-attempt.ts';
import { makeRoom } from './make-room.ts';

export interface FlowSetting {
  host: Host;
  /** The processor in the name of the paying session. */
  client: () => ProcessorClient;
  routes: PaymentRoutes;
  redirectMode: RedirectMode;
  /** Asked after a press of the form's own button. */
  onPress?: ComponentOptions['onPayButtonClick'] | undefined;
  /** Adds to the request that continues a payment. */
  continueBody?: (data: object) => object;
  surface: () => Surface | undefined;
  onComplete: (result: PaymentResult) => void;
  /** Brings the form back after an attempt that failed. */
  restoreForm: (afterAction: boolean) => void;
  /** Replaces the form after an attempt that succeeded. */
  finishForm: (text: string) => void;
}

/**
 * The way of a payment between adyen-web and the processor: one attempt at a time, each with its end.
 * It makes adyen-web's callbacks and turns what happens into messages and into `onComplete` or `onError`.
 */
export class PaymentFlow {
  /** Consent to store, given with the press that is going on; it overrules the enabler's. */
  consent: boolean | undefined;
  readonly #setting: FlowSetting;
  readonly #bank: BankVisit;
  #abort = new AbortController();
  #attempt: Attempt | undefined;
  #popup: Popup | undefined;
  #answer: PaymentAnswer = {};
  #failure: unknown;
  #answerAwaited = false;
  #actionShown = false;
  #sheetOpened = false;

  constructor(setting: FlowSetting) {
    this.#setting = setting;
    this.#bank = new BankVisit({
      texts: setting.host.texts,
      surface: setting.surface,
      conclude: (resultCode) => {
        this.#conclude(resultCode);
      },
    });
  }

  /** Whether an attempt is going on. */
  get busy(): boolean {
    return this.#attempt !== undefined && !this.#attempt.ended;
  }

  /** A wallet's button was pressed: its sheet opens, if the page agrees. */
  async openSheet<T>(agree: () => Promise<T>): Promise<T> {
    this.#setting.surface()?.clear();
    const agreed = await agree();
    this.#sheetOpened = true;
    return agreed;
  }

  /** The processor's last answer to the attempt. */
  get answer(): PaymentAnswer {
    return this.#answer;
  }

  /** What adyen-web is to call. */
  callbacks(): AdyenCallbacks {
    return {
      onSubmit: (state, element, actions) => {
        void this.#submit(state, () => element.setStatus('ready'), actions);
      },
      onAdditionalDetails: (state, _element, actions) => {
        const { continueBody } = this.#setting;
        void this.#send(actions, (attempt) => attempt.continue(continueBody?.(state.data) ?? state.data));
      },
      onActionHandled: (handled) => {
        this.#actionHandled(handled);
      },
      onPaymentCompleted: (result) => {
        this.#conclude(result?.resultCode ?? this.#answer.resultCode ?? 'Received');
      },
      onPaymentFailed: (result) => {
        this.#conclude(result?.resultCode, this.#failure ?? result);
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
    this.#bank.begin(this.#abort.signal);
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

    const attempt = this.#begin(type);
    try {
      const pressed = await onPress?.();
      this.consent = pressed?.storePaymentDetails ?? this.consent;
    } catch {
      this.#popup?.close();
      attempt.withdraw();
      ready();
      return;
    }
    const store = this.consent ?? host.storeDetails;
    const data = store ? { ...state.data, storePaymentMethod: true } : state.data;
    this.consent = undefined;
    await this.#send(actions, async () => {
      const earlier = await settleEarlierAttempt(host);
      return earlier ? attempt.adopt(earlier) : attempt.start(requestBody(data));
    });
  }

  /** Sends a request of the attempt and tells adyen-web the answer. */
  async #send(actions: AnswerActions, request: (attempt: Attempt) => Promise<PaymentAnswer>): Promise<void> {
    const attempt = this.#attempt;
    if (!attempt) return;
    try {
      this.#answerAwaited = true;
      this.#answer = await request(attempt).finally(() => {
        this.#answerAwaited = false;
      });
      const { resultCode = '', action, order } = this.#answer;
      this.#setting.surface()?.clear();
      if (action) {
        this.#actionShown = true;
        await makeRoom(action.type, this.#setting.host.options);
      } else {
        this.#popup?.close();
      }
      // A part of an order is paid, e.g. by gift card: the shopper goes on with what is left.
      if (order?.remainingAmount && order.remainingAmount.value > 0) attempt.withdraw();
      actions.resolve({ resultCode, ...(action ? { action } : {}), ...(order ? { order } : {}) });
      // adyen-web has its say first, since a wallet closes its sheet; its 3-D Secure elements say nothing at the end.
      if (!action) setTimeout(() => this.#conclude(resultCode));
    } catch (error) {
      this.#popup?.close();
      if (error instanceof UnknownOutcome) this.#setting.host.unsettled = attempt;
      this.#failure = error;
      actions.reject();
      setTimeout(() => this.#conclude(undefined, error));
    }
  }

  #begin(type: string): Attempt {
    const { host, routes, surface } = this.#setting;
    this.#actionShown = false;
    this.#sheetOpened = false;
    this.#answer = {};
    this.#failure = undefined;
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

  /** Ends the attempt, if it has not ended, with a result of Adyen's or with what went wrong. */
  #conclude(resultCode: string | undefined, cause?: unknown): void {
    const { host, finishForm, restoreForm } = this.#setting;
    const attempt = this.#attempt;
    if (!attempt || attempt.ended) return;
    if (resultCode === undefined || failedResults.has(resultCode)) restoreForm(this.#actionShown);
    else finishForm(resultCode === 'Authorised' ? host.texts.paid : host.texts.accepted);

    if (resultCode === undefined) attempt.fail(cause);
    else attempt.complete(resultCode);
  }

  #actionHandled({ actionDescription }: ActionHandled): void {
    // A voucher is all that the shopper gets to see here: adyen-web reports no completion after it.
    if (actionDescription === 'voucher-presented')
      this.#attempt?.complete(this.#answer.resultCode ?? 'PresentToShopper');
  }

  /** adyen-web reports errors of its own, inside an attempt (a step ran out of time) and outside (a script is missing). */
  async #adyenError(error: AdyenError): Promise<void> {
    const { host, surface } = this.#setting;
    if (this.#attempt && this.busy) {
      // Of what adyen-web cannot do meanwhile the answer, once it is here, takes no notice.
      if (this.#answerAwaited || !this.#actionShown) return;
      const outcome = await this.#attempt.outcome(2, this.#abort.signal);
      this.#conclude(outcome ? outcome.resultCode : error.name === 'CANCEL' ? 'Cancelled' : undefined, error);
      return;
    }
    const code = errorCodeOf(error, this.#sheetOpened);
    if (!code) return;
    const shown = new PaymentError(code, host.texts, error);
    surface()?.show('error', shown.message);
    host.options.onError?.(shown, {});
  }

  #redirect(resolve: () => void, reject: () => void, target: RedirectTarget): void {
    if (!this.#attempt) return;
    if (this.#popup) {
      // This page stays; adyen-web's redirect ends here.
      reject();
      void this.#bank.visit(this.#attempt, this.#popup, target);
    } else {
      this.#bank.leave(this.#attempt);
      resolve();
    }
  }
}
