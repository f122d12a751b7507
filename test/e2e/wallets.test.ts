import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Checkout, startScene, transactionsOf, type Scene } from './support/checkout.ts';
import { provideWallet, type Wallet } from './support/wallets.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

const buttons = {
  googlepay: 'button:text-is("Google Pay")',
  applepay: 'apple-pay-button',
  paypal: 'button:text-is("PayPal")',
};

const open = async (wallet: Wallet): Promise<Checkout> => {
  const checkout = await Checkout.open(scene, { cart: { total: 10990 }, isSecure: true });
  await provideWallet(checkout.context, wallet);
  return checkout;
};

const press = ({ page }: Checkout, wallet: Wallet, within = '#first'): Promise<void> =>
  page.locator(`${within} ${buttons[wallet]}`).click();

/** What the browser itself notes about a request that failed is not the enabler's doing. */
const ofOurs = (line: string): boolean => !line.includes('Failed to load resource');

describe.concurrent.each(['googlepay', 'applepay', 'paypal'] as const)('%s', (wallet) => {
  it('pays with its own button, after the page was asked', async () => {
    const checkout = await open(wallet);
    const shown = { kind: 'component', type: wallet, options: { confirmsPress: true } } as const;
    expect(await checkout.show(shown)).toEqual({ hasSubmit: false });
    expect(await checkout.page.evaluate(() => window.checkout.component().isAvailable())).toBe(true);
    await press(checkout, wallet);

    const ends = await checkout.ends();
    const [payment] = await checkout.settledPayments();
    expect(ends).toMatchObject([
      { call: 'onComplete', isSuccess: true, paymentReference: payment?.id, method: { type: wallet } },
    ]);
    expect((await checkout.calls()).filter(({ call }) => call === 'onPayButtonClick')).toHaveLength(1);
    expect(transactionsOf(payment)).toEqual(['Authorization Success 10990']);
    await checkout.close();
  });

  it('pays from the drop-in', async () => {
    const checkout = await open(wallet);
    await checkout.show({ kind: 'dropin' });
    const item = `.adyen-checkout__payment-method--${wallet}`;
    await checkout.choose(item);
    await press(checkout, wallet, item);

    expect(await checkout.ends()).toMatchObject([{ isSuccess: true, method: { type: wallet } }]);
    await checkout.close();
  });

  it('can be closed and opened again', async () => {
    const checkout = await open(wallet);
    await checkout.show({ kind: 'component', type: wallet });
    await checkout.page.evaluate(() => {
      window.sheetPlan = { cancel: true };
    });
    await press(checkout, wallet);
    // PayPal has begun a payment by the time its window is open; the others have not.
    const cancelled = wallet === 'paypal' ? 1 : 0;
    if (cancelled === 1) await checkout.ends();
    else await checkout.page.waitForTimeout(1500);
    expect(await checkout.calls()).toMatchObject(
      cancelled === 1 ? [{ call: 'onComplete', isSuccess: false }] : [],
    );

    await checkout.page.evaluate(() => {
      window.sheetPlan = undefined;
    });
    await press(checkout, wallet);
    expect((await checkout.ends(cancelled + 1)).at(-1)).toMatchObject({ isSuccess: true });
    await checkout.close();
  });
});

describe('a wallet’s sheet', () => {
  it.each(['googlepay', 'applepay'] as const)('says that the payment was refused (%s)', async (wallet) => {
    const checkout = await open(wallet);
    await checkout.show({ kind: 'component', type: wallet });
    scene.stack.adyen.control.outcome({
      operation: 'payment',
      resultCode: 'Refused',
      refusalReason: 'Refused',
    });
    await press(checkout, wallet);

    expect(await checkout.ends()).toMatchObject([{ call: 'onComplete', isSuccess: false }]);
    const { result } = await checkout.page.evaluate(() => window.sheet);
    expect(result).toMatchObject(wallet === 'googlepay' ? { transactionState: 'ERROR' } : { status: 1 });
    await checkout.close();
  });

  it('shows the amount of the cart', async () => {
    const checkout = await open('applepay');
    await checkout.show({ kind: 'component', type: 'applepay' });
    await press(checkout, 'applepay');
    await checkout.ends();
    const { request } = await checkout.page.evaluate(() => window.sheet);
    expect(request).toMatchObject({ currencyCode: 'EUR', countryCode: 'NL', total: { amount: '109.9' } });
    await checkout.close();
  });

  it('is not offered where it cannot work, and the page and the shopper hear of it', async () => {
    const checkout = await Checkout.open(scene);
    checkout.console.length = 0;
    await checkout.show({ kind: 'component', type: 'applepay' });
    expect(await checkout.page.evaluate(() => window.checkout.component().isAvailable())).toBe(false);
    expect(await checkout.ends()).toMatchObject([
      { call: 'onError', code: 'MethodUnavailable', context: { method: { type: 'applepay' } } },
    ]);
    expect(await checkout.page.getByRole('alert').innerText()).toContain('cannot be used here');
    expect(await checkout.page.locator('apple-pay-button').count()).toBe(0);
    expect(checkout.console.filter(ofOurs)).toEqual([]);
    await checkout.close();
  });

  it.each([
    ['googlepay', 'https://pay.google.com/**'],
    ['paypal', 'https://www.paypal.com/**'],
  ] as const)(
    'whose script cannot be loaded says so, and loads when it is shown again (%s)',
    async (wallet, script) => {
      const checkout = await open(wallet);
      await checkout.context.route(script, (route) => route.abort());
      checkout.console.length = 0;
      await checkout.show({ kind: 'component', type: wallet });
      expect(await checkout.ends()).toMatchObject([
        { call: 'onError', code: 'LoadFailed', retryable: true, context: { method: { type: wallet } } },
      ]);
      expect(await checkout.page.getByRole('alert').innerText()).toContain('could not be loaded');
      expect(checkout.console.filter(ofOurs)).toEqual([]);

      await provideWallet(checkout.context, wallet);
      await checkout.page.evaluate(() => window.checkout.component().mount('#first'));
      await press(checkout, wallet);
      expect(await checkout.ends(2)).toMatchObject([{ call: 'onError' }, { isSuccess: true }]);
      await checkout.close();
    },
  );
});
