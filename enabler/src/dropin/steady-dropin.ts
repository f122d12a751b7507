import { Dropin } from '@adyen/adyen-web';

type Options = ConstructorParameters<typeof Dropin>;
type Status = Parameters<Dropin['setStatus']>;

/**
 * adyen-web's drop-in. By itself it goes back to its list when any of its methods reports an error, also while another one
 * pays: the script of a wallet that does not come would take away the challenge of a card.
 */
export class SteadyDropin extends Dropin {
  readonly #isBusy: () => boolean;

  /** @param isBusy whether an attempt goes on */
  constructor(core: Options[0], props: Options[1], isBusy: () => boolean) {
    super(core, props);
    this.#isBusy = isBusy;
  }

  override setStatus(...[status, props]: Status): this {
    return status === 'ready' && this.#isBusy() ? this : super.setStatus(status, props);
  }

  /** Brings the list back at the end of an attempt. */
  restore(): void {
    super.setStatus('ready');
  }
}
