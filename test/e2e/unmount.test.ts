import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Checkout, startScene, transactionsOf, type Scene } from './support/checkout.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

const card = { kind: 'component', type: 'card' } as const;
const twoStepCard = '4917 6100 0000 0000';

const unmount = ({ page }: Checkout): Promise<void> =>
  page.evaluate(() => window.checkout.component().unmount());
const mountAgain = ({ page }: Checkout): Promise<void> =>
  page.evaluate(() => window.checkout.component().mount('#first'));

describe.concurrent.each([
  ['the card component', card],
  ['the drop-in', { kind: 'dropin' }],
] as const)('%s', (_name, shown) => {
  it('that goes away during a challenge ends the attempt as unknown, and pays when it is shown again', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show(shown);
    await checkout.fillCard({ number: twoStepCard });
    await checkout.pay();
    await checkout.page.locator('iframe[name="threeDSIframe"]').waitFor();
    await unmount(checkout);
    const [payment] = checkout.payments();
    expect(await checkout.ends(1)).toMatchObject([
      { call: 'onError', code: 'OutcomeUnknown', retryable: false, paymentReference: payment?.id },
    ]);

    await mountAgain(checkout);
    await checkout.fillCard();
    await checkout.pay();
    const ends = await checkout.ends(2);
    const payments = await checkout.settledPayments();
    expect(ends).toMatchObject([
      { call: 'onError' },
      { call: 'onComplete', isSuccess: true, paymentReference: payments[1]?.id },
    ]);
    expect(transactionsOf(payments[1])[0]).toContain('Authorization Success');
    await checkout.close();
  });

  it('that goes away while the answer is on its way ends the attempt with the answer, once', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show(shown);
    await checkout.fillCard();
    const answer = Promise.withResolvers<undefined>();
    await checkout.page.route('**/payments', async (route) => {
      const response = await route.fetch();
      await answer.promise;
      await route.fulfill({ response });
    });
    const asked = checkout.page.waitForRequest('**/payments');
    await checkout.pay();
    await asked;
    await unmount(checkout);
    await mountAgain(checkout);
    answer.resolve(undefined);

    const ends = await checkout.ends();
    await checkout.page.waitForTimeout(500);
    const [payment] = await checkout.settledPayments();
    expect(await checkout.ends()).toEqual(ends);
    expect(ends).toMatchObject([{ call: 'onComplete', isSuccess: true, paymentReference: payment?.id }]);
    expect(await checkout.page.locator('#first').getByRole('alert').isVisible()).toBe(false);
    await checkout.close();
  });
});

describe.concurrent('a component', () => {
  // A test that runs beside others has to poll with its own `expect`.
  it('that is shown again before the answer has come does not pay twice', async ({ expect }) => {
    const checkout = await Checkout.open(scene);
    await checkout.show(card);
    await checkout.fillCard();
    let asked = 0;
    await checkout.page.route('**/payments', async (route) => {
      // The answer to the first request never comes.
      if (asked++ > 0) return route.fallback();
      await route.fetch();
    });
    await checkout.pay();
    await expect.poll(() => checkout.payments()).toHaveLength(1);
    await unmount(checkout);
    await mountAgain(checkout);
    await checkout.fillCard();
    await checkout.pay();

    const ends = await checkout.ends();
    const payments = await checkout.settledPayments();
    expect(payments).toHaveLength(1);
    expect(ends).toMatchObject([{ call: 'onComplete', isSuccess: true, paymentReference: payments[0]?.id }]);
    await checkout.close();
  });

  it('that goes away while the shopper is to confirm in an app pays when it is shown again', async ({
    expect,
  }) => {
    const checkout = await Checkout.open(scene, {
      cart: { country: 'PL', currency: 'PLN', total: 4200, shippingAddress: { country: 'PL' } },
      enabler: { countryCode: 'PL', currencyCode: 'PLN' },
    });
    scene.stack.adyen.control.settings({ approvalDelayMs: 3_000 });
    await checkout.show({ kind: 'component', type: 'blik' });
    const { page } = checkout;
    const code = page.getByLabel(/6-digit code/i);
    await code.fill('777987');
    await checkout.pay();
    await page.locator('#first').getByText('Waiting for confirmation').waitFor();
    await unmount(checkout);
    expect(await checkout.ends(1)).toMatchObject([{ call: 'onError', code: 'OutcomeUnknown' }]);

    // Meanwhile the shopper has confirmed: the next press finds that out instead of paying again.
    await expect.poll(() => transactionsOf(checkout.payments()[0])[0]).toContain('Success');
    await mountAgain(checkout);
    await code.fill('777987');
    await checkout.pay();
    expect(await checkout.ends(2)).toMatchObject([
      { call: 'onError' },
      { call: 'onComplete', isSuccess: true, paymentReference: checkout.payments()[0]?.id },
    ]);
    expect(checkout.payments()).toHaveLength(1);
    await checkout.close();
  });

  it('has forgotten what was typed when it is shown again', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show(card);
    await checkout.fillCard();
    const state = () => checkout.page.evaluate(() => window.checkout.component().getState());
    expect(await state()).toEqual({ card: { endDigits: '1111', brand: 'Visa' } });
    await unmount(checkout);
    await mountAgain(checkout);
    expect(await state()).toEqual({ card: {} });

    await checkout.fillCard({ number: twoStepCard });
    await checkout.pay();
    await checkout.challenge('Cancel');
    await checkout.ends();
    expect(await state()).toEqual({ card: {} });
    await checkout.close();
  });
});
