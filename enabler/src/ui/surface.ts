import type { Texts } from '../messages/texts.ts';
import { PaymentError } from '../payment-error.ts';

export interface SurfaceButton {
  label: string;
  onClick: () => void;
}

export type Tone = 'error' | 'info' | 'success';

interface SurfaceOptions {
  direction: 'ltr' | 'rtl';
  texts: Texts;
  showMessages: boolean;
}

/**
 * The element that a component lives in: a place for messages above a place for adyen-web's form.
 *
 * @throws {PaymentError} `MountTargetMissing` when the selector matches nothing
 */
export class Surface {
  /** Where adyen-web renders. */
  readonly form = document.createElement('div');
  readonly #root = document.createElement('div');
  readonly #message = document.createElement('div');
  readonly #showMessages: boolean;

  constructor(target: string | HTMLElement, options: SurfaceOptions) {
    const parent = typeof target === 'string' ? find(target) : target;
    if (!(parent instanceof HTMLElement)) {
      const missing = typeof target === 'string' ? target : 'what was given';
      throw new PaymentError(
        'MountTargetMissing',
        options.texts,
        new Error(`mount: nothing matches ${missing}`),
      );
    }
    this.#showMessages = options.showMessages;
    this.#root.className = 'ctc-connector';
    this.#root.dir = options.direction;
    this.#message.className = 'ctc-connector__message';
    // The live region is there before its text, or screen readers would not read the text out.
    this.#message.setAttribute('role', 'alert');
    this.#message.hidden = true;
    this.#root.append(this.#message, this.form);
    parent.append(this.#root);
  }

  /** Shows a message, and brings it into view, in place of the one before. */
  show(tone: Tone, text: string, buttons: SurfaceButton[] = []): void {
    // Messages with buttons belong to a step that cannot be finished without them.
    if (!this.#showMessages && buttons.length === 0) return;
    const paragraph = document.createElement('p');
    paragraph.textContent = text;
    this.#message.replaceChildren(paragraph, ...buttons.map(buttonElement));
    this.#message.className = `ctc-connector__message ctc-connector__message--${tone}`;
    this.#message.hidden = false;
    this.#message.scrollIntoView({ block: 'nearest' });
  }

  clear(): void {
    this.#message.replaceChildren();
    this.#message.hidden = true;
  }

  /** Brings the focus to a form that was made anew while the focus was in it. */
  focusForm(): void {
    if (document.activeElement !== document.body) return;
    this.form.tabIndex = -1;
    this.form.focus({ preventScroll: true });
  }

  remove(): void {
    this.#root.remove();
  }
}

function find(selector: string): Element | null {
  try {
    return document.querySelector(selector);
  } catch {
    // What is no selector matches nothing.
    return null;
  }
}

function buttonElement({ label, onClick }: SurfaceButton): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'ctc-connector__button';
  button.textContent = label;
  button.addEventListener('click', onClick);
  return button;
}
