import type { Plugin } from 'vite';
import type { CatalogueRow } from '../src/method-catalogue/row.ts';
import { allRows, chunksOf, elementsModule } from './adyen-elements.ts';

/** Modules in place of others, by the end of the path of what they replace. */
type Replacements = Record<string, string>;

/**
 * adyen-web's sessions, which this enabler does not use, and its giving form, which works with them only; its core imports both
 * always. PayPal Fastlane's consent below a card's fields: it is shown for a session that the page has opened with Fastlane's
 * script, and adyen-web's class for that is not in the bundles. The queue of its usage statistics (`left-out-events.ts`).
 */
export const leftOutOfBoth: Replacements = {
  'adyen-web/dist/es/core/CheckoutSession/CheckoutSession.js': 'export default class Session {}',
  'adyen-web/dist/es/components/Donation/Donation.js':
    "export default class Donation { static type = 'donation'; static txVariants = []; }",
  'adyen-web/dist/es/components/Card/components/Fastlane/FastlaneSignup.js': 'export default () => null;',
  'adyen-web/dist/es/core/Analytics/AnalyticsEventQueue.js': 'export class AnalyticsEventQueue {}',
};

/** Chunks of methods whose forms the one-file bundle does without. */
export const chunksInModulesOnly = (rows: readonly CatalogueRow[]): Replacements =>
  Object.fromEntries(
    chunksOf(rows.filter(({ isModulesOnly }) => isModulesOnly)).map((chunk) => [
      elementsModule(chunk),
      'export default {};',
    ]),
  );

/**
 * What would take the one-file bundle over its budget: Click to Pay inside the card form, Amazon Pay and Cash App, and the
 * drop-in's methods that wait for a confirmation elsewhere (UPI, PayTo, ANCV, ...). The module bundle has them.
 */
export const leftOutOfUmd: Replacements = {
  'adyen-web/dist/es/components/internal/ClickToPay/services/create-clicktopay-service.js':
    'export default () => null;',
  'adyen-web/dist/es/components/Card/components/ClickToPayWrapper.js':
    'export default ({ children }) => children();',
  'virtual:adyen-styles/clicktopay': "export default '';",
  ...chunksInModulesOnly(allRows),
};

/** Leaves modules out of a bundle by replacing them. Fails the build when one of them is not there to be replaced. */
export function leaveOut(replacements: Replacements): Plugin {
  const missing = new Set(Object.keys(replacements));
  return {
    name: 'leave-out',
    load(id) {
      const path = Object.keys(replacements).find((end) => id.endsWith(end));
      if (path === undefined) return undefined;
      missing.delete(path);
      return { code: replacements[path] ?? '', moduleType: 'js', moduleSideEffects: false };
    },
    buildEnd(error) {
      if (!error && missing.size > 0) this.error(`Not found, so not left out: ${[...missing].join(', ')}`);
    },
  };
}

/** Leaves out of the bundle what only the build reads of the method catalogue. */
export function leaveOutBuildFacts(): Plugin {
  return {
    name: 'leave-out-build-facts',
    transform(code, id) {
      if (!/\/method-catalogue\/(methods|families)\.ts$/.test(id)) return undefined;
      return code.replace(/\b(elements: \[[^\]]*\]|isModulesOnly: true|code: (['"])[^'"]*\2),?/g, '');
    },
  };
}
