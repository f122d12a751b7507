import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

interface ChunkGroup {
  name: string;
  test: (id: string) => boolean;
  priority: number;
}

const root = dirname(createRequire(import.meta.url).resolve('@adyen/adyen-web/styles/adyen.css'));

/** All files of adyen-web that the given components import, directly or not, by absolute path. */
function reach(...components: string[]): Set<string> {
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

/** The enabler's own files about methods: too small to be fetched alone, they come with what they need most. */
const ownMethods = (...methods: string[]): RegExp => new RegExp(`/src/methods/(${methods.join('|')})/`);
/** Small parts of adyen-web's that some of the rarer methods share: alone they would be requests of their own. */
const sharedByFamilies = (...parts: string[]): RegExp =>
  new RegExp(`/components/internal/(FormFields/)?(${parts.join('|')})/`);
const sheet = (name: string): string => `virtual:adyen-styles/${name}`;

/** What the entry needs before anything is shown. */
const entry =
  /\/src\/([\w-]+|methods\/(loaders|names)|styles\/sheets|messages\/(messages|languages\/en))\.(ts|js)$/;
/** What every form needs, styles included. */
const everyForm =
  /\/src\/((payment|redirect|ui|adyen|component)\/[\w-]+|methods\/(redirecting|request-body)|styles\/base)\.(ts|css\?inline)$/;

/**
 * Which files go into one chunk, most wanted first. Without this every set of methods that share a file gets a chunk, and
 * a card form waits for forty requests; with it a method needs the core and one to four chunks more, at most six of which
 * are requested at once (browsers open six connections), and no method loads much that it cannot use.
 */
export function chunkGroups(): ChunkGroup[] {
  const core = reach('../core/AdyenCheckout.js', 'Redirect/Redirect.js');
  const card = reach('Card/Card.js', 'Card/Bancontact.js');
  const giftCard = reach('Giftcard/Giftcard.js');
  const dropin = reach('Dropin/Dropin.js');
  const ownButtons = reach(
    'Klarna/KlarnaPayments.js',
    'PayPal/Paypal.js',
    'GooglePay/GooglePay.js',
    'ApplePay/ApplePay.js',
  );
  const waiting = reach('Swish/Swish.js', 'Multibanco/Multibanco.js', 'Blik/Blik.js');
  const forms = reach(
    'Sepa/Sepa.js',
    'EPS/index.js',
    'OnlineBankingPL/OnlineBankingPL.js',
    'Blik/Blik.js',
    'MBWay/MBWay.js',
    'Econtext/Econtext.js',
  );
  const withCard = (id: string): boolean =>
    card.has(id) && (forms.has(id) || waiting.has(id) || dropin.has(id));

  const groups: [name: string, test: (id: string) => boolean][] = [
    // Groups take what their files import along; what more of them need has to be taken first.
    ['adyen-core', (id) => core.has(id) || (ownButtons.has(id) && card.has(id)) || /useAnalytics/.test(id)],
    ['enabler', (id) => entry.test(id)],
    [
      'payment',
      (id) =>
        everyForm.test(id) ||
        ownMethods('redirect', 'trustly', 'twint', 'vipps').test(id) ||
        /own-certificate/.test(id) ||
        id.endsWith(sheet('base')),
    ],
    [
      'fields',
      (id) =>
        withCard(id) ||
        (dropin.has(id) && waiting.has(id)) ||
        sharedByFamilies('Timeline', 'SegmentedControl').test(id) ||
        id.endsWith(sheet('form')),
    ],
    ['secured-fields', (id) => card.has(id) && giftCard.has(id)],
    [
      'card',
      (id) =>
        card.has(id) ||
        sharedByFamilies('SocialSecurityNumberBrazil', 'ConsentCheckbox').test(id) ||
        ownMethods('card').test(id),
    ],
    ['giftcard', (id) => giftCard.has(id) || ownMethods('giftcard').test(id)],
    [
      'waiting',
      (id) =>
        waiting.has(id) ||
        ownMethods('swish', 'wechat', 'bcmc-mobile', 'multibanco').test(id) ||
        id.endsWith(sheet('waiting')),
    ],
    [
      'forms',
      (id) =>
        forms.has(id) || ownMethods('sepa', 'eps', 'fpx', 'przelewy24', 'blik', 'mbway', 'econtext').test(id),
    ],
    // Two or three of them on most pages, none of them large.
    [
      'own-buttons',
      (id) => ownButtons.has(id) || ownMethods('klarna', 'paypal', 'googlepay', 'applepay').test(id),
    ],
    ['dropin', (id) => dropin.has(id) || /\/src\/dropin\//.test(id) || id.endsWith(sheet('dropin'))],
  ];
  return groups.map(([name, test], index) => ({ name, test, priority: groups.length - index }));
}
