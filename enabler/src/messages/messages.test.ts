import { describe, expect, it } from 'vitest';
import english from './languages/en.ts';
import { loadTexts } from './messages.ts';

/** A file each. */
const supportedLanguages = Object.keys(import.meta.glob('./languages/*.ts')).map(
  (path) => /(\w+)\.ts$/.exec(path)?.[1] ?? '',
);

describe('the texts', () => {
  it.each(supportedLanguages)('are complete in %s, and its own', async (language) => {
    const texts = await loadTexts(language);
    expect(Object.keys(texts).toSorted()).toEqual(Object.keys(english).toSorted());
    expect(Object.values<string>({ ...texts }).every((text) => text.trim() !== '')).toBe(true);
    if (language === 'en') return;
    const same = Object.entries(texts).filter(
      ([name, text]) => text === english[name as keyof typeof english],
    );
    expect(same).toEqual([]);
  });

  it('are there in the languages of the contract', () => {
    const required = ['en', 'de', 'fr', 'es', 'it', 'nl', 'sv', 'nb', 'da', 'fi', 'pl', 'pt', 'ja'];
    expect(supportedLanguages).toEqual(expect.arrayContaining(required));
  });

  it.each([
    ['de-AT', 'Vielen Dank. Ihre Zahlung war erfolgreich.'],
    ['no_NO', 'Takk. Betalingen er gjennomført.'],
    ['nn', 'Takk. Betalingen er gjennomført.'],
    ['PT-br', 'Obrigado. O seu pagamento foi concluído.'],
    ['tlh', english.paid],
  ])('of %s', async (locale, paid) => {
    expect((await loadTexts(locale)).paid).toBe(paid);
  });
});
