/** Where the bank's page is, as adyen-web's redirect action tells it. */
export interface RedirectTarget {
  url: string;
  method: string;
  data?: Record<string, unknown>;
}

const width = 520;
const height = 720;
/**
 * A page that stays in sight this long, in milliseconds, is not one that cuts itself off as it comes: Chromium takes up to 20
 * for that. No shopper closes a window so soon.
 */
const stayMs = 50;
const lookForMs = 250;

/** The window of a redirect method's bank page. */
export class Popup {
  readonly #window: Window;
  #seenAt: number | undefined;
  #hasStayed = false;

  private constructor(opened: Window) {
    this.#window = opened;
  }

  /** Opens an empty window; has to be called in the click itself. `undefined` when the browser blocks it. */
  static open(): Popup | undefined {
    const left = Math.max(0, Math.round(window.screenX + (window.outerWidth - width) / 2));
    const top = Math.max(0, Math.round(window.screenY + (window.outerHeight - height) / 2));
    const size = `popup,width=${width},height=${height},left=${left},top=${top}`;
    const opened = window.open('', `ctc-connector-${Date.now().toString(36)}`, size);
    // Some blockers return a window, and have closed it.
    if (!opened || opened.closed) return undefined;
    opened.document.title = document.title;
    opened.document.body.textContent = '…';
    return new Popup(opened);
  }

  /**
   * Shows the bank's page.
   *
   * @throws {DOMException} when the window has meanwhile come to another origin's page, which cannot be told to post
   */
  go({ url, method, data = {} }: RedirectTarget): void {
    if (this.#isOwn) {
      this.#window.addEventListener('pagehide', () => {
        this.#lookClosely(performance.now() + lookForMs);
      });
    }
    if (method.toUpperCase() !== 'POST') {
      this.#window.location.replace(url);
      return;
    }
    const form = this.#window.document.createElement('form');
    form.method = 'post';
    form.action = url;
    const inputs = Object.entries(data).map(([name, value]) => {
      const input = this.#window.document.createElement('input');
      input.type = 'hidden';
      input.name = name;
      input.value = String(value);
      return input;
    });
    form.append(...inputs);
    this.#window.document.body.append(form);
    // A field called `submit` hides the form's own.
    HTMLFormElement.prototype.submit.call(form);
  }

  /** Whether the window is closed, or beyond reach: see {@link isCutOff}. */
  get closed(): boolean {
    this.#look();
    return this.#window.closed;
  }

  /**
   * Whether the window only seems closed. A page with `Cross-Origin-Opener-Policy` cuts the tie to its opener as it comes,
   * faster than anybody could close the window; to the opener that looks the same.
   */
  get isCutOff(): boolean {
    return this.closed && this.#hasPage && !this.#hasStayed;
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

  /** Whether a page has taken the place of the empty one; another origin's may not be looked at. */
  get #hasPage(): boolean {
    return !this.#isOwn || this.#window.location.href !== 'about:blank';
  }

  /** Whether what the window shows is of this page's origin. */
  get #isOwn(): boolean {
    try {
      return Boolean(this.#window.location.href);
    } catch {
      return false;
    }
  }

  #look(): void {
    if (this.#window.closed || !this.#hasPage) return;
    this.#seenAt ??= performance.now();
    this.#hasStayed ||= performance.now() - this.#seenAt >= stayMs;
  }

  #lookClosely(until: number): void {
    this.#look();
    if (!this.#hasStayed && performance.now() < until) setTimeout(() => this.#lookClosely(until), 4);
  }
}
