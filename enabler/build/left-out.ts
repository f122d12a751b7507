import type { Plugin } from 'vite';

/** Modules in place of others, by the end of the path of what they replace. */
type Replacements = Record<string, string>;

/** adyen-web's giving form works with its sessions only, which this enabler does not use; its core imports it always. */
export const leftOutOfBoth: Replacements = {
  'adyen-web/dist/es/components/Donation/Donation.js':
    "export default class Donation { static type = 'donation'; static txVariants = []; }",
};

/**
 * What would take the one-file bundle over its 190 KB: Click to Pay inside the card form, Amazon Pay and Cash App, and the
 * drop-in's methods that wait for a confirmation elsewhere (UPI, PayTo, ANCV, ...). The module bundle has them.
 */
export const leftOutOfUmd: Replacements = {
  'adyen-web/dist/es/components/internal/ClickToPay/services/create-clicktopay-service.js':
    'export default () => null;',
  'adyen-web/dist/es/components/Card/components/ClickToPayWrapper.js':
    'export default ({ children }) => children();',
  'virtual:adyen-styles/clicktopay': "export default '';",
  'src/methods/others/confirmations.ts': 'export const elements = [];',
  'src/methods/others/wallets.ts': 'export const elements = [];',
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
