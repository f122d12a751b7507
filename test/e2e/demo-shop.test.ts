import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openChromium } from '../sandbox/chromium.ts';
import { placeEarlierOrders } from '../sandbox/earlier-orders.ts';
import { startStack, type Stack } from '../sandbox/harness.ts';
import { giftCardNumber } from '../sandbox/sandbox-shop.ts';
import type { Shop } from '../sandbox/shop/index.ts';
import { Visitor } from '../sandbox/shop/visitor.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let stack: Stack;
let browser: Browser;
let context: BrowserContext;
let visitor: Visitor;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ withShop: true }), openChromium()]);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  visitor = new Visitor(await context.newPage(), stack.shop?.url ?? '');
});
afterEach(() => context.close());

const transactions = async (paymentReference: string) =>
  (await stack.payment(paymentReference)).transactions.map(
    ({ type, state, amount }) => `${type} ${state} ${amount.centAmount}`,
  );

/** Pays the basket that the shop begins with, 106.80 EUR, and opens the payment as the merchant. */
async function paidAsMerchant(): Promise<string> {
  await visitor.payByCard();
  await visitor.result();
  const reference = visitor.paymentReference();
  await visitor.openAsMerchant(reference);
  return reference;
}

describe('the shopper', () => {
  it('pays, and the order has the reference that was shown before', async () => {
    await visitor.openShop();
    const reference = await visitor.page.locator('#reference').textContent();
    await visitor.fillCard('4111111111111111');
    await visitor.pay();
    expect(await visitor.result()).toContain('paid');
    expect(await visitor.page.locator('#facts').textContent()).toContain(reference);
    const { results } = await stack.commercetools.control.request<{ results: { orderNumber: string }[] }>(
      'GET',
      '/orders',
    );
    expect(results.map(({ orderNumber }) => orderNumber)).toContain(reference);
    await visitor.openShop();
    expect(await visitor.page.locator('#reference').textContent()).not.toBe(reference);
  });

  it('pays what the summary says, also after changing quantities and the country', async () => {
    await visitor.openShop();
    await visitor.page.getByLabel('Country').selectOption('Chile');
    await expect.poll(() => visitor.page.locator('#totals .grand').last().textContent()).toMatch(/^\$/);
    await visitor.page.getByRole('button', { name: 'One more of Stoneware mug' }).click();
    await expect.poll(() => visitor.page.locator('#totals .grand').last().textContent()).toBe('$119,700');
    await visitor.dropinIsReady();
    await visitor.fillCard('4111111111111111');
    await visitor.pay();
    await visitor.result();
    expect(await transactions(visitor.paymentReference())).toEqual(['Authorization Success 119700']);
    expect(stack.adyen.control.payment(visitor.paymentReference())?.amount).toEqual({
      currency: 'CLP',
      value: 11_970_000,
    });
  });

  it('pays a part with the gift card of the list, however often others did before', async () => {
    const references: string[] = [];
    while (references.length < 2) {
      await visitor.openShop();
      await visitor.redeemGiftCard(giftCardNumber, '123');
      await visitor.page.getByText('Select another payment method to pay the remaining').waitFor();
      expect(await visitor.page.locator('.adyen-checkout__order-remaining-amount').innerText()).toContain(
        '56.80',
      );
      await visitor.fillCard('4111111111111111');
      await visitor.pay();
      expect(await visitor.result()).toContain('paid');
      references.push(visitor.paymentReference());
    }
    expect(await Promise.all(references.map(transactions))).toEqual([
      ['Authorization Success 5680'],
      ['Authorization Success 5680'],
    ]);
  });

  it('cannot change the basket while a gift card has paid a part, and can once it is removed', async () => {
    const isLocked = () =>
      visitor.page.locator('.basket').evaluate((basket) => (basket as HTMLElement).inert);
    await visitor.openShop();
    await visitor.redeemGiftCard(giftCardNumber, '123');
    await visitor.page.getByText('Select another payment method to pay the remaining').waitFor();
    expect(await isLocked()).toBe(true);
    await visitor.page.locator('.adyen-checkout__order-payment-method').getByRole('button').first().click();
    await expect.poll(isLocked).toBe(false);
    await visitor.page.getByRole('button', { name: 'One more of Stoneware mug' }).click();
    await visitor.dropinIsReady();
  });

  it('pays the rest by the shop’s own button when Adyen authorises a part', async () => {
    await visitor.openShop();
    await visitor.page.locator('#style').selectOption('Card component');
    await visitor.fillCard('4111111111111111');
    stack.adyen.control.outcome({ operation: 'payment', resultCode: 'PartiallyAuthorised', granted: 5000 });
    await visitor.page.locator('#pay-button').click();
    await expect.poll(() => visitor.page.getByRole('alert').innerText()).toContain('€56.80');
    await visitor.fillCard('5555444433331111');
    await visitor.page.locator('#pay-button').click();
    expect(await visitor.result()).toContain('paid');
    expect(await transactions(visitor.paymentReference())).toEqual(['Authorization Success 5680']);
  });

  it('keeps the basket and can pay again when the bank’s page is cancelled', async () => {
    await visitor.openShop();
    await visitor.choose('iDEAL');
    await visitor.pay();
    await visitor.page.getByRole('button', { name: /cancel/i }).click();
    expect(await visitor.result()).toContain('did not go through');
    await visitor.page.getByRole('link', { name: 'Choose another way to pay' }).click();
    await visitor.dropinIsReady();
    await visitor.fillCard('4111111111111111');
    await visitor.pay();
    expect(await visitor.result()).toContain('paid');
  });
});

describe('the merchant', () => {
  it('captures in two equal parts and refunds a part, and the page follows by itself', async () => {
    const reference = await paidAsMerchant();
    await visitor.moveMoney('capturePayment', '53.40');
    await expect.poll(() => visitor.timeline()).toContain('Captured €53.40');
    await visitor.moveMoney('capturePayment', '53.40');
    await expect
      .poll(() => visitor.timeline())
      .toEqual(['Authorised €106.80', 'Captured €53.40', 'Captured €53.40']);
    await visitor.moveMoney('refundPayment', '20.00');
    await expect.poll(() => visitor.timeline()).toContain('Refunded €20.00');
    expect(await transactions(reference)).toEqual([
      'Authorization Success 10680',
      'Charge Success 5340',
      'Charge Success 5340',
      'Refund Success 2000',
    ]);
  });

  it('cancels one payment and reverses another', async () => {
    const cancelled = await paidAsMerchant();
    await visitor.press('cancelPayment');
    await expect.poll(() => visitor.timeline()).toEqual(['Authorised €106.80', 'Cancelled €106.80']);
    expect(await transactions(cancelled)).toEqual([
      'Authorization Success 10680',
      'CancelAuthorization Success 10680',
    ]);

    const reversed = await paidAsMerchant();
    await visitor.moveMoney('capturePayment', '106.80');
    await expect.poll(() => visitor.timeline()).toContain('Captured €106.80');
    await visitor.press('reversePayment');
    await expect.poll(() => visitor.timeline()).toContain('Refunded €106.80');
    expect(await transactions(reversed)).toEqual([
      'Authorization Success 10680',
      'Charge Success 10680',
      'Refund Success 10680',
    ]);
  });
});

describe('a customer who comes back', () => {
  it('pays with the stored card, and the merchant orders again without her', async () => {
    await placeEarlierOrders(stack.shop as Shop, stack.processorUrl);
    await stack.adyen.control.whenIdle();
    await visitor.openShop();
    await visitor.page.getByLabel('Shopping as').selectOption('customer');
    await visitor.choose('1111');
    await visitor.fillStoredCard('737');
    await visitor.pay();
    await visitor.result();
    expect(await transactions(visitor.paymentReference())).toEqual(['Authorization Success 10680']);

    await visitor.openAsMerchant(visitor.paymentReference());
    const before = await visitor.page.locator('#payments li').count();
    await visitor.page.getByRole('button', { name: 'Order again' }).click();
    await visitor.page.locator('#payments li').nth(before).waitFor();
    await expect
      .poll(() => visitor.page.locator('.actions .message').textContent())
      .toMatch(/^Authorised €106\.80/);
  });
});

describe('every page', () => {
  const problems = async (page: Page) => {
    await page.evaluate(axe);
    const { violations } = await page.evaluate<{
      violations: { id: string; impact: string; nodes: { target: string[] }[] }[];
    }>('axe.run(document, { iframes: false })');
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  };

  it('fits windows from 320 pixels on and reads well for assistive technology', async () => {
    const check = async () => {
      for (const width of [320, 390, 1280]) {
        await visitor.page.setViewportSize({ width, height: 800 });
        expect(await visitor.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
          width,
        );
      }
      expect(await problems(visitor.page)).toEqual([]);
    };
    await visitor.openShop();
    await check();
    await visitor.fillCard('4917610000000000');
    await visitor.pay();
    await visitor.challengeIsThere();
    await check();
    await visitor.confirmChallenge();
    await visitor.result();
    await check();
    await visitor.openAsMerchant(visitor.paymentReference());
    await check();
  });
});
