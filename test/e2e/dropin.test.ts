import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Checkout, startScene, transactionsOf, type Scene } from './support/checkout.ts';
import { provideWallet, type Wallet } from './support/wallets.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene({
    environment: {
      ADYEN_PARTIAL_PAYMENTS_ENABLED: 'true',
      ADYEN_STORED_PAYMENT_METHODS_ENABLED: 'true',
    },
  });
});
afterAll(() => scene.stop());

const item = (type: string): string => `.adyen-checkout__payment-method--${type}`;
const payButtons = ({ page }: Checkout) => page.locator('.adyen-checkout__button--pay:visible').count();
const pressed = async (checkout: Checkout): Promise<number> =>
  (await checkout.calls()).filter(({ call }) => call === 'onPayButtonClick').length;

describe.concurrent('the drop-in without pay buttons', () => {
  const options = { showPayButton: false };

  it('shows none for cards, redirects and gift cards, and pays by the page’s own', async () => {
    const allowedPaymentMethods = ['card', 'ideal', 'trustly', 'giftcard'];
    const checkout = await Checkout.open(scene, { metadata: { allowedPaymentMethods } });
    await checkout.show({ kind: 'dropin', options });
    await checkout.fillCard();
    expect(await payButtons(checkout)).toBe(0);
    for (const type of ['ideal', 'trustly', 'giftcard']) {
      await checkout.choose(item(type));
      expect(await payButtons(checkout)).toBe(0);
    }
    await checkout.choose(item('scheme'));
    await checkout.page.locator('#pay').click();
    expect(await checkout.ends()).toMatchObject([{ isSuccess: true, method: { type: 'card' } }]);
    await checkout.close();
  });

  it('redeems a gift card by the page’s own', async () => {
    const checkout = await Checkout.open(scene, { cart: { total: 4200 } });
    await checkout.show({ kind: 'dropin', options });
    await checkout.choose(item('giftcard'));
    await checkout.fillField(item('giftcard'), 'encryptedCardNumber', '6036 2800 0000 0000 00');
    await checkout.fillField(item('giftcard'), 'encryptedSecurityCode', '123');
    await checkout.page.locator('#pay').click();

    expect(await checkout.ends()).toMatchObject([{ isSuccess: true, method: { type: 'giftcard' } }]);
    const payments = await checkout.settledPayments();
    expect(payments.map((payment) => transactionsOf(payment)[0])).toEqual(['Authorization Success 4200']);
    await checkout.close();
  });
});

describe('a challenge in the drop-in', () => {
  it('stays when the script of another method does not come', async () => {
    const checkout = await Checkout.open(scene);
    const challengeShown = Promise.withResolvers<undefined>();
    await checkout.page.route('https://applepay.cdn-apple.com/**', async (route) => {
      await challengeShown.promise;
      await route.abort();
    });
    // adyen-web asks three times for a script.
    let failures = 0;
    const givenUp = checkout.page.waitForEvent('requestfailed', {
      predicate: (request) => request.url().includes('applepay.cdn-apple.com') && ++failures === 3,
    });
    await checkout.show({ kind: 'dropin' });
    await checkout.fillCard({ number: '4917 6100 0000 0000' });
    await checkout.pay();
    await checkout.page.locator('iframe[name="threeDSIframe"]').waitFor();
    challengeShown.resolve(undefined);
    await givenUp;
    await checkout.page.waitForTimeout(300);

    await checkout.challenge('Confirm');
    expect(await checkout.ends()).toMatchObject([
      { call: 'onComplete', isSuccess: true, method: { type: 'card' } },
    ]);
    await checkout.close();
  });
});

describe.concurrent.each(['googlepay', 'applepay', 'paypal'] as const)('%s in the drop-in', (wallet) => {
  const buttons: Record<Wallet, string> = {
    googlepay: 'button:text-is("Google Pay")',
    applepay: 'apple-pay-button',
    paypal: 'button:text-is("PayPal")',
  };

  it.each([true, false])('asks the page once for a press (showPayButton: %s)', async (showPayButton) => {
    const checkout = await Checkout.open(scene, { cart: { total: 10990 }, isSecure: true });
    await provideWallet(checkout.context, wallet);
    await checkout.show({ kind: 'dropin', options: { showPayButton, confirmsPress: true } });
    await checkout.choose(item(wallet));
    await checkout.page.locator(`${item(wallet)} ${buttons[wallet]}`).click();

    expect(await checkout.ends()).toMatchObject([{ isSuccess: true, method: { type: wallet } }]);
    expect(await pressed(checkout)).toBe(1);
    await checkout.close();
  });
});

describe.concurrent('two drop-ins of one builder', () => {
  it('do not disturb each other', async () => {
    const checkout = await Checkout.open(scene, { metadata: { allowedPaymentMethods: ['ideal'] } });
    const { page } = checkout;
    await page.evaluate(async () => {
      const builder = (await window.checkout.enabler['createDropinBuilder']?.('embedded')) as {
        build: (options: object) => { mount: (target: string) => void };
      };
      for (const target of ['#first', '#second']) {
        const onPayButtonClick = () => Promise.reject(new Error(`taken back in ${target}`));
        builder.build(target === '#first' ? {} : { onPayButtonClick }).mount(target);
      }
    });
    for (const target of ['#second', '#first']) {
      const [ideal] = [page.locator(`${target} ${item('ideal')} [role="radio"]`)];
      if (await ideal.count()) await ideal.first().click();
    }
    await checkout.pay('#second');
    await page.locator('#second .adyen-checkout__button--pay:enabled').waitFor();
    expect(checkout.payments()).toEqual([]);
    await checkout.pay('#first');
    await checkout.bank('Pay');
    await page.waitForURL(/\/return/);
    expect(await checkout.settledPayments()).toHaveLength(1);
    await checkout.close();
  });
});

describe.concurrent('a stored card in the drop-in', () => {
  it('has no pay button where the page has its own, and says when it could not be removed', async () => {
    const email = `${crypto.randomUUID()}@example.com`;
    const { id: customerId } = await scene.stack.commercetools.control.createCustomer({ email });
    scene.stack.adyen.control.setTokenizationNotificationUrl(
      `${scene.stack.processorUrl}/notifications/tokenization`,
    );
    const first = await Checkout.open(scene, { cart: { customerId } });
    await first.show({ kind: 'component', type: 'card', options: { showPayButton: false } });
    await first.fillCard();
    await first.page.evaluate(() => {
      window.checkout.submitOptions = { storePaymentDetails: true };
    });
    await first.page.locator('#pay').click();
    await first.ends();
    await scene.stack.adyen.control.whenIdle();
    await first.close();

    const checkout = await Checkout.open(scene, { cart: { customerId } });
    await checkout.show({ kind: 'dropin', options: { showPayButton: false } });
    const selected = '.adyen-checkout__payment-method--selected';
    await checkout.fillField(selected, 'encryptedSecurityCode', '737');
    expect(await payButtons(checkout)).toBe(0);

    await checkout.page.route('**/stored-payment-methods/*', (route) => route.fulfill({ status: 403 }));
    await checkout.page.locator(selected).getByRole('button', { name: 'Remove' }).first().click();
    await checkout.page
      .locator('.adyen-checkout__payment-method__disable-confirmation__button--remove')
      .click();
    expect(await checkout.ends()).toMatchObject([
      { call: 'onError', code: 'RequestRejected', context: { method: { type: 'card' } } },
    ]);
    expect(await checkout.page.getByRole('alert').first().innerText()).toContain('not possible');

    await checkout.page.locator('#pay').click();
    expect((await checkout.ends(2))[1]).toMatchObject({ isSuccess: true, method: { type: 'card' } });
    await checkout.close();
  });
});
