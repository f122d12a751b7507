/** Where the bank's page is, as adyen-web's redirect action tells it. */
export interface RedirectTarget {
  url: string;
  method: string;
  data?: Record<string, unknown>;
}

const width = 520;
const height = 720;

/** The window of a redirect method's bank page. */
export class Popup {
  readonly #window: Window;

  private constructor(opened: Window) {
    this.#window = opened;
  }

  /** Opens an empty window; has to be called in the click itself. `undefined` when the browser blocks it. */
  static open(): Popup | undefined {
    const left = Math.max(0, Math.round(window.screenX + (window.outerWidth - width) / 2));
    const top = Math.max(0, Math.round(window.screenY + (window.outerHeight - height) / 2));
    const size = `popup,width=${width},height=${height},left=${left},top=${top}`;
    const opened = window.open('', `ctc-connector-${Date.now().toString(36)}`, size);
    if (!opened) return undefined;
    opened.document.title = document.title;
    opened.document.body.textContent = '…';
    return new Popup(opened);
  }

  /** Shows the bank's page. */
  go({ url, method, data = {} }: RedirectTarget): void {
    if (method.toUpperCase() !== 'POST') {
      this.#window.location.replace(url);
      return;
    }
    const form = this.#window.document.createElement('form');
    form.method = 'post';
    form.action = url;
    for (const [name, value] of Object.entries(data)) {
      const input = this.#window.document.createElement('input');
      input.type = 'hidden';
      input.name = name;
      input.value = String(value);
      form.append(input);
    }
    this.#window.document.body.append(form);
    form.submit();
  }

  get closed(): boolean {
    return this.#window.closed;
  }

  /** Whether the shopper is back from the bank, on a page of this shop that names the payment. */
  hasReturned(paymentReference: string): boolean {
    try {
      const { search, hash } = this.#window.location;
      return `${search}${hash}`.includes(paymentReference);
    } catch {
      // Another origin's page: still at the bank, or a return page that lives elsewhere.
      return false;
    }
  }

  focus(): void {
    this.#window.focus();
  }

  close(): void {
    this.#window.close();
  }
}
