import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openChromium } from '../sandbox/chromium.ts';
import { startStack, type Stack } from '../sandbox/harness.ts';
import { repository } from '../sandbox/service.ts';
import { Visitor } from '../sandbox/shop/visitor.ts';

let stack: Stack;
let browser: Browser;
let shop: Server;
let html = '';

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ withShop: true }), openChromium()]);
  shop = createServer((_request, response) => response.setHeader('Content-Type', 'text/html').end(html));
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await browser.close();
  shop.close();
  await stack.stop();
});

/** The README's page, with the addresses and the session filled in. */
async function readmePage(): Promise<string> {
  const readme = readFileSync(join(repository, 'README.md'), 'utf8');
  const [, snippet = ''] = /```html\n([\s\S]*?)```/.exec(readme) ?? [];
  const { control } = stack.commercetools;
  const cart = await control.createCart({ country: 'NL', currency: 'EUR', total: 2500 });
  const { id } = control.createSession({ cartId: cart.id });
  return snippet
    .replace('ENABLER_URL', stack.enabler?.url ?? '')
    .replace('PROCESSOR_URL', stack.processorUrl)
    .replace('SESSION_ID', id);
}

it('the page of the README takes a payment', async () => {
  html = await readmePage();
  const page = await browser.newPage();
  const visitor = new Visitor(page, `http://localhost:${(shop.address() as AddressInfo).port}`);
  await page.goto(`http://localhost:${(shop.address() as AddressInfo).port}`);
  await visitor.dropinIsReady();
  await visitor.fillCard('4111111111111111');
  await visitor.pay();
  await page.waitForURL(/\/thank-you\?paymentReference=/);
  const { transactions } = await stack.payment(visitor.paymentReference());
  expect(transactions).toMatchObject([
    { type: 'Authorization', state: 'Success', amount: { centAmount: 2500 } },
  ]);
});
