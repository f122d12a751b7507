// Takes the pictures of docs/images: the demo shop on a desk and on a phone, with a payment from basket to refund, a card in
// a component of its own, and a customer's stored cards.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openChromium } from './chromium.ts';
import { placeEarlierOrders } from './earlier-orders.ts';
import { startStack, type Stack } from './harness.ts';
import { repository } from './service.ts';
import { Visitor } from './shop/visitor.ts';

const folder = join(repository, 'docs', 'images');

async function visitorOf(browser: Browser, { shop }: Stack, viewport: { width: number; height: number }) {
  const context = await browser.newContext({ viewport, deviceScaleFactor: 1.5, reducedMotion: 'reduce' });
  const visitor = new Visitor(await context.newPage(), shop?.url ?? '');
  const shoot = async (name: string, part?: string) => {
    // Fades and focus rings have settled by then.
    await visitor.page.waitForTimeout(600);
    const box = part === undefined ? null : await visitor.page.locator(part).boundingBox();
    const clip = box && { ...box, height: Math.min(box.height, 720) };
    await visitor.page.screenshot({
      path: join(folder, `${name}.png`),
      ...(clip && { clip, fullPage: true }),
    });
    process.stdout.write(`docs/images/${name}.png\n`);
  };
  return { visitor, shoot };
}

async function onADesk(browser: Browser, stack: Stack): Promise<void> {
  const { visitor, shoot } = await visitorOf(browser, stack, { width: 1280, height: 1080 });
  await visitor.openShop();
  await visitor.fillCard('4111111111111111');
  await visitor.page.evaluate('window.scrollTo(0, 0)');
  await shoot('checkout');
  await visitor.pay();
  await visitor.result();
  await visitor.openAsMerchant(visitor.paymentReference());
  for (const [action, amount, label] of [
    ['capturePayment', '53.40', 'Captured'],
    ['capturePayment', '53.40', 'Captured'],
    ['refundPayment', '20.00', 'Refunded'],
  ] as const) {
    const before = await visitor.page.locator('.timeline li').count();
    await visitor.moveMoney(action, amount);
    await visitor.page.locator('.timeline li').nth(before).getByText(label, { exact: true }).waitFor();
  }
  await shoot('merchant');
}

const paymentSection = '.payment';

async function componentAndStoredCard(browser: Browser, stack: Stack): Promise<void> {
  const { visitor, shoot } = await visitorOf(browser, stack, { width: 560, height: 1080 });
  await visitor.openShop();
  await visitor.page.locator('#style').selectOption('card');
  await visitor.fillCard('5555444433331111');
  await shoot('card', paymentSection);

  await visitor.page.locator('#style').selectOption('dropin');
  await visitor.page.getByLabel('Shopping as').selectOption('customer');
  await visitor.choose('1111');
  await visitor.fillStoredCard('737');
  await shoot('stored-card', paymentSection);
}

async function onAPhone(browser: Browser, stack: Stack): Promise<void> {
  const { visitor, shoot } = await visitorOf(browser, stack, { width: 390, height: 844 });
  await visitor.openShop();
  await visitor.fillCard('4111111111111111');
  await visitor.page.locator('#pay').evaluate((element) => {
    element.scrollIntoView();
  });
  await shoot('checkout-phone');
  await visitor.pay();
  await visitor.result();
  await shoot('result-phone');
}

mkdirSync(folder, { recursive: true });
const [stack, browser] = await Promise.all([startStack({ withShop: true }), openChromium()]);
try {
  await onADesk(browser, stack);
  await onAPhone(browser, stack);
  if (stack.shop) await placeEarlierOrders(stack.shop, stack.processorUrl);
  await stack.adyen.control.whenIdle();
  await componentAndStoredCard(browser, stack);
} finally {
  await browser.close();
  await stack.stop();
}
