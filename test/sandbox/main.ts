// The sandbox: a whole commercetools project, a whole Adyen, the connector between them and a shop in front, on loopback.
import { startAdyen } from './adyen/index.ts';
import { startCommercetools } from './commercetools/index.ts';
import { startEnabler } from './enabler.ts';
import { choosePort } from './ports.ts';
import { postDeploy, processorEnvironment, startProcessor } from './processor.ts';
import { placeEarlierOrders } from './earlier-orders.ts';
import { refillsGiftCard, shopSettings, startSandboxShop } from './sandbox-shop.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const stops: (() => Promise<void>)[] = [];

async function step<T extends { url: string; stop: () => Promise<void> }>(
  title: string,
  start: Promise<T>,
): Promise<T> {
  const began = performance.now();
  const part = await start;
  stops.push(part.stop);
  say(`✓ ${title}  ${((performance.now() - began) / 1000).toFixed(1)} s  ${part.url}`);
  return part;
}

let isEnding = false;
async function end(code: number): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await Promise.allSettled(stops.reverse().map((stop) => stop()));
  process.exit(code);
}
process.on('SIGINT', () => void end(0));
process.on('SIGTERM', () => void end(0));

const wanted = { commercetools: 9310, adyen: 9311, shop: 9312, processor: 9313, enabler: 9314 };
const reserved = new Set(Object.values(wanted));
const portFor = (port: number) => choosePort(port, { reserved, tell: say });

try {
  const processorPort = await portFor(wanted.processor);
  const shopPort = await portFor(wanted.shop);
  const commercetools = await step(
    'Embedded commercetools',
    startCommercetools({ port: await portFor(wanted.commercetools) }),
  );
  const adyen = await step(
    'Embedded Adyen',
    startAdyen({
      port: await portFor(wanted.adyen),
      notificationUrl: `http://localhost:${processorPort}/notifications`,
      tokenizationNotificationUrl: `http://localhost:${processorPort}/notifications/tokenization`,
    }),
  );
  const environment = {
    ...processorEnvironment(commercetools, adyen, `http://localhost:${shopPort}/result`),
    ...shopSettings,
  };
  await postDeploy(environment);
  const processor = await step('Processor', startProcessor(environment, processorPort));
  const enabler = await step('Enabler', startEnabler(await portFor(wanted.enabler)));
  const shop = await step(
    'Demo shop',
    startSandboxShop(commercetools, {
      port: shopPort,
      processorUrl: processor.url,
      enablerUrl: enabler.url,
      onNewCart: refillsGiftCard(adyen),
    }),
  );

  void processor.ended.then(() => {
    if (isEnding) return;
    say(`The processor has ended:\n${processor.logs()}`);
    void end(1);
  });
  await placeEarlierOrders(shop, processor.url);
  say(`\nThe demo shop:        ${shop.url}`);
  say(`The merchant's page:  ${shop.url}/merchant`);
  say('Ctrl-C ends all of it.');
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  await end(1);
}
