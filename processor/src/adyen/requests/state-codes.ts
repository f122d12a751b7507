import { iso31662 } from 'iso-3166';

/**
 * What shops and wallets write that ISO 3166-2 does not have: the codes of the armed forces' mail in the US, the French names of
 * Canada, and shorter or longer names.
 */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'US-AA': 'Armed Forces Americas',
  'US-AE': 'Armed Forces Europe',
  'US-AP': 'Armed Forces Pacific',
  'US-DC': 'Washington DC',
  'US-VI': 'Virgin Islands|U.S. Virgin Islands',
  'US-WA': 'Washington State',
  'CA-BC': 'Colombie-Britannique',
  'CA-NB': 'Nouveau-Brunswick',
  'CA-NL': 'Newfoundland|Newfoundland & Labrador|Terre-Neuve-et-Labrador',
  'CA-NS': 'Nouvelle-Écosse',
  'CA-NT': 'Territoires du Nord-Ouest',
  'CA-PE': 'Île-du-Prince-Édouard',
  'CA-YT': 'Yukon Territory|Territoire du Yukon',
};

const SUBDIVISIONS: readonly (readonly [code: string, name: string])[] = [
  ...iso31662.map(({ code, name }) => [code, name] as const),
  ...Object.entries(OTHER_NAMES).flatMap(([code, names]) =>
    names.split('|').map((name) => [code, name] as const),
  ),
];

/** Letters and digits alone, without accents and in one case, so that "Île-du-Prince-Édouard" is found by "ile du prince edouard". */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * The ISO 3166-2 code of a state or province, without its country's.
 * @param state a code (`CA`, `ca`, `US-CA`) or a name (`California`, `Québec`)
 * @param country two letters
 * @returns `undefined` where that is not known, or is the name of several
 */
export const stateCodeOf = (state: string | undefined, country: string): string | undefined => {
  const wanted = fold(state ?? '');
  const states = SUBDIVISIONS.filter(([code]) => code.startsWith(`${country}-`)).map(
    ([code, name]) => [code.slice(country.length + 1), name] as const,
  );
  const byCode = states.find(([code]) => [fold(code), fold(country + code)].includes(wanted));
  if (byCode) return byCode[0];
  const named = new Set(states.filter(([, name]) => fold(name) === wanted).map(([code]) => code));
  return named.size === 1 ? [...named][0] : undefined;
};
