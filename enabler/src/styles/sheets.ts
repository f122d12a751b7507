import type { SheetName } from '../method-catalogue/row.ts';

/** In the order in which they apply. */
const sheets: Record<SheetName, () => Promise<{ default: string }>> = {
  base: () => import('./base.ts'),
  form: () => import('virtual:adyen-styles/form'),
  dropin: () => import('virtual:adyen-styles/dropin'),
  waiting: () => import('virtual:adyen-styles/waiting'),
  clicktopay: () => import('virtual:adyen-styles/clicktopay'),
  rare: () => import('virtual:adyen-styles/rare'),
};

/*
 * What follows is state of the page, not of an enabler: however many enablers a page has, what they load goes into one
 * style element, which the last one to use it takes away.
 */

/** Style sheets that were loaded. */
const loaded = new Map<string, string>();
let users = 0;
let element: HTMLStyleElement | undefined;

/** Loads style sheets; the base comes with each. */
export async function loadSheets(names: readonly SheetName[]): Promise<void> {
  await Promise.all(
    ['base' as const, ...names].map(async (name) => {
      if (!loaded.has(name)) loaded.set(name, (await sheets[name]()).default);
    }),
  );
  render();
}

/**
 * Injects the loaded style sheets as `<style data-ctc-connector-styles>`, for as long as a component uses them.
 *
 * @param nonce for pages whose Content-Security-Policy allows styles by nonce only
 * @returns a function that ends the use; the last one takes the element away
 */
export function useStyles(nonce: string | undefined): () => void {
  users++;
  if (!element) {
    element = document.createElement('style');
    element.setAttribute('data-ctc-connector-styles', '');
    if (nonce !== undefined) element.nonce = nonce;
    render();
    document.head.append(element);
  }
  let inUse = true;
  return () => {
    if (!inUse) return;
    inUse = false;
    if (--users > 0) return;
    element?.remove();
    element = undefined;
  };
}

function render(): void {
  const css = Object.keys(sheets)
    .map((name) => loaded.get(name) ?? '')
    .join('');
  if (element && element.textContent !== css) element.textContent = css;
}
