import { canShow } from '../adyen/can-show.ts';
import type {
  AdyenCallbacks,
  AdyenElement,
  AdyenError,
  AnswerActions,
  SubmitState,
} from '../adyen/element.ts';
import { checkoutTypeOf, hasSubmit, isSameMethod } from '../methods/names.ts';
import { isRedirecting } from '../methods/redirecting.ts';
import { requestBody } from '../methods/request-body.ts';
import { PaymentError } from '../payment-error.ts';
import type { PaymentAnswer } from '../processor-client.ts';
import { BankVisit } from '../redirect/bank-visit.ts';
import { Popup, type RedirectTarget } from '../redirect/popup.ts';
import { errorCodeOf } from './adyen-errors.ts';
import { beginCourse, endUnseen, keepUnsettled, type Course } from './course.ts';
import { settleEarlierAttempt } from './earlier-attempt.ts';
import { Endings } from './endings.ts';
import type { FlowSetting } from './flow-setting.ts';
import { makeRoom } from './make-room.ts';
import { partialPaymentOf, remainingAfter } from './partial-payment.ts';

/**
 * The way of a payment between adyen-web and the processor: one attempt at a time, each with its end.
 * It makes adyen-web's callbacks and turns what happens into messages and into `onComplete` or `onError`.
 */
export class PaymentFlow {
  /** Consent to store, given with the press that is going on; it overrules the enabler's. */
  consent: boolean | undefined;
  readonly #setting: FlowSetting;
  readonly #endings: Endings;
  readonly #bank: BankVisit;
  #abort = new AbortController();
  #course: Course | undefined;
  #sheetOpened = false;

  constructor(setting: FlowSetting) {
    this.#setting = setting;
    this.#endings = new Endings(setting);
    this.#bank = new BankVisit({
      texts: setting.host.texts,
      surface: setting.surface,
      conclude: (attempt, outcome, fault) => {
        if (this.#course?.attempt === attempt) this.#endings.concludeWith(this.#course, outcome, fault);
      },
    });
  }

  /** Whether an attempt is going on. */
  get busy(): boolean {
    return this.#course !== undefined && !this.#course.attempt.ended;
  }

  /** A wallet's button was pressed: its sheet opens, if the page agrees. */
  async openSheet<T>(agree: () => Promise<T>): Promise<T> {
    this.#setting.surface()?.clear();
    const agreed = await agree();
    this.#sheetOpened = true;
    return agreed;
  }

  /** Tells shopper and page of an error that is no attempt's. */
  report(error: PaymentError, type?: string): void {
    this.#endings.report(error, type);
  }

  /** The page does not go along with what the shopper has confirmed. */
  refuse(cause: unknown): void {
    if (this.#course && this.busy) this.#endings.conclude(this.#course, undefined, cause);
    else this.#endings.report(new PaymentError('ActionFailed', this.#setting.host.texts, cause));
    this.#sheetOpened = false;
  }

  /** The processor's last answer to the attempt. */
  get answer(): PaymentAnswer {
    return this.#course?.answer ?? {};
  }

  /**
   * What adyen-web is to call.
   *
   * @param type Adyen's type of the method that calls, where the form has several
   */
  callbacks(type?: string): AdyenCallbacks {
    return {
      onSubmit: (state, element, actions) => {
        void this.#submit(state, element, actions);
      },
      onAdditionalDetails: (state, element, actions) => {
        const { continueBody } = this.#setting;
        const data = continueBody?.(state.data) ?? state.data;
        if (this.#course)
          void this.#send(this.#course, element, actions, ({ attempt }) => attempt.continue(data));
      },
      onActionHandled: ({ actionDescription }) => {
        // A voucher is all that the shopper gets to see here: adyen-web reports no completion after it.
        if (actionDescription === 'voucher-presented')
          this.#course?.attempt.complete(this.answer.resultCode ?? 'PresentToShopper');
      },
      onPaymentCompleted: (result) => {
        this.#endings.conclude(this.#course, result?.resultCode ?? this.answer.resultCode ?? 'Received');
      },
      onPaymentFailed: (result) => {
        this.#endings.conclude(this.#course, result?.resultCode, this.#course?.failure ?? result);
      },
      onError: (error) => {
        void this.#adyenError(error, type);
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

  /** The component goes away: listeners and timers end; an attempt that is open is ended without the form. */
  stop(): void {
    this.#abort.abort();
    const course = this.#course;
    this.#course = undefined;
    if (!course || course.attempt.ended) return;
    course.popup?.close();
    if (!course.isSent) return;
    // What is on its way comes back to `#send`; a press of another button must not overtake it.
    if (course.awaitsAnswer) keepUnsettled(this.#setting.host, course.attempt, true);
    else void endUnseen(this.#setting.host, this.#endings, course);
  }

  async #submit(state: SubmitState, element: AdyenElement, actions: AnswerActions): Promise<void> {
    if (this.busy) return;
    const { host, redirectMode, onPress, surface } = this.#setting;
    const { type } = state.data.paymentMethod;
    // In the click itself, or the browser takes the window for an advertisement.
    const popup = redirectMode === 'popup' && isRedirecting(type) ? Popup.open() : undefined;
    surface()?.clear();

    const { signal } = this.#abort;
    const course = beginCourse(this.#setting, this.#endings, { data: state.data, popup, signal });
    this.#course = course;
    this.#sheetOpened = false;
    const { attempt } = course;
    try {
      const pressed = hasSubmit(checkoutTypeOf(type)) ? await onPress?.() : undefined;
      this.consent = pressed?.storePaymentDetails ?? this.consent;
    } catch {
      popup?.close();
      attempt.withdraw();
      element.setStatus('ready');
      return;
    }
    const store = this.consent ?? host.storeDetails;
    const data = store ? { ...state.data, storePaymentMethod: true } : state.data;
    this.consent = undefined;
    await this.#send(course, element, actions, async () => {
      if (host.unsettled && !signal.aborted) surface()?.show('info', host.texts.confirming);
      const earlier = signal.aborted ? undefined : await settleEarlierAttempt(host, signal);
      if (earlier) return attempt.adopt(earlier);
      if (signal.aborted) throw new Error('The form was taken away before anything was sent');
      course.isSent = true;
      return attempt.start(requestBody(data));
    });
  }

  /** Sends a request of the attempt and tells adyen-web the answer. */
  async #send(
    course: Course,
    element: AdyenElement,
    actions: AnswerActions,
    request: (course: Course) => Promise<PaymentAnswer>,
  ): Promise<void> {
    try {
      course.awaitsAnswer = true;
      course.answer = await request(course).finally(() => {
        course.awaitsAnswer = false;
      });
      await this.#answered(course, element, actions);
    } catch (error) {
      course.popup?.close();
      course.failure = error;
      this.#tell(course, () => actions.reject());
      setTimeout(() => this.#endings.conclude(course, undefined, error));
    }
  }

  async #answered(course: Course, element: AdyenElement, actions: AnswerActions): Promise<void> {
    const { attempt, popup, signal, answer } = course;
    const { host, surface } = this.#setting;
    const { resultCode = '', action, order } = answer;
    if (action?.type !== 'redirect') popup?.close();
    if (action && !signal.aborted && !canShow(element, action)) {
      popup?.close();
      const cause = new Error(`Nothing shows the action ${action.type} of ${action.paymentMethodType ?? ''}`);
      await this.#endings.ask(course, 1, cause);
      actions.reject();
      return;
    }
    if (action && signal.aborted) {
      this.#tell(course, () => actions.reject());
      return endUnseen(host, this.#endings, course);
    }
    if (!signal.aborted) surface()?.clear();
    if (action) {
      course.actionShown = true;
      await makeRoom(action.type, host.options);
      if (signal.aborted) return;
    }
    const part = partialPaymentOf(answer);
    const remaining = part ? undefined : remainingAfter(answer);
    if (part || remaining) {
      // No end: the shopper goes on with what is left.
      keepUnsettled(host, attempt, false);
      attempt.withdraw();
    }
    this.#tell(course, () =>
      actions.resolve({ resultCode, ...(action ? { action } : {}), ...(order ? { order } : {}) }),
    );
    // adyen-web has its say first, since a wallet closes its sheet; its 3-D Secure elements say nothing at the end.
    if (part) setTimeout(() => this.#setting.onPartialPayment(part));
    else if (remaining) setTimeout(() => void this.#endings.goOn(course, resultCode, remaining));
    else if (!action) setTimeout(() => this.#endings.conclude(course, resultCode));
  }

  /** Has adyen-web hear of an attempt, unless the form is another attempt's by now: its callbacks do not tell them apart. */
  #tell({ signal }: Course, answer: () => void): void {
    if (!signal.aborted || this.#course === undefined) answer();
  }

  /** adyen-web reports errors of its own, inside an attempt (a step ran out of time) and outside (a script is missing). */
  async #adyenError(error: AdyenError, type?: string): Promise<void> {
    const course = this.#course;
    if (course && this.busy) {
      // Of what adyen-web cannot do meanwhile, or another method cannot, the answer, once it is here, takes no notice.
      if (course.awaitsAnswer || !course.actionShown || !isSameMethod(type, course.type)) return;
      return this.#endings.ask(course, 2, error.name === 'CANCEL' ? undefined : error);
    }
    const code = errorCodeOf(error, this.#sheetOpened);
    if (code === 'LoadFailed') this.#setting.removeForm?.();
    if (code) this.#endings.report(new PaymentError(code, this.#setting.host.texts, error));
  }

  #redirect(resolve: () => void, reject: () => void, target: RedirectTarget): void {
    const course = this.#course;
    if (!course) return;
    if (course.popup) {
      // This page stays; adyen-web's redirect ends here.
      reject();
      void this.#bank.visit(course.attempt, course.popup, target);
    } else {
      this.#bank.leave(course.attempt);
      resolve();
    }
  }
}
