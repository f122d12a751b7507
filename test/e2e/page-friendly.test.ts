import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Checkout, startScene, type Scene } from './support/checkout.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

const card = { kind: 'component', type: 'card' } as const;
const dropin = { kind: 'dropin' } as const;
const challengedCard = '4917 6100 0000 0000';

describe('two components on a page', () => {
  it('do not disturb each other', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show(card);
    await checkout.show({
      kind: 'component',
      type: 'ideal',
      target: '#second',
      options: { redirectMode: 'popup' },
    });
    await checkout.fillCard({ number: '4000 0000 0000 0002' });
    await checkout.pay();
    await checkout.ends();
    expect(await checkout.page.locator('#first').getByRole('alert').isVisible()).toBe(true);
    expect(await checkout.page.locator('#second').getByRole('alert').isVisible()).toBe(false);

    const [popup] = await Promise.all([checkout.page.waitForEvent('popup'), checkout.pay('#second')]);
    await checkout.bank('Pay', popup);
    expect(await checkout.ends(2)).toMatchObject([
      { isSuccess: false, method: { type: 'card' } },
      { isSuccess: true, method: { type: 'ideal' } },
    ]);
    await checkout.close();
  });
});

describe('the page', () => {
  it('may have a strict Content-Security-Policy', async () => {
    const { origin: adyen } = new URL(scene.stack.adyen.webUrl);
    const policy = [
      "default-src 'none'",
      `script-src 'unsafe-inline' ${scene.enabler.url}`,
      "style-src 'nonce-abc123'",
      `connect-src ${scene.stack.processorUrl} ${adyen}`,
      `frame-src ${adyen}`,
      `img-src ${adyen} data:`,
      "form-action 'none'",
      "base-uri 'none'",
    ].join('; ');
    const checkout = await Checkout.open(scene, { query: { csp: policy }, enabler: { cspNonce: 'abc123' } });
    await checkout.show(card);
    await checkout.fillCard();
    await checkout.pay();
    await checkout.ends();

    expect(checkout.console.filter((line) => line.includes('Content Security Policy'))).toEqual([]);
    const styled = await checkout.page.locator('style[data-ctc-connector-styles]').count();
    expect(styled).toBe(1);
    await checkout.close();
  });

  it('may use the bundle without modules, and gets no other global', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.page.evaluate(() => {
      window.globalsBefore = Object.keys(window);
    });
    await checkout.page.evaluate((options) => window.checkout.begin(options), {
      bundle: 'umd',
      enablerUrl: scene.enabler.url,
      processorUrl: scene.stack.processorUrl,
      sessionId: checkout.sessionId,
    });
    await checkout.show(card);
    await checkout.fillCard();
    await checkout.pay();

    expect(await checkout.ends()).toMatchObject([{ call: 'onComplete', isSuccess: true }]);
    const added = await checkout.page.evaluate(() =>
      Object.keys(window).filter((name) => !window.globalsBefore.includes(name) && name !== 'globalsBefore'),
    );
    expect(added).toEqual(['Connector']);
    await checkout.close();
  });

  it('hears nothing on its console', async () => {
    const checkout = await Checkout.open(scene, { metadata: { allowedPaymentMethods: ['card', 'ideal'] } });
    checkout.console.length = 0;
    await checkout.show(dropin);
    await checkout.fillCard();
    await checkout.pay();
    await checkout.ends();

    expect(checkout.console).toEqual([]);
    await checkout.close();
  });

  it.each([
    ['the drop-in', dropin, {}],
    ['the card component', card, {}],
    ['the drop-in, from right to left', dropin, { locale: 'ar-AE' }],
  ] as const)('is usable by everybody: %s', async (_name, shown, enabler) => {
    const checkout = await Checkout.open(scene, {
      enabler,
      query: 'locale' in enabler ? { dir: 'rtl' } : {},
      viewport: { width: 320, height: 800 },
    });
    await checkout.show(shown);
    await checkout.fillCard({ number: '4000 0000 0000 0002' });
    await checkout.pay();
    await checkout.ends();
    await checkout.page.evaluate(axe);
    const { violations } = await checkout.page.evaluate<AxeResults>('axe.run("#first", { iframes: false })');
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);

    const { width, page } = await checkout.page.evaluate(() => ({
      width: document.documentElement.clientWidth,
      page: document.documentElement.scrollWidth,
    }));
    expect(page).toBeLessThanOrEqual(width);
    await checkout.close();
  });

  it.each([
    ['the drop-in on a phone', dropin, 320, 640],
    ['the card component on a phone', card, 320, 640],
    ['the drop-in on a desk', dropin, 1280, 900],
    ['the card component on a desk', card, 1280, 900],
  ] as const)('has room for the bank’s challenge: %s', async (_name, shown, width, height) => {
    const checkout = await Checkout.open(scene, { viewport: { width, height } });
    await checkout.show(shown);
    await checkout.fillCard({ number: challengedCard });
    await checkout.pay();
    const { page, frame, box, form } = await checkout.challengeBounds();
    expect(page).toBeLessThanOrEqual(width);
    expect(frame.width).toBe(form.width);
    expect(frame.height).toBe(Math.min(0.9 * height, 600));
    expect(box).toEqual(frame);
    await checkout.challenge('Confirm');
    expect(await checkout.ends()).toMatchObject([{ isSuccess: true }]);
    await checkout.close();
  });

  it('has a challenge of the size that the merchant configures', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.configureComponents({ card: { challengeWindowSize: '01' } });
    await checkout.show(card);
    await checkout.fillCard({ number: challengedCard });
    await checkout.pay();
    expect((await checkout.challengeBounds()).frame).toMatchObject({ width: 250, height: 400 });
    await checkout.close();
  });

  it('can be paid on with the keyboard alone', async () => {
    const checkout = await Checkout.open(scene, { metadata: { allowedPaymentMethods: ['card'] } });
    await checkout.show(dropin);
    const fields = ['encryptedCardNumber', 'encryptedExpiryDate', 'encryptedSecurityCode'];
    const inputs = fields.map((field) =>
      checkout.page.locator(`[data-cse="${field}"] iframe`).contentFrame().locator('input[data-fieldtype]'),
    );
    const { keyboard } = checkout.page;
    const hasFocus = (input: Locator) =>
      input.evaluate((element) => document.hasFocus() && element === document.activeElement);
    await Promise.all(inputs.map((input) => input.waitFor()));
    await inputs[0]?.focus();
    for (const [index, typed] of ['4111111111111111', '0330', '737'].entries()) {
      await keyboard.type(typed);
      await checkout.page.locator(`[data-cse="${fields[index]}"].adyen-checkout__input--valid`).waitFor();
      const next = inputs[index + 1];
      if (!next) break;
      // adyen-web goes on to the next field by itself, when it has heard from the frame; then Tab would go too far.
      await checkout.page.waitForTimeout(500);
      if (!(await hasFocus(next))) await keyboard.press('Tab');
      await vi.waitUntil(() => hasFocus(next), { timeout: 10_000 });
    }
    const holderName = checkout.page.locator('input[name="holderName"]');
    await keyboard.press('Tab');
    await vi.waitUntil(() => hasFocus(holderName), { timeout: 10_000 });
    await keyboard.type('Jan Jansen');
    // adyen-web puts its state together after the field's mark; nobody presses Enter within these milliseconds.
    await checkout.page.waitForTimeout(300);
    await keyboard.press('Enter');

    expect(await checkout.ends()).toMatchObject([{ call: 'onComplete', isSuccess: true }]);
    await checkout.close();
  });
});

declare global {
  interface Window {
    globalsBefore: string[];
  }
}
