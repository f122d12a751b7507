import type { AdyenWeb } from '../adyen/core.ts';
import type { Host } from '../host.ts';
import { useStyles } from '../styles/sheets.ts';
import { localeDirection } from './direction.ts';
import { Surface } from './surface.ts';

export interface MountedFormSetting {
  host: Host;
  adyen: AdyenWeb;
}

/** What is mounted. */
export interface Mounted {
  /** They begin when the form is in the page, and stop before it leaves. */
  payments: () => { begin(): void; stop(): void };
  /** adyen-web's, once there is one. */
  element: () => { unmount(): unknown } | undefined;
}

/** Where a form is in the page, and what it uses of the page for as long as it is there. */
export class MountedForm {
  readonly #setting: MountedFormSetting;
  readonly #form: Mounted;
  #surface: Surface | undefined;
  #release: (() => void)[] = [];

  constructor(setting: MountedFormSetting, form: Mounted) {
    this.#setting = setting;
    this.#form = form;
  }

  /** `undefined` while the form is not in the page. */
  get surface(): Surface | undefined {
    return this.#surface;
  }

  /** @throws {PaymentError} `MountTargetMissing` when the selector matches nothing */
  mount(selector: string | HTMLElement): Surface {
    const { host, adyen } = this.#setting;
    this.unmount();
    this.#surface = new Surface(selector, {
      direction: localeDirection(host.locale),
      texts: host.texts,
      showMessages: host.options.showMessages !== false,
    });
    this.#release = [useStyles(host.cspNonce), adyen.use()];
    this.#form.payments().begin();
    return this.#surface;
  }

  unmount(): void {
    if (!this.#surface) return;
    this.#form.payments().stop();
    this.#form.element()?.unmount();
    this.#surface.remove();
    this.#surface = undefined;
    for (const release of this.#release) release();
  }
}
