import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

interface ChunkGroup {
  name: string;
  test: (id: string) => boolean;
  priority: number;
}

const root = dirname(createRequire(import.meta.url).resolve('@adyen/adyen-web/styles/adyen.css'));

const card = ['Card/Card.js', 'Card/Bancontact.js'];
const giftCard = ['Giftcard/Giftcard.js'];
const forms = [
  'Sepa/Sepa.js',
  'EPS/index.js',
  'OnlineBankingPL/OnlineBankingPL.js',
  'Blik/Blik.js',
  'MBWay/MBWay.js',
  'Econtext/Econtext.js',
];
const wallets = [
  'Klarna/KlarnaPayments.js',
  'PayPal/Paypal.js',
  'GooglePay/GooglePay.js',
  'ApplePay/ApplePay.js',
];
const waiting = ['Swish/Swish.js', 'Multibanco/Multibanco.js', 'Blik/Blik.js'];

/** The enabler's own: what the entry needs before anything is shown, and what every form needs. */
const ownCore =
  /\/src\/([\w-]+|methods\/(loaders|names)|styles\/sheets|messages\/(messages|languages\/en))\.ts$/;
const ownFlow = /\/src\/((payment|redirect|ui|adyen)\/[\w-]+|methods\/(redirecting|request-body))\.ts$/;

/**
 * Which files of adyen-web go into one chunk. Without this, every set of methods that share a file gets a chunk, and a
 * card form waits for forty requests; with it a method needs the core and one to four chunks more, and no method loads
 * what it cannot use.
 */
export function adyenChunks(): ChunkGroup[] {
  const inCore = reach(['../core/AdyenCheckout.js', 'Redirect/Redirect.js']);
  const inCard = reach(card);
  const inForms = reach(forms);
  const inGiftCard = reach(giftCard);
  const inWaiting = reach(waiting);
  const inWallets = reach(wallets);
  return [
    group('adyen-core', (id) => inCore.has(id)),
    group('adyen-scripts', (id) => inWallets.has(id) && inCard.has(id)),
    group('adyen-fields', (id) => inCard.has(id) && (inForms.has(id) || inWaiting.has(id))),
    group('adyen-secured-fields', (id) => inCard.has(id) && inGiftCard.has(id)),
    group('methods-card', (id) => inCard.has(id) || ownMethods('card', 'bancontact').test(id)),
    group(
      'methods-waiting',
      (id) => inWaiting.has(id) || ownMethods('swish', 'wechat', 'bcmc-mobile', 'multibanco').test(id),
    ),
    group(
      'methods-forms',
      (id) =>
        inForms.has(id) ||
        ownMethods('sepa', 'eps', 'fpx', 'przelewy24', 'blik', 'mbway', 'econtext').test(id),
    ),
    group('enabler', (id) => ownCore.test(id)),
    group(
      'payment',
      (id) => ownFlow.test(id) || ownMethods('redirect', 'trustly', 'twint', 'vipps').test(id),
    ),
  ].map((each, index) => ({ ...each, priority: 10 - index }));
}

/** The enabler's own files about methods: too small to be fetched alone, they come with what they need most. */
const ownMethods = (...methods: string[]): RegExp => new RegExp(`/src/methods/(${methods.join('|')})/`);

function group(name: string, test: (id: string) => boolean): Omit<ChunkGroup, 'priority'> {
  return { name, test };
}

/** All files that the given components import, directly or not, by absolute path. */
function reach(components: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, source] of readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*"(\.[^"]+)"/g)) {
      visit(join(dirname(file), source ?? ''));
    }
  };
  for (const component of components) visit(join(root, 'components', component));
  return found;
}
