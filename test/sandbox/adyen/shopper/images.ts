import { createHash } from 'node:crypto';
import type { Reply, Routes } from '../http/exchange.ts';
import { methodOf } from '../catalogue.ts';
import { escape } from './page.ts';
import { pattern } from './qr-pattern.ts';

const svg = (markup: string): Reply => ({
  status: 200,
  headers: { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=3600' },
  body: markup,
});

const nameOf = (path: string): string =>
  (path.split('/').at(-1) ?? '').replace(/\.\w+$/, '').replace(/@.*$/, '');

/** Short words for pictures whose file names are not. */
const LABELS: Record<string, string> = {
  bankTransfer_IBAN: 'IBAN',
  bcmc: 'BC',
  bcmc_mobile: 'BC',
  card: 'Card',
  cartebancaire: 'CB',
  cup: 'UPay',
  diners: 'Diners',
  klarna_b2b: 'Billie',
  maestro: 'Maestro',
  nocard: '',
  onlineBanking_PL: 'P24',
  svs: 'Gift',
  visa: 'Visa',
};

const labelOf = (name: string): string => {
  const known = LABELS[name];
  if (known !== undefined) return known;
  const word = name.startsWith('klarna') ? 'Klarna' : (methodOf(name)?.name ?? name.toUpperCase());
  return word.split(' ')[0]?.slice(0, 10) ?? '';
};

/** A neutral tile with a word on it: the sandbox shows nobody's trademark. */
const logo = (path: string): string => {
  const name = nameOf(path);
  const label = labelOf(name);
  const hue = createHash('md5').update(label).digest().readUInt16BE() % 360;
  const size = Math.min(12, Math.round(56 / Math.max(label.length, 1)));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="26" viewBox="0 0 40 26">
<rect x=".5" y=".5" width="39" height="25" rx="4" fill="hsl(${hue} 40% 97%)" stroke="hsl(${hue} 20% 82%)"/>
<text x="20" y="${13 + size * 0.36}" text-anchor="middle" font-family="system-ui,sans-serif" font-size="${size}"
 font-weight="600" fill="hsl(${hue} 45% 30%)">${escape(label)}</text></svg>`;
};

interface Icon {
  drawing: string;
  /** On a button the ground is dark. */
  light?: boolean;
}

const ICONS: [RegExp, Icon][] = [
  [/success|check/, { drawing: '<path d="M5 12l5 5 9-10"/>' }],
  [/error|cross|fail/, { drawing: '<path d="M7 7l10 10M17 7L7 17"/>' }],
  [
    /lock/,
    {
      drawing: '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 018 0v3"/>',
      light: true,
    },
  ],
  [
    /copy/,
    {
      drawing: '<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M5 15V5a1 1 0 011-1h9"/>',
      light: true,
    },
  ],
  [/download/, { drawing: '<path d="M12 4v11M7 11l5 5 5-5M5 20h14"/>', light: true }],
  [/expiry/, { drawing: '<rect x="2" y="5" width="20" height="14" rx="2"/><path d="M11 14h7"/>' }],
];

const icon = (path: string): string => {
  const { drawing, light }: Icon = ICONS.find(([name]) => name.test(path))?.[1] ?? {
    drawing: '<circle cx="12" cy="12" r="8"/>',
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="${
    light ? '#fff' : '#475467'
  }" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${drawing}</svg>`;
};

/** Pictures that adyen-web asks for. */
export const imageRoutes = (): Routes => ({
  'GET /checkoutshopper/images/components/*': ({ params }) => svg(icon(params['rest'] ?? '')),
  'GET /checkoutshopper/images/*': ({ params }) => svg(logo(params['rest'] ?? '')),
  'GET /checkoutshopper/utility/v1/barcode.png': ({ query }) => svg(pattern(query.get('data') ?? '')),
});
