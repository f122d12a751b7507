import type { Locator, Page } from 'playwright-core';

/** Somebody in front of the demo shop, for browser tests and for the pictures in the documentation. */
export class Visitor {
  readonly page: Page;
  readonly #shopUrl: string;

  constructor(page: Page, shopUrl: string) {
    this.page = page;
    this.#shopUrl = shopUrl;
  }

  get #form(): Locator {
    return this.page.locator('#payment');
  }

  /** Opens the shop and waits until the drop-in is there. */
  async openShop(): Promise<void> {
    await this.page.goto(this.#shopUrl);
    await this.dropinIsReady();
  }

  async dropinIsReady(): Promise<void> {
    await this.page.locator('#payment-loading').waitFor({ state: 'hidden' });
    await this.#form.locator('.adyen-checkout__payment-method').first().waitFor();
  }

  /** Chooses a method of the drop-in by its name. */
  async choose(name: string): Promise<void> {
    await this.#form.getByRole('radio', { name }).first().check();
  }

  async fillCard(number: string, securityCode = '737'): Promise<void> {
    await this.#type('encryptedCardNumber', number);
    await this.#type('encryptedExpiryDate', '0330');
    await this.#type('encryptedSecurityCode', securityCode);
    await this.#form.locator('input[name="holderName"]').fill('Jan Jansen');
  }

  async fillStoredCard(securityCode: string): Promise<void> {
    await this.#type('encryptedSecurityCode', securityCode);
  }

  /** Types into one of the fields that Adyen serves, each in a frame of its own. */
  async #type(field: string, text: string, within = this.#form): Promise<void> {
    const input = within.locator(`[data-cse="${field}"]`).frameLocator('iframe').locator('input');
    await input.fill('');
    await input.pressSequentially(text);
  }

  /** Presses the drop-in's pay button. */
  async pay(): Promise<void> {
    await this.#form.locator('.adyen-checkout__button--pay').filter({ visible: true }).first().click();
  }

  /** Types a gift card and has as much as it holds taken from it. */
  async redeemGiftCard(number: string, pin: string): Promise<void> {
    const item = this.#form.locator('.adyen-checkout__payment-method--giftcard');
    await item.locator('[role="radio"], button').first().click();
    await this.#type('encryptedCardNumber', number, item);
    await this.#type('encryptedSecurityCode', pin, item);
    await item.getByRole('button', { name: 'Redeem' }).click();
  }

  get #challenge(): Locator {
    const frame = this.#form.frameLocator('iframe[name="threeDSIframe"]');
    return frame.getByRole('button', { name: 'Confirm' });
  }

  /** Waits until the bank asks, inside the page, whether it is really the shopper who pays. */
  challengeIsThere(): Promise<void> {
    return this.#challenge.waitFor();
  }

  confirmChallenge(): Promise<void> {
    return this.#challenge.click();
  }

  async payByCard(number = '4111111111111111'): Promise<void> {
    await this.openShop();
    await this.fillCard(number);
    await this.pay();
  }

  /** The result page's title, once it is no longer waiting. */
  async result(): Promise<string> {
    await this.page.waitForURL(/\/result\?/);
    await this.page.locator('#result:not([data-state="waiting"])').waitFor();
    return (await this.page.locator('#title').textContent()) ?? '';
  }

  /** The payment that the result page is about. */
  paymentReference(): string {
    return new URL(this.page.url()).searchParams.get('paymentReference') ?? '';
  }

  /** Opens a payment on the merchant's page. */
  async openAsMerchant(paymentReference: string): Promise<void> {
    await this.page.goto(`${this.#shopUrl}/merchant#${paymentReference}`);
    await this.page.locator('#detail .timeline').waitFor();
  }

  /** Captures or refunds on the merchant's page. */
  async moveMoney(action: 'capturePayment' | 'refundPayment', amount: string): Promise<void> {
    const form = this.page.locator(`form[data-action="${action}"]`);
    await form.locator('input').fill(amount);
    await form.getByRole('button').click();
  }

  async press(action: 'cancelPayment' | 'reversePayment'): Promise<void> {
    await this.page.locator(`button[data-action="${action}"]`).click();
  }

  /** What the merchant's page says happened, oldest first. */
  async timeline(): Promise<string[]> {
    const entries = await this.page.locator('.timeline li').all();
    return Promise.all(
      entries.map(async (entry) => {
        const [label, amount] = [entry.locator('strong'), entry.locator('.money')];
        return `${(await label.textContent()) ?? ''} ${(await amount.textContent()) ?? ''}`;
      }),
    );
  }
}
