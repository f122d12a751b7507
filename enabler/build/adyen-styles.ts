import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const prefix = 'virtual:adyen-styles/';

/**
 * Which rules of adyen-web's one style sheet (20 KB gzip) go into which of ours; the first match counts, and what
 * matches nothing is needed by every method. A redirect method needs `base` alone.
 */
const sheets: [name: string, selectors: RegExp][] = [
  // adyen-web's giving form and PayPal Fastlane cannot come up here.
  [
    'unused',
    /adyen-checkout(__|-)(card-fastlane|card__fastlane|fastlane|button--(?:fastlane|donate|decline)|button-group|adyen-giving|campaign|donation|roundup)/,
  ],
  [
    'clicktopay',
    /adyen[-_]checkout(__|-)(ctp|modal-wrapper--ctp)|adyen-web__ctp|section-logout|card-bounce|card-fade/,
  ],
  [
    'rare',
    /adyen-checkout(__|-)(bacs|upi|payto|pix|amazonpay|cashapp|paybybank|paynow|iris|timeline|toggle|address-search|open-invoice|ach|riverty)|IrisGenerateQRCode|IrisComponent|Tag-module/,
  ],
  [
    'waiting',
    /adyen-checkout(__|-)(voucher|qr-loader|qr|await|countdown|bankTransfer|details-table|econtext|oxxo|boleto)/,
  ],
  [
    'dropin',
    /adyen-checkout(__|-)(payment-method|payment-methods|pm-details|dropin|button--dropin|order|instant-payment|giftcard-result|status)/,
  ],
  [
    'form',
    /adyen-checkout(__|-)(field|dropdown|radio|checkbox|fieldset|filter-input|card|card-input|label|issuer|segmented|input|installments|store-details|helper-text|contextual|form-instruction|tooltip|iframe|giftcard|disclaimer|blik|phone|personal|select|consent|kcp|exp|cvc|bcmc|brand)|DualBrandSelector|BrandIcons|field__/,
  ],
];

export const sheetNames = ['base', ...sheets.map(([name]) => name)] as const;

/** Serves parts of adyen-web's style sheet as `virtual:adyen-styles/<sheet>` modules with the CSS as default export. */
export function adyenStyles(): Plugin {
  let parts: Map<string, string> | undefined;
  return {
    name: 'adyen-styles',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const name = id.slice(prefix.length + 1);
      const file = createRequire(import.meta.url).resolve('@adyen/adyen-web/styles/adyen.css');
      parts ??= splitStyles(readFileSync(file, 'utf8'));
      return `export default ${JSON.stringify(parts.get(name) ?? '')}`;
    },
  };
}

/** Sorts the rules of a style sheet into {@link sheetNames}, and keeps their order within each. */
export function splitStyles(css: string): Map<string, string> {
  const parts = new Map<string, string>(sheetNames.map((name) => [name, '']));
  for (const rule of topLevelRules(css)) {
    const selectors = rule.slice(0, rule.startsWith('@') ? undefined : rule.indexOf('{'));
    const name = sheets.find(([, pattern]) => pattern.test(selectors))?.[0] ?? 'base';
    parts.set(name, (parts.get(name) ?? '') + rule);
  }
  return parts;
}

/** Splits minified CSS into its top-level rules; braces inside strings do not count. */
export function topLevelRules(css: string): string[] {
  const rules: string[] = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  for (let index = 0; index < css.length; index++) {
    const character = css.charAt(index);
    if (quote !== '') {
      if (character === quote && css.charAt(index - 1) !== '\\') quote = '';
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === '{') {
      depth++;
    } else if (character === '}' && --depth === 0) {
      rules.push(css.slice(start, index + 1));
      start = index + 1;
    } else if (character === ';' && depth === 0) {
      rules.push(css.slice(start, index + 1));
      start = index + 1;
    }
  }
  return rules;
}
