import type { ICore } from '@adyen/adyen-web';
import type { AdyenElement } from '../adyen/element.ts';
import type { Host } from '../host.ts';
import type { ComponentState } from '../types.ts';

/** A class of adyen-web, as one can construct it without knowing the method. */
export type ElementClass = new (core: ICore, props: never) => AdyenElement;

/** What a method's options may depend on, and what they may report. */
export interface MethodContext {
  host: Host;
  /** Adyen's type, since some classes serve several. */
  type: string;
  /** What `getState` answers; a method writes to it as it learns. */
  state: ComponentState;
  /** `onPayButtonClick` as wallets need it, before their sheet opens. */
  onPress: () => Promise<void>;
}

/** A payment method's own code, where it has any. */
export interface MethodCode {
  /** What `getState` answers before the shopper has typed anything. */
  state?: ComponentState;
  /** adyen-web options of a component of its own and of the drop-in's component alike. */
  options?: (context: MethodContext) => Record<string, unknown>;
}

/** What a chunk holds for a row of the method catalogue. */
export interface RowParts {
  elements: ElementClass[];
  code?: MethodCode;
}

/** What is special about a payment method. Loaded when the method is first used. */
export interface Method extends MethodCode {
  Element: ElementClass;
}
