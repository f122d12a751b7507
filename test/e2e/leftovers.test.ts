import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Checkout, startScene, type Scene } from './support/checkout.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

const card = { kind: 'component', type: 'card' } as const;
const dropin = { kind: 'dropin' } as const;

/** What is in the page beside what the page brought, and the listeners that were added to it and not taken away. */
const leftovers = (
  checkout: Checkout,
): Promise<{ elements: string[]; listeners: string[]; timers: number }> =>
  checkout.page.evaluate(() => window.watch.leftovers());

/** Counts listeners on window and document, and intervals, from before the enabler is loaded. */
const watching = `(() => {
  const open = [];
  for (const target of [window, document]) {
    const { addEventListener, removeEventListener } = target;
    target.addEventListener = (type, listener, options) => {
      const entry = { target, type, listener };
      open.push(entry);
      options?.signal?.addEventListener('abort', () => open.splice(open.indexOf(entry), 1));
      addEventListener.call(target, type, listener, options);
    };
    target.removeEventListener = (type, listener, options) => {
      const index = open.findIndex((entry) => entry.target === target && entry.type === type && entry.listener === listener);
      if (index >= 0) open.splice(index, 1);
      removeEventListener.call(target, type, listener, options);
    };
  }
  const timers = new Set();
  const { setTimeout, clearTimeout, setInterval, clearInterval } = window;
  window.setTimeout = (run, ...rest) => {
    const id = setTimeout((...args) => { timers.delete(id); run(...args); }, ...rest);
    timers.add(id);
    return id;
  };
  window.clearTimeout = (id) => { timers.delete(id); clearTimeout(id); };
  window.setInterval = (...args) => { const id = setInterval(...args); timers.add(id); return id; };
  window.clearInterval = (id) => { timers.delete(id); clearInterval(id); };
  window.watch = {
    leftovers: () => ({
      elements: [...document.querySelectorAll('head > *, body > *, main > *, #first *, #second *')]
        .filter((element) => !window.watch.own.has(element)).map((element) => element.outerHTML.slice(0, 120)),
      listeners: open.map(({ type }) => type),
      timers: timers.size,
    }),
    begin: () => { window.watch.own = new Set(document.querySelectorAll('*')); open.length = 0; },
  };
})()`;

const unmount = ({ page }: Checkout): Promise<void> =>
  page.evaluate(() => window.checkout.component().unmount());

describe('unmount', () => {
  it.each([
    ['the card component', card],
    ['a redirect component', { kind: 'component', type: 'ideal' }],
    ['the drop-in', dropin],
  ] as const)(
    'of %s leaves no element, listener or timer behind, and can be followed by a mount',
    async (_name, shown) => {
      // Without the wallets, whose own scripts stay.
      const allowedPaymentMethods = ['card', 'ideal', 'klarna_pay_later', 'trustly'];
      const checkout = await Checkout.open(scene, { metadata: { allowedPaymentMethods } });
      await checkout.page.addInitScript(watching);
      await checkout.visit();
      await checkout.page.evaluate(() => window.watch.begin());
      await checkout.show(shown);
      await checkout.page.locator('.adyen-checkout__button--pay:visible').first().waitFor();
      expect((await leftovers(checkout)).elements.length).toBeGreaterThan(0);

      await unmount(checkout);
      await checkout.page.waitForTimeout(500);
      expect(await leftovers(checkout)).toEqual({ elements: [], listeners: [], timers: 0 });

      await checkout.page.evaluate(() => window.checkout.component().mount('#first'));
      if (shown !== card) return checkout.close();
      await checkout.fillCard();
      await checkout.pay();
      expect(await checkout.ends()).toMatchObject([{ isSuccess: true }]);
      await checkout.close();
    },
  );
});

declare global {
  interface Window {
    watch: {
      begin: () => void;
      leftovers: () => { elements: string[]; listeners: string[]; timers: number };
    };
  }
}
