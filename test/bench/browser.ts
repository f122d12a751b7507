// Second part of `npm run bench`: how long a shopper on a slow phone waits for the form, and what it costs on the wire.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { openChromium } from '../sandbox/chromium.ts';
import { startStack, type Stack } from '../sandbox/harness.ts';
import { quantile, rounded, table } from './table.ts';

const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });

/** Fast 3G as Chromium's developer tools have it; bytes per second and milliseconds. */
const fast3G = {
  offline: false,
  downloadThroughput: 1_440_000 / 8,
  uploadThroughput: 675_000 / 8,
  latency: 562,
};
const cpuSlowdown = 4;

interface Subject {
  readonly name: string;
  /** What the page does with an enabler. */
  readonly show: string;
  /** What is on the page once the shopper can go on. */
  readonly usable: string;
  /** Inside a secured field's frame instead of the page. */
  readonly inFrame?: string;
  readonly limitMs: number;
}

const component = (type: string): string =>
  `(await enabler.createComponentBuilder('${type}')).build({}).mount('#payment')`;
const payButton = '#payment .adyen-checkout__button--pay';

const subjects: readonly Subject[] = [
  { name: 'iDEAL mounted', show: component('ideal'), usable: payButton, limitMs: 3300 },
  {
    name: 'drop-in ready',
    show: `(await enabler.createDropinBuilder('embedded')).build({
      onDropinReady: () => document.querySelector('#payment').setAttribute('data-ready', ''),
    }).mount('#payment')`,
    usable: '#payment[data-ready] .adyen-checkout__payment-method',
    limitMs: 4300,
  },
  {
    name: 'card usable',
    show: component('card'),
    usable: '#payment [data-cse="encryptedSecurityCode"] iframe',
    inFrame: 'input[data-fieldtype]',
    limitMs: 5600,
  },
];

interface Visit {
  readonly milliseconds: number;
  readonly requests: number;
  readonly bytes: number;
}

/** A merchant's page as the README shows it, for one new session. */
async function pageFor(stack: Stack, subject: Subject): Promise<string> {
  const { control } = stack.commercetools;
  const cart = await control.createCart({ country: 'NL', currency: 'EUR', total: 2500 });
  const { id } = control.createSession({ cartId: cart.id });
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Checkout</title>
<div id="payment"></div>
<script type="module">
  import { Enabler } from '${stack.enabler?.url ?? ''}/connector-enabler.es.js';
  const enabler = new Enabler({
    processorUrl: '${stack.processorUrl}', sessionId: '${id}', countryCode: 'NL', currencyCode: 'EUR', locale: 'en-US',
  });
  ${subject.show};
</script>`;
}

/** Counts what goes over the wire until `take` is called. */
async function countTraffic(session: CDPSession): Promise<() => Omit<Visit, 'milliseconds'>> {
  let requests = 0;
  let bytes = 0;
  session.on('Network.requestWillBeSent', () => (requests += 1));
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await session.send('Network.enable');
  return () => ({ requests, bytes });
}

async function waitUntilUsable(page: Page, { usable, inFrame }: Subject): Promise<void> {
  if (inFrame === undefined) await page.locator(usable).first().waitFor({ state: 'visible' });
  else await page.locator(usable).contentFrame().locator(inFrame).waitFor({ state: 'visible' });
}

/** The wallets' own scripts, which nobody here can fetch: a device without these wallets. */
const walletScripts = {
  'https://pay.google.com/**':
    'google = { payments: { api: { PaymentsClient: class { isReadyToPay() { return Promise.resolve({ result: false }); } } } } };',
  'https://applepay.cdn-apple.com/**': '',
};

/** One visit with nothing in the cache. */
async function visit(browser: Browser, url: string, subject: Subject): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  for (const [scripts, body] of Object.entries(walletScripts)) {
    await context.route(scripts, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  }
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const take = await countTraffic(session);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await session.send('Network.emulateNetworkConditions', fast3G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
  await page.goto(url, { waitUntil: 'commit' });
  await waitUntilUsable(page, subject);
  // From the navigation on, by the page's own clock.
  const milliseconds = await page.evaluate<number>('performance.now()');
  const traffic = take();
  await context.close();
  return { milliseconds, ...traffic };
}

let html = '';
const site: Server = createServer((_request, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8').end(html);
}).listen(0, '127.0.0.1');
const [stack, browser] = await Promise.all([startStack({ withShop: true }), openChromium()]);
try {
  const url = `http://localhost:${(site.address() as AddressInfo).port}/`;
  const rows: string[][] = [];
  for (const subject of subjects) {
    const visits: Visit[] = [];
    for (let run = 0; run < Number(options.runs); run += 1) {
      html = await pageFor(stack, subject);
      visits.push(await visit(browser, url, subject));
    }
    const times = visits.map(({ milliseconds }) => milliseconds);
    rows.push([
      subject.name,
      rounded(quantile(times, 0.5) / 1000, 2),
      rounded(Math.max(...times) / 1000, 2),
      rounded(subject.limitMs / 1000, 1),
      String(
        quantile(
          visits.map(({ requests }) => requests),
          0.5,
        ),
      ),
      rounded(
        quantile(
          visits.map(({ bytes }) => bytes),
          0.5,
        ) / 1000,
        0,
      ),
    ]);
  }
  process.stdout.write(
    `\n${table(['Page on Fast 3G, CPU at a quarter', 'Median s', 'Slowest s', 'Limit s', 'Requests', 'kB on the wire'], rows)}\n`,
  );
} finally {
  await browser.close();
  await stack.stop();
  site.close();
}
