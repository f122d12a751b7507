import type { Surface } from '../ui/surface.ts';
import type { FlowSetting } from './flow-setting.ts';
import { formatted, toAdyenAmount } from './money.ts';
import { paidAmountOf } from './paid-amount.ts';
import type { AttemptRequests } from './requests.ts';
import { attemptError, errorContext, partRefused, paymentResult, type Ending } from './result.ts';
import { failedResults, isPaid } from './result-codes.ts';
import type { End, Part } from './states.ts';

export interface AttemptFormSetting {
  flow: FlowSetting;
  /** Adyen's payment method type. */
  type: string;
  /** Whether it is a gift card that pays a part of an order. */
  isPart: boolean;
  /** Raised when the form goes away: what is in its place then is not the attempt's to change. */
  signal: AbortSignal;
  requests: AttemptRequests;
}

/** What shopper and page see of an attempt. */
export class AttemptForm {
  readonly #setting: AttemptFormSetting;

  constructor(setting: AttemptFormSetting) {
    this.#setting = setting;
  }

  showConfirming(): void {
    this.surface?.show('info', this.#setting.flow.host.texts.confirming);
  }

  /** Finishes the form of a payment that was made; any other comes back. */
  close(end: End, afterAction: boolean): void {
    if (this.#isGone) return;
    const { finishForm, restoreForm, host } = this.#setting.flow;
    if ('cause' in end || failedResults.has(end.resultCode)) restoreForm(afterAction);
    else finishForm(isPaid(end.resultCode) ? host.texts.paid : host.texts.accepted);
  }

  report(end: End): void {
    const { flow, isPart } = this.#setting;
    const ending = this.#ending;
    if ('resultCode' in end && !(isPart && failedResults.has(end.resultCode))) {
      const result = paymentResult(end.resultCode, ending);
      if (result.message !== undefined) this.surface?.show('error', result.message);
      flow.onComplete(result);
      return;
    }
    const error = 'resultCode' in end ? partRefused(end.resultCode, ending) : attemptError(end.cause, ending);
    this.surface?.show(error.code === 'OutcomeUnknown' ? 'info' : 'error', error.message);
    flow.host.options.onError?.(error, errorContext(error, ending));
  }

  async reportPart(part: Part): Promise<void> {
    const { flow, requests } = this.#setting;
    if ('payment' in part) {
      flow.onPartialPayment(part.payment);
      return;
    }
    const { resultCode, remaining } = part;
    const { host, client } = flow;
    const owed = host.methods.amount;
    if (!this.#isGone) {
      flow.renewForm(toAdyenAmount(remaining));
      this.surface?.focusForm();
      this.surface?.show('info', host.texts.partPaid.replace('{amount}', formatted(remaining, host.locale)));
    }
    const paidAmount = await paidAmountOf({
      heldBefore: host.heldBefore,
      client: client(),
      resultCode,
      owed,
      remaining,
    });
    const { paymentReference = '' } = requests;
    flow.onPartialPayment({ paymentReference, paidAmount, remainingAmount: remaining });
  }

  get #isGone(): boolean {
    return this.#setting.signal.aborted;
  }

  /** Where messages are shown; `undefined` when the form is gone. */
  get surface(): Surface | undefined {
    return this.#isGone ? undefined : this.#setting.flow.surface();
  }

  get #ending(): Ending {
    const { flow, type, requests } = this.#setting;
    const { paymentReference, response } = requests;
    return { texts: flow.host.texts, type, paymentReference, response };
  }
}
