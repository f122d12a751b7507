import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { CatalogueRow } from '../src/method-catalogue/row.ts';
import { allRows, chunksOf, elementsModule, elementsOf } from './adyen-elements.ts';
import { helperModule } from './shared-helper.ts';

interface ChunkGroup {
  name: string;
  test: (id: string) => boolean;
  priority: number;
}

type Group = readonly [name: string, test: (id: string) => boolean];

const root = dirname(createRequire(import.meta.url).resolve('@adyen/adyen-web/styles/adyen.css'));

/** Files of adyen-web's classes by the names under which it exports them. */
const classFiles = new Map(
  [...readFileSync(join(root, 'index.js'), 'utf8').matchAll(/export\{([^}]+)\}from"(\.[^"]+)"/g)].flatMap(
    ([, names = '', file = '']) =>
      names.split(',').map((name): [string, string] => [name.split(' as ').at(-1) ?? name, join(root, file)]),
  ),
);

/** All files of adyen-web that the given ones import, directly or not, by absolute path. */
function reach(...files: string[]): Set<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, source] of readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*"(\.[^"]+)"/g)) {
      visit(join(dirname(file), source ?? ''));
    }
  };
  for (const file of files) visit(file);
  return found;
}

function fileOf(name: string): string {
  const file = classFiles.get(name);
  if (file === undefined) throw new Error(`adyen-web exports no ${name}`);
  return file;
}

/** The files of a chunk's methods: adyen-web's, and the enabler's own. */
function methodsOf(rows: readonly CatalogueRow[], chunk: string) {
  const folders = rows.flatMap((row) =>
    row.chunk === chunk && 'component' in row ? [`/src/methods/${row.component}/`] : [],
  );
  return {
    adyen: reach(...elementsOf(rows, chunk).map(fileOf)),
    /** The enabler's files for these methods are too small for a request of their own: they go into the chunk of adyen-web's. */
    own: (id: string) => id.endsWith(elementsModule(chunk)) || folders.some((folder) => id.includes(folder)),
  };
}

/** Small parts of adyen-web's that some of the rarer methods share: alone they would be requests of their own. */
const sharedByFamilies = (...parts: string[]): RegExp =>
  new RegExp(`/components/internal/(FormFields/)?(${parts.join('|')})/`);
const sheet = (name: string): string => `virtual:adyen-styles/${name}`;

/** What the entry needs before anything is shown. */
const entry =
  /\/src\/((?!uuid)[\w-]+|method-catalogue\/(?!corrections)[\w-]+|methods\/(loaders|names)|styles\/sheets|messages\/(messages|languages\/en))\.(ts|js)$|virtual:adyen-elements$/;
/** What every form needs, styles included. */
const everyForm =
  /\/src\/((attempt|redirect|ui|adyen|component)\/[\w-]+|uuid|method-catalogue\/corrections|methods\/(facts|request-body)|styles\/base)\.(ts|css\?inline)$/;

/**
 * Which files go into one chunk, most wanted first. Without this every set of methods that share a file gets a chunk, and
 * a card form waits for forty requests; with it a method needs the core and one to four chunks more, at most six of which
 * are requested at once (browsers open six connections), and no method loads much that it cannot use.
 */
export function chunkGroups(rows: readonly CatalogueRow[] = allRows): ChunkGroup[] {
  const core = reach(join(root, 'core/AdyenCheckout.js'), fileOf('Redirect'));
  const dropin = reach(fileOf('Dropin'));
  const payment = methodsOf(rows, 'payment');
  const card = methodsOf(rows, 'card');
  const giftCard = methodsOf(rows, 'giftcard');
  const waiting = methodsOf(rows, 'waiting');
  const forms = methodsOf(rows, 'forms');
  const ownButtons = methodsOf(rows, 'own-buttons');

  const withCard = (id: string): boolean =>
    card.adyen.has(id) && (forms.adyen.has(id) || waiting.adyen.has(id) || dropin.has(id));

  const shared: Group[] = [
    // Groups take what their files import along; what more of them need has to be taken first.
    [
      'adyen-core',
      (id) =>
        core.has(id) ||
        id.endsWith(helperModule) ||
        (ownButtons.adyen.has(id) && card.adyen.has(id)) ||
        /useAnalytics/.test(id),
    ],
    ['enabler', (id) => entry.test(id)],
    [
      'payment',
      (id) =>
        everyForm.test(id) || payment.own(id) || /own-certificate/.test(id) || id.endsWith(sheet('base')),
    ],
    [
      'fields',
      (id) =>
        withCard(id) ||
        (dropin.has(id) && waiting.adyen.has(id)) ||
        sharedByFamilies('Timeline', 'SegmentedControl').test(id) ||
        id.endsWith(sheet('form')),
    ],
    ['secured-fields', (id) => card.adyen.has(id) && giftCard.adyen.has(id)],
    [
      'card',
      (id) =>
        card.adyen.has(id) ||
        sharedByFamilies('SocialSecurityNumberBrazil', 'ConsentCheckbox').test(id) ||
        card.own(id),
    ],
    ['giftcard', (id) => giftCard.adyen.has(id) || giftCard.own(id)],
    ['waiting', (id) => waiting.adyen.has(id) || waiting.own(id) || id.endsWith(sheet('waiting'))],
    ['forms', (id) => forms.adyen.has(id) || forms.own(id)],
    // Two or three of them on most pages, none of them large.
    ['own-buttons', (id) => ownButtons.adyen.has(id) || ownButtons.own(id)],
    ['dropin', (id) => dropin.has(id) || /\/src\/dropin\//.test(id) || id.endsWith(sheet('dropin'))],
  ];
  const groups = [...shared, ...chunksAlone(rows, new Set(shared.map(([name]) => name)))];
  return groups.map(([name, test], index) => ({ name, test, priority: groups.length - index }));
}

/** The chunks of methods that share nothing with those above: the families, and whatever names a chunk of its own. */
function chunksAlone(rows: readonly CatalogueRow[], taken: ReadonlySet<string>): Group[] {
  return chunksOf(rows)
    .filter((name) => !taken.has(name))
    .map((name) => [name, methodsOf(rows, name).own]);
}
