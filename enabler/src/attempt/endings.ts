import { PaymentError } from '../payment-error.ts';
import type { CentAmount, ErrorContext } from '../types.ts';
import type { Surface } from '../ui/surface.ts';
import { failedResults, isEnd, type AttemptListener } from './attempt.ts';
import { keepUnsettled, type Course } from './course.ts';
import { UnknownOutcome } from './deliver.ts';
import type { FlowSetting } from './flow-setting.ts';
import { formatted, toAdyenAmount, withDigits } from './money.ts';
import type { Outcome } from './outcome.ts';
import { paidAmountOf } from './paid-amount.ts';

const paidResults: ReadonlySet<string> = new Set(['Authorised', 'PartiallyAuthorised']);

/** How attempts end: with a message for the shopper, the form brought back or replaced, and one call to the page. */
export class Endings {
  readonly #setting: FlowSetting;

  constructor(setting: FlowSetting) {
    this.#setting = setting;
  }

  /** Tells shopper and page of an error that is no attempt's. */
  report(error: PaymentError, type = this.#setting.type): void {
    const { host, surface } = this.#setting;
    const context: ErrorContext = type === undefined ? {} : { method: { type } };
    surface()?.show('error', error.message);
    host.options.onError?.(error, context);
  }

  /**
   * What an attempt is to tell.
   *
   * @param signal raised when the form is gone: what is shown in its place is none of the attempt's business
   */
  listener(signal: AbortSignal): AttemptListener {
    const { host, onComplete, surface } = this.#setting;
    const place = (): Surface | undefined => (signal.aborted ? undefined : surface());
    return {
      onDoubt: () => place()?.show('info', host.texts.confirming),
      onComplete: (result) => {
        if (result.message !== undefined) place()?.show('error', result.message);
        onComplete(result);
      },
      onError: (error, context) => {
        place()?.show(error.code === 'OutcomeUnknown' ? 'info' : 'error', error.message);
        host.options.onError?.(error, context);
      },
    };
  }

  /** Ends the attempt, if it has not ended, with a result of Adyen's or with what went wrong. */
  conclude(course: Course | undefined, resultCode: string | undefined, cause?: unknown): void {
    const { host, finishForm, restoreForm } = this.#setting;
    if (!course || course.attempt.ended) return;
    if (resultCode !== undefined && !isEnd(resultCode)) {
      void this.ask(course, 2, cause ?? new Error(`${resultCode} came without anything to do`));
      return;
    }
    const { attempt } = course;
    keepUnsettled(host, attempt, course.isSent && cause instanceof UnknownOutcome);
    if (!course.signal.aborted) {
      if (resultCode === undefined || failedResults.has(resultCode)) restoreForm(course.actionShown);
      else finishForm(paidResults.has(resultCode) ? host.texts.paid : host.texts.accepted);
    }
    if (resultCode === undefined) attempt.fail(cause);
    else if (course.isPart && failedResults.has(resultCode))
      attempt.fail(this.#partRefused(course, resultCode));
    else attempt.complete(resultCode);
  }

  /**
   * Asks the processor how the payment stands, and ends the attempt accordingly.
   *
   * @param times how often, until it has an end
   * @param whenOpen what went wrong, where the shopper did not give the payment up
   */
  async ask(course: Course, times: number, whenOpen?: unknown): Promise<void> {
    this.concludeWith(course, await course.attempt.outcome(times, course.signal), whenOpen);
  }

  /** Ends the attempt as the processor says that it stands. */
  concludeWith(course: Course, outcome: Outcome, whenOpen?: unknown): void {
    const { attempt } = course;
    if (attempt.ended) return;
    if (outcome.state === 'ended') {
      const { resultCode, remainingAmount } = outcome;
      if (remainingAmount) void this.goOn(course, resultCode, withDigits(remainingAmount));
      else this.conclude(course, resultCode);
      return;
    }
    if (outcome.state === 'unknown') {
      this.conclude(course, undefined, new UnknownOutcome(attempt.paymentReference, whenOpen));
      return;
    }
    this.conclude(course, whenOpen === undefined ? 'Cancelled' : undefined, whenOpen);
    // The shopper may still do their part, unseen.
    keepUnsettled(this.#setting.host, attempt, true);
  }

  /** The attempt has paid a part, which is no end: the form comes back for what is left. */
  async goOn({ attempt, signal }: Course, resultCode: string, remaining: CentAmount): Promise<void> {
    const { host, surface, client, renewForm, onPartialPayment } = this.#setting;
    keepUnsettled(host, attempt, false);
    attempt.withdraw();
    const owed = host.methods.amount;
    if (!signal.aborted) {
      renewForm(toAdyenAmount(remaining));
      const amount = formatted(remaining, host.locale);
      surface()?.focusForm();
      surface()?.show('info', host.texts.partPaid.replace('{amount}', amount));
    }
    const paidAmount = await paidAmountOf({ client: client(), resultCode, owed, remaining });
    const paymentReference = attempt.paymentReference ?? '';
    onPartialPayment({ paymentReference, paidAmount, remainingAmount: remaining });
  }

  /** The order stands as it was before: nothing has ended for the page. */
  #partRefused({ attempt, answer }: Course, resultCode: string): PaymentError {
    const cause = new Error([resultCode, answer.refusalReason].filter(Boolean).join(': '));
    return new PaymentError('PartRefused', this.#setting.host.texts, cause, attempt.paymentReference);
  }
}
