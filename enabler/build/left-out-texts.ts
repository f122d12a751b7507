import type { Plugin } from 'vite';

const textsFile = 'adyen-web/dist/es/packages/server/translations/en-US.json.js';

/** Beginnings of the keys of adyen-web's texts that no part of it asks for any more, or that belong to Fastlane. */
export const textsOfNone = ['card.fastlane.', 'emi.', 'riverty.', 'upi.collect.', 'upi.mode'];

/** Those of methods that the one-file bundle lacks (`left-out.ts`). */
export const textsOfModulesOnly = ['ancv.', 'ctp.', 'paybybankpix.', 'payto.', 'upi.'];

/**
 * Leaves adyen-web's English texts for parts that are not in the bundle out of it. Fails the build when one of them is not
 * there, or when the bundle asks for one.
 *
 * @param beginnings of the texts' keys
 */
export function leaveOutTexts(beginnings: readonly string[]): Plugin {
  return {
    name: 'leave-out-texts',
    transform(code, id) {
      if (!id.endsWith(textsFile)) return undefined;
      return { code: beginnings.reduce((rest, beginning) => without(rest, beginning), code), map: null };
    },
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const wanted = beginnings.find((beginning) => asksFor(file.code, beginning));
        if (wanted !== undefined) this.error(`${file.fileName} asks for the texts ${wanted}…`);
      }
    },
  };
}

const escaped = (text: string): string => text.replaceAll('.', String.raw`\.`);

/** adyen-web's texts without those whose keys begin so. */
function without(code: string, beginning: string): string {
  const rest = code.replace(new RegExp(`"${escaped(beginning)}[^"]*":"(?:[^"\\\\]|\\\\.)*",?`, 'g'), '');
  if (rest === code) throw new Error(`adyen-web has no texts ${beginning}…`);
  return rest;
}

/** Whether code holds a key that begins so, or a beginning of such keys that it adds something to. */
const asksFor = (code: string, beginning: string): boolean =>
  new RegExp(`["'\`]${escaped(beginning)}`).test(code) ||
  new RegExp(`\`${escaped(beginning.slice(0, beginning.indexOf('.') + 1))}\\$\\{`).test(code);
