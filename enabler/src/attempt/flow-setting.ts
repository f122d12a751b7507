import type { Host } from '../host.ts';
import type { AdyenAmount, PaymentRoutes, ProcessorClient } from '../processor-client.ts';
import type { ComponentOptions, PartialPayment, PaymentResult, RedirectMode } from '../types.ts';
import type { Surface } from '../ui/surface.ts';

/** What a {@link PaymentFlow} is told by the form that it pays for. */
export interface FlowSetting {
  host: Host;
  /** The processor in the name of the paying session. */
  client: () => ProcessorClient;
  routes: PaymentRoutes;
  redirectMode: RedirectMode;
  /** Checkout's name of the method, where there is but one. */
  type?: string;
  /** Asked after a press of the form's own button; wallets ask before their sheet opens ({@link PaymentFlow.openSheet}). */
  onPress?: ComponentOptions['onPayButtonClick'] | undefined;
  /** Adds to the request that continues a payment. */
  continueBody?: (data: object) => object;
  surface: () => Surface | undefined;
  onComplete: (result: PaymentResult) => void;
  onPartialPayment: (payment: PartialPayment) => void;
  /** Brings the form back after an attempt that failed. */
  restoreForm: (afterAction: boolean) => void;
  /** Makes the form anew after an attempt that paid a part, with what is left to pay. */
  renewForm: (amount: AdyenAmount) => void;
  /** A script is missing: takes a form away that cannot do without. */
  removeForm?: () => void;
  /** Replaces the form after an attempt that succeeded. */
  finishForm: (text: string) => void;
}
