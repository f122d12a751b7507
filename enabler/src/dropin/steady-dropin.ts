import { Dropin } from '@adyen/adyen-web';

type Options = ConstructorParameters<typeof Dropin>;
export type DropinConfiguration = NonNullable<Options[1]>;
type Status = Parameters<Dropin['setStatus']>;

/** What adyen-web's gift card element has, and others do not. */
interface ActiveMethod {
  componentRef?: { setBalance?: (balance: { balance: null; transactionLimit: null }) => void };
}

/**
 * adyen-web's drop-in. By itself it goes back to its list when any of its methods reports an error, also while another one
 * pays: the script of a wallet that does not come would take away the challenge of a card.
 */
export class SteadyDropin extends Dropin {
  readonly #isBusy: () => boolean;

  /** @param isBusy whether an attempt goes on */
  constructor(core: Options[0], props: DropinConfiguration, isBusy: () => boolean) {
    super(core, props);
    this.#isBusy = isBusy;
  }

  override setStatus(...[status, props]: Status): this {
    return status === 'ready' && this.#isBusy() ? this : super.setStatus(status, props);
  }

  /** Makes the list and its forms anew, with the amount that the core has by now. An order that is paid is over. */
  renew(): void {
    const { order: _paid, ...options } = this.core.options;
    this.core.options = options;
    this.props = { ...this.props, order: undefined as never };
    this.unmount().mount(this._node);
  }

  /** Brings the list back at the end of an attempt, with fields to correct what was typed. */
  restore(): void {
    super.setStatus('ready');
    const active = this.activePaymentMethod as ActiveMethod | null;
    // A gift card that holds enough shows its balance in place of its fields, for good.
    active?.componentRef?.setBalance?.({ balance: null, transactionLimit: null });
  }
}
