import type {
  AdyenCallbacks,
  AdyenElement,
  AdyenError,
  AnswerActions,
  SubmitState,
} from '../adyen/element.ts';
import { hasSubmit, isGiftCard, isRedirecting, isSameMethod } from '../methods/facts.ts';
import { checkoutTypeOf } from '../methods/names.ts';
import { requestBody } from '../methods/request-body.ts';
import { PaymentError } from '../payment-error.ts';
import type { PaymentAnswer } from '../processor-client.ts';
import { BankVisit } from '../redirect/bank-visit.ts';
import { Popup } from '../redirect/popup.ts';
import { codeOfAdyenError } from './adyen-errors.ts';
import { Attempt } from './attempt.ts';
import type { FlowSetting } from './flow-setting.ts';

/** A wallet's sheet was opened, and nothing was confirmed in it yet. */
const sheetOpen = Symbol('sheetOpen');

/**
 * The payments of one form: one attempt at a time. It makes adyen-web's callbacks and turns what adyen-web calls into
 * events of the attempt.
 */
export class PaymentFlow {
  /** Consent to store, given with the press that is going on; it overrules the enabler's. */
  consent: boolean | undefined;
  readonly #setting: FlowSetting;
  readonly #bank: BankVisit;
  #abort = new AbortController();
  #current: Attempt | typeof sheetOpen | undefined;

  constructor(setting: FlowSetting) {
    this.#setting = setting;
    this.#bank = new BankVisit({ texts: setting.host.texts, surface: setting.surface });
  }

  /** Whether an attempt is going on. */
  get busy(): boolean {
    return this.#attempt?.isBusy === true;
  }

  /** The processor's last response to the attempt. */
  get response(): PaymentAnswer {
    return this.#attempt?.response ?? {};
  }

  /** A wallet's button was pressed: its sheet opens, if the page agrees. */
  async openSheet<T>(agree: () => Promise<T>): Promise<T> {
    this.#setting.surface()?.clear();
    const agreed = await agree();
    if (!this.busy) this.#current = sheetOpen;
    return agreed;
  }

  /** Reports an error that belongs to no attempt to the shopper and the page. */
  report(error: PaymentError, type = this.#setting.type): void {
    const { host, surface } = this.#setting;
    surface()?.show('error', error.message);
    host.options.onError?.(error, type === undefined ? {} : { method: { type } });
  }

  /** The page declines what the shopper has confirmed in a wallet. */
  decline(cause: unknown): void {
    if (this.busy) {
      this.#attempt?.dispatch(['declined', cause]);
      return;
    }
    this.#current = undefined;
    this.report(new PaymentError('ActionFailed', this.#setting.host.texts, cause));
  }

  /**
   * What adyen-web is to call.
   *
   * @param type Adyen's type of the method that calls, where the form has several
   */
  callbacks(type?: string): AdyenCallbacks {
    return {
      onSubmit: (state, element, actions) => {
        this.#submit(state, element, actions);
      },
      onAdditionalDetails: (state, element, actions) => {
        const data = this.#setting.continueBody?.(state.data) ?? state.data;
        this.#attempt?.dispatch(['detailsGiven', { data, adyen: { element, actions } }]);
      },
      onActionHandled: ({ actionDescription }) => {
        if (actionDescription !== 'voucher-presented') return;
        this.#attempt?.dispatch(['voucherShown', this.response.resultCode ?? 'PresentToShopper']);
      },
      onPaymentCompleted: (result) => {
        const resultCode = result?.resultCode ?? this.response.resultCode ?? 'Received';
        this.#attempt?.dispatch(['completed', resultCode]);
      },
      onPaymentFailed: (result) => {
        const { resultCode } = result ?? {};
        const end = resultCode === undefined ? { cause: result } : { resultCode };
        this.#attempt?.dispatch(['failed', end]);
      },
      onError: (error) => {
        this.#adyenError(error, type);
      },
      beforeRedirect: (resolve, reject, target) => {
        this.#attempt?.dispatch(['redirectWanted', { target, resolve, reject }]);
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
    const attempt = this.#attempt;
    this.#abort.abort();
    this.#current = undefined;
    attempt?.dispatch(['unmounted']);
  }

  get #attempt(): Attempt | undefined {
    return this.#current === sheetOpen ? undefined : this.#current;
  }

  #submit({ data }: SubmitState, element: AdyenElement, actions: AnswerActions): void {
    if (this.busy) return;
    const { redirectMode, surface } = this.#setting;
    const { type } = data.paymentMethod;
    // In the click itself, or the browser takes the window for an advertisement.
    const popup = redirectMode === 'popup' && isRedirecting(type) ? Popup.open() : undefined;
    surface()?.clear();
    const { signal } = this.#abort;
    const attempt = new Attempt({
      flow: this.#setting,
      type,
      isPart: isGiftCard(type) && data['order'] !== undefined,
      adyen: { element, actions },
      popup,
      bank: this.#bank,
      signal,
      agree: () => this.#agree(data),
      hasAdyen: () => !signal.aborted || this.#attempt === undefined,
    });
    this.#current = attempt;
    void attempt.begin();
  }

  /** Asks the page whether it agrees to the press; says what is to be sent. */
  async #agree(data: SubmitState['data']): Promise<unknown> {
    const { host, onPress } = this.#setting;
    const pressed = hasSubmit(checkoutTypeOf(data.paymentMethod.type)) ? await onPress?.() : undefined;
    const store = pressed?.storePaymentDetails ?? this.consent ?? host.storeDetails;
    this.consent = undefined;
    return requestBody(store ? { ...data, storePaymentMethod: true } : data);
  }

  /** adyen-web reports errors of its own, inside an attempt (a step ran out of time) and outside (a script is missing). */
  #adyenError(error: AdyenError, type?: string): void {
    const attempt = this.#attempt;
    if (attempt?.isBusy) {
      const ifOpen = error.name === 'CANCEL' ? { resultCode: 'Cancelled' } : { cause: error };
      // What another method of the form cannot do does not concern the one that pays.
      if (isSameMethod(type, attempt.type)) attempt.dispatch(['erred', ifOpen]);
      return;
    }
    const code = codeOfAdyenError(error, this.#current === sheetOpen);
    if (code === 'LoadFailed') this.#setting.removeForm?.();
    if (code) this.report(new PaymentError(code, this.#setting.host.texts, error));
  }
}
