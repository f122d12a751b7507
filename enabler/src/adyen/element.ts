import type { PaymentData } from '../method-catalogue/row.ts';
import type { AdyenOrder } from '../processor-client.ts';

/** What the enabler uses of adyen-web's `UIElement`. */
export interface AdyenElement {
  readonly core: { getComponent: (type: string) => (abstract new (...args: never) => unknown) | undefined };
  readonly type: string;
  readonly isValid: boolean;
  readonly props: { showPayButton?: boolean; isDropin?: boolean };
  mount(node: HTMLElement): unknown;
  unmount(): unknown;
  submit(): void;
  showValidation(): unknown;
  isAvailable(): Promise<void>;
  setStatus(status: string, props?: { message?: string }): unknown;
}

/** adyen-web's `state` of a submit. */
export interface SubmitState {
  data: PaymentData;
}

/** What adyen-web is told after a request. */
export interface AnswerActions {
  resolve(answer: { resultCode: string; action?: unknown; order?: AdyenOrder }): void;
  reject(reason?: unknown): void;
}

export interface ActionHandled {
  actionDescription: string;
}

export interface AdyenError {
  name: string;
  message: string;
}

/** The callbacks by which adyen-web drives a payment in its advanced flow. */
export interface AdyenCallbacks {
  onSubmit(state: SubmitState, element: AdyenElement, actions: AnswerActions): void;
  onAdditionalDetails(state: { data: object }, element: AdyenElement, actions: AnswerActions): void;
  onActionHandled(handled: ActionHandled): void;
  onPaymentCompleted(result: { resultCode?: string } | undefined, element?: AdyenElement): void;
  onPaymentFailed(result: { resultCode?: string } | undefined, element?: AdyenElement): void;
  onError(error: AdyenError): void;
  beforeRedirect(
    resolve: () => void,
    reject: () => void,
    target: { url: string; method: string; data?: Record<string, unknown> },
  ): void;
}

/**
 * The options with which an element is made. Beside these a method has options of its own, which its class declares; the
 * enabler does not know the class, and passes them as they are.
 */
export type ElementProps = AdyenCallbacks & { showPayButton: boolean } & Record<string, unknown>;
