import english from './languages/en.ts';
import type { Texts } from './texts.ts';

type Language = () => Promise<{ default: Texts }>;

const languages: Record<string, Language> = {
  ar: () => import('./languages/ar.ts'),
  cs: () => import('./languages/cs.ts'),
  da: () => import('./languages/da.ts'),
  de: () => import('./languages/de.ts'),
  es: () => import('./languages/es.ts'),
  fi: () => import('./languages/fi.ts'),
  fr: () => import('./languages/fr.ts'),
  it: () => import('./languages/it.ts'),
  ja: () => import('./languages/ja.ts'),
  nb: () => import('./languages/nb.ts'),
  nl: () => import('./languages/nl.ts'),
  pl: () => import('./languages/pl.ts'),
  pt: () => import('./languages/pt.ts'),
  sv: () => import('./languages/sv.ts'),
};

const sameLanguage: Record<string, string> = { nn: 'nb', no: 'nb' };

/**
 * The texts of a locale's language; English where the language is unknown or cannot be loaded, since a message in a
 * foreign language helps more than none.
 */
export async function loadTexts(locale: string): Promise<Texts> {
  const code = locale.toLowerCase().split(/[-_]/)[0] ?? '';
  const language = languages[sameLanguage[code] ?? code];
  if (!language) return english;
  return language().then(
    (module) => module.default,
    () => english,
  );
}
