import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import type { Payment } from '@commercetools/platform-sdk';
import { openChromium } from '../../sandbox/chromium.ts';
import { startEnabler } from '../../sandbox/enabler.ts';
import { startStack, type Stack, type StackOptions } from '../../sandbox/harness.ts';
import type { CartOptions } from '../../sandbox/commercetools/index.ts';
import type { Service } from '../../sandbox/service.ts';
import { startMerchantSite, type MerchantSite } from './merchant-site.ts';

const secureUrl = 'https://shop.example/checkout';

/** What the page's callbacks were called with, in order; see `checkout-page.js`. */
export interface Call {
  call:
    'onComplete' | 'onError' | 'onPartialPayment' | 'onActionRequired' | 'onPayButtonClick' | 'onDropinReady';
  isSuccess?: boolean;
  paymentReference?: string;
  method?: { type: string };
  code?: string;
  message?: string;
  retryable?: boolean;
  context?: { paymentReference?: string; method?: { type: string } };
  [field: string]: unknown;
}

export interface Visit {
  cart?: CartOptions;
  /** Options of the enabler beside the session. */
  enabler?: Record<string, unknown>;
  /** Query of the page, e.g. a Content-Security-Policy. */
  query?: Record<string, string>;
  metadata?: Record<string, unknown>;
  /** The page comes by https, as Apple Pay wants it. */
  isSecure?: boolean;
  viewport?: { width: number; height: number };
}

export interface Shown {
  kind: 'component' | 'dropin' | 'stored' | 'express';
  type?: string;
  target?: string;
  options?: Record<string, unknown>;
}

/** All of the connector, and a browser. */
export interface Scene {
  stack: Stack;
  enabler: Service;
  site: MerchantSite;
  browser: Browser;
  stop: () => Promise<void>;
}

/**
 * Starts all of it.
 *
 * @param allowedOrigins only the merchant's site may call the processor, as express checkout wants it
 */
export const startScene = async ({
  allowedOrigins = false,
  ...options
}: StackOptions & { allowedOrigins?: boolean } = {}): Promise<Scene> => {
  const site = await startMerchantSite();
  const environment = {
    ...options.environment,
    ...(allowedOrigins && {
      ALLOWED_ORIGINS: [site.checkoutUrl, secureUrl].map((url) => new URL(url).origin).join(','),
    }),
  };
  const [stack, enabler, browser] = await Promise.all([
    startStack({ ...options, environment }),
    startEnabler(),
    // A page that is served by https here (`visit`) may talk to the servers of this machine.
    openChromium(['--disable-features=LocalNetworkAccessChecks']),
  ]);
  return {
    stack,
    enabler,
    site,
    browser,
    stop: async () => {
      await browser.close();
      await Promise.all([site.stop(), enabler.stop()]);
      await stack.stop();
    },
  };
};

const noGooglePay = `window.google = { payments: { api: { PaymentsClient: class {
  isReadyToPay() { return Promise.resolve({ result: false }); }
} } } };`;

/** One shopper on the merchant's checkout page. */
export class Checkout {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly cartId: string;
  readonly sessionId: string;
  /** Everything that the page's console said, and every error that nobody caught. */
  readonly console: string[] = [];
  readonly #scene: Scene;

  private constructor(scene: Scene, page: Page, cartId: string, sessionId: string) {
    this.#scene = scene;
    this.page = page;
    this.context = page.context();
    this.cartId = cartId;
    this.sessionId = sessionId;
    page.on('console', (message) => this.console.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.console.push(`uncaught: ${error.message}`));
  }

  /** Opens the page with an enabler for a new cart. */
  static async open(scene: Scene, visit: Visit = {}): Promise<Checkout> {
    const { stack, site, browser } = scene;
    const cart = await stack.commercetools.control.createCart({ country: 'NL', ...visit.cart });
    const session = stack.commercetools.control.createSession({
      cartId: cart.id,
      metadata: {
        processorUrl: stack.processorUrl,
        allowedPaymentMethods: [],
        merchantReturnUrl: site.returnUrl,
        checkoutTransactionItemId: crypto.randomUUID(),
        ...visit.metadata,
      },
    });
    const context = await browser.newContext({ viewport: visit.viewport ?? { width: 900, height: 1100 } });
    // Google's script cannot be fetched here, and adyen-web tries three times before it shows the other methods.
    await context.route('https://pay.google.com/**', (route) => route.fulfill({ body: noGooglePay }));
    const checkout = new Checkout(scene, await context.newPage(), cart.id, session.id);
    await checkout.visit(visit);
    return checkout;
  }

  /** Loads the page, again or for the first time. */
  async visit({ enabler = {}, query = {}, isSecure = false }: Visit = {}): Promise<void> {
    const { checkoutUrl } = this.#scene.site;
    const url = new URL(isSecure ? secureUrl : checkoutUrl);
    if (isSecure) {
      await this.page.route(`${secureUrl}*`, async (route) => {
        const { search } = new URL(route.request().url());
        await route.fulfill({ response: await route.fetch({ url: checkoutUrl + search }) });
      });
    }
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    await this.page.goto(url.href);
    await this.page.waitForFunction('window.checkout?.isReady');
    await this.page.evaluate((options) => window.checkout.begin(options), {
      enablerUrl: this.#scene.enabler.url,
      processorUrl: this.#scene.stack.processorUrl,
      sessionId: this.sessionId,
      countryCode: 'NL',
      currencyCode: 'EUR',
      locale: 'en-US',
      ...enabler,
    });
  }

  /** Has the processor tell the enabler of overrides of adyen-web's options, by Adyen's type. */
  async configureComponents(paymentComponentsConfig: Record<string, object>): Promise<void> {
    await this.page.route('**/operations/config', async (route) => {
      const response = await route.fetch();
      const config = (await response.json()) as object;
      await route.fulfill({ response, json: { ...config, paymentComponentsConfig } });
    });
  }

  /** Whether the page has an enabler, i.e. was not loaded anew. */
  hasBegun(): Promise<boolean> {
    return this.page.evaluate(() => Boolean(window.checkout.enabler));
  }

  show(shown: Shown): Promise<{ hasSubmit: boolean }> {
    return this.page.evaluate((what) => window.checkout.show(what), shown);
  }

  calls(): Promise<Call[]> {
    return this.page.evaluate(() => window.checkout.calls);
  }

  /** Waits until the attempt has ended, i.e. for `onComplete` or `onError`, and returns all ends so far. */
  async ends(count = 1): Promise<Call[]> {
    await this.page.waitForFunction(
      (wanted) =>
        window.checkout.calls.filter(({ call }) => call === 'onComplete' || call === 'onError').length >=
        wanted,
      count,
      { timeout: 60_000 },
    );
    const calls = await this.calls();
    return calls.filter(({ call }) => call === 'onComplete' || call === 'onError');
  }

  /** Types a card into the form inside an element of the page. */
  async fillCard({
    number = '4111 1111 1111 1111',
    expiry = '03/30',
    code = '737',
    holder = 'Jan Jansen',
    within = '#first',
  }: {
    number?: string;
    expiry?: string;
    code?: string;
    holder?: string;
    within?: string;
  } = {}): Promise<void> {
    await this.fillField(within, 'encryptedCardNumber', number);
    await this.fillField(within, 'encryptedExpiryDate', expiry);
    await this.fillField(within, 'encryptedSecurityCode', code);
    await this.page.locator(`${within} input[name="holderName"]`).fill(holder);
  }

  /**
   * Chooses a method in the drop-in's list, once that is there to stay: adyen-web opens the first method in an effect after it
   * has shown a list, so that what is pressed between the two is closed again. It does the same with the list of an order. The
   * fields of a card move the list when they come, away from under the pointer.
   */
  async choose(item: string): Promise<void> {
    const selected = '.adyen-checkout__payment-method--selected';
    await this.page.locator(selected).first().waitFor();
    await this.page.locator('.loading-input__form--loading').waitFor({ state: 'detached' });
    await this.page.locator(`${item} [role="radio"], ${item} button`).first().click();
    await this.page.locator(`${item}${selected}`).waitFor();
  }

  /** Waits until adyen-web has heard from all fields of a card form; before that it does not judge them. */
  formIsReady(within = '#first'): Promise<void> {
    return this.page.locator(`${within} .loading-input__form:not(.loading-input__form--loading)`).waitFor();
  }

  async fillField(within: string, field: string, value: string): Promise<void> {
    const frame = this.page.locator(`${within} [data-cse="${field}"] iframe`).contentFrame();
    // The frame has its field before it knows what the field is for.
    const input = frame.locator('input[data-fieldtype]');
    await input.fill('');
    await input.pressSequentially(value.replace(/\D/g, ''));
  }

  /** adyen-web's own pay button. */
  pay(within = '#first'): Promise<void> {
    return this.page.locator(`${within} .adyen-checkout__button--pay:visible`).click();
  }

  /** Presses a button of the issuer's 3-D Secure page inside the checkout page. */
  challenge(button: 'Confirm' | 'Cancel'): Promise<void> {
    const issuer = this.page.locator('iframe[name="threeDSIframe"]').contentFrame();
    return issuer.getByRole('button', { name: button }).click();
  }

  /** Waits for the issuer's 3-D Secure page; returns its frame, the boxes around it, and how wide the page is in all. */
  async challengeBounds(): Promise<{ page: number; frame: DOMRect; box: DOMRect; form: DOMRect }> {
    const frame = this.page.locator('iframe[name="threeDSIframe"]');
    await frame.contentFrame().getByRole('button', { name: 'Confirm' }).waitFor();
    return frame.evaluate((element) => {
      const boundsOf = (of: Element | null) => of?.getBoundingClientRect().toJSON() as DOMRect;
      return {
        page: document.documentElement.scrollWidth,
        frame: boundsOf(element),
        // adyen-web's box around the frame shows nothing that is larger than itself.
        box: boundsOf(element.parentElement),
        form: boundsOf(document.querySelector('#first')),
      };
    });
  }

  /** Presses a button of the bank's page, which has taken the place of the checkout page or has a window of its own. */
  async bank(button: string, page: Page = this.page): Promise<void> {
    await page.waitForURL(/\/bank\//);
    const choice = page.getByRole('button', { name: button, exact: true });
    if (!(await choice.isVisible())) await page.getByText('When something goes wrong').click();
    await choice.click();
  }

  /** The payments of the cart in commercetools, oldest first. */
  payments(): Payment[] {
    return this.#scene.stack.commercetools.control.payments(this.cartId);
  }

  /** Waits until Adyen's webhooks have done their part, and returns the cart's payments. */
  async settledPayments(): Promise<Payment[]> {
    await this.#scene.stack.adyen.control.whenIdle();
    return this.payments();
  }

  frame(url: RegExp): Frame | undefined {
    return this.page.frames().find((frame) => url.test(frame.url()));
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

/** A payment's transactions as `Type State Amount`. */
export const transactionsOf = (payment: Payment | undefined): string[] =>
  (payment?.transactions ?? []).map(({ type, state, amount }) => `${type} ${state} ${amount.centAmount}`);

declare global {
  interface Window {
    checkout: {
      calls: Call[];
      begin: (options: Record<string, unknown>) => Promise<void>;
      show: (shown: Shown) => Promise<{ hasSubmit: boolean }>;
      component: (target?: string) => {
        submit: (options?: object) => Promise<void>;
        isAvailable: () => Promise<boolean>;
        isValid: () => boolean;
        showValidation: () => void;
        getState: () => { card?: Record<string, string> };
        unmount: () => void;
        mount: (target: string) => void;
        remove: () => Promise<void>;
      };
      failure: (work: () => unknown) => Promise<Record<string, unknown> | undefined>;
      enabler: Record<string, (...args: unknown[]) => Promise<unknown>>;
      submitOptions?: object;
    };
  }
}
