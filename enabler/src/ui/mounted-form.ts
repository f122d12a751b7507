import type { AdyenWeb } from '../adyen/core.ts';
import type { Host } from '../host.ts';
import { localeDirection } from '../locale.ts';
import { useStyles } from '../styles/sheets.ts';
import { Surface } from './surface.ts';

export interface MountedFormSetting {
  host: Host;
  adyen: AdyenWeb;
  /** The form is in the page: its payments may begin. */
  onMount: () => void;
  /** The form is about to leave the page. */
  onUnmount: () => void;
}

/** Where a form is in the page, and what it uses of the page for as long as it is there. */
export class MountedForm {
  readonly #setting: MountedFormSetting;
  #surface: Surface | undefined;
  #release: (() => void)[] = [];

  constructor(setting: MountedFormSetting) {
    this.#setting = setting;
  }

  /** `undefined` while the form is not in the page. */
  get surface(): Surface | undefined {
    return this.#surface;
  }

  /** @throws {PaymentError} `MountTargetMissing` when the selector matches nothing */
  mount(selector: string | HTMLElement): Surface {
    const { host, adyen, onMount } = this.#setting;
    this.unmount();
    this.#surface = new Surface(selector, {
      direction: localeDirection(host.locale),
      texts: host.texts,
      showMessages: host.options.showMessages !== false,
    });
    this.#release = [useStyles(host.cspNonce), adyen.use()];
    onMount();
    return this.#surface;
  }

  unmount(): void {
    if (!this.#surface) return;
    this.#setting.onUnmount();
    this.#surface.remove();
    this.#surface = undefined;
    for (const release of this.#release) release();
  }
}
