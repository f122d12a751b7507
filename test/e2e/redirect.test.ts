import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { Checkout, startScene, transactionsOf, type Scene } from './support/checkout.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

const ideal = { kind: 'component', type: 'ideal' } as const;
const idealInPopup = { ...ideal, options: { redirectMode: 'popup' } } as const;

/** The processor's word on how a payment stands. */
const aPayment = /\/payments\/(?!details)[\w-]+$/;

/** The window that a press of the pay button opens. */
const bankWindow = async (checkout: Checkout): Promise<Page> => {
  const [popup] = await Promise.all([checkout.page.waitForEvent('popup'), checkout.pay()]);
  return popup;
};

/** Has the bank's pages keep to themselves, so that the page that opened them sees a closed window. */
const cutTies = ({ context }: Checkout): Promise<unknown> =>
  context.route('**/bank/**', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'Cross-Origin-Opener-Policy': 'same-origin' };
    await route.fulfill({ response, headers });
  });

describe.concurrent('a redirect method on the full page', () => {
  it.each([
    { button: 'Pay', transactions: ['Authorization Success', 'Charge Success'] },
    { button: 'Cancel', transactions: ['Authorization Failure'] },
    { button: 'The bank refuses', transactions: ['Authorization Failure'] },
  ])('comes back from the bank after "$button"', async ({ button, transactions }) => {
    const checkout = await Checkout.open(scene);
    await checkout.show(ideal);
    await checkout.pay();
    await checkout.bank(button);
    await checkout.page.waitForURL(/\/return/);

    const [payment] = await checkout.settledPayments();
    const back = new URL(checkout.page.url());
    expect(back.searchParams.get('paymentReference')).toBe(payment?.id);
    const amount = payment?.amountPlanned.centAmount;
    expect(transactionsOf(payment)).toEqual(transactions.map((each) => `${each} ${amount}`));
    await checkout.close();
  });

  it('lands on the merchant’s page when the result was damaged on the way, and the webhook tells the truth', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show(ideal);
    await checkout.pay();
    await checkout.bank('Pay, but the result is damaged on the way back');
    await checkout.page.waitForURL(/\/return/);

    const [payment] = await checkout.settledPayments();
    expect(new URL(checkout.page.url()).searchParams.get('paymentReference')).toBe(payment?.id);
    expect(transactionsOf(payment)[0]).toContain('Authorization Success');
    await checkout.close();
  });

  it('can be paid from the drop-in', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show({ kind: 'dropin' });
    await checkout.choose('.adyen-checkout__payment-method--ideal');
    await checkout.pay();
    await checkout.bank('Pay');
    await checkout.page.waitForURL(/\/return/);

    const [payment] = await checkout.settledPayments();
    expect(payment?.paymentMethodInfo.method).toBe('ideal');
    expect(transactionsOf(payment)[0]).toContain('Authorization Success');
    await checkout.close();
  });

  it('leaves a form that works when the shopper comes back by the back button', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show(ideal);
    await checkout.pay();
    await checkout.page.waitForURL(/\/bank\//);
    await checkout.page.goBack();
    // Either the browser kept the page, and the enabler notices; or it loads anew, and the merchant mounts again.
    if (!(await checkout.hasBegun())) {
      await checkout.visit();
      await checkout.show(ideal);
    }
    await checkout.pay();
    await checkout.bank('Pay');
    await checkout.page.waitForURL(/\/return/);

    const payments = await checkout.settledPayments();
    expect(
      payments.filter((payment) => transactionsOf(payment).some((each) => each.includes('Success'))),
    ).toHaveLength(1);
    await checkout.close();
  });
});

describe.concurrent('a redirect method in a window of its own', () => {
  it.each(['component', 'dropin'] as const)(
    'pays and leaves the shop’s page as it was (%s)',
    async (kind) => {
      const checkout = await Checkout.open(scene);
      await checkout.show({ ...idealInPopup, kind });
      if (kind === 'dropin') await checkout.choose('.adyen-checkout__payment-method--ideal');
      const popup = await bankWindow(checkout);
      await popup.waitForURL(/\/bank\//);
      expect(await checkout.page.getByRole('alert').innerText()).toContain('Continue in the window');
      const closed = popup.waitForEvent('close');
      await checkout.bank('Pay', popup);

      await closed;
      const ends = await checkout.ends();
      const [payment] = await checkout.settledPayments();
      expect(ends).toMatchObject([
        { call: 'onComplete', isSuccess: true, paymentReference: payment?.id, method: { type: 'ideal' } },
      ]);
      expect(checkout.page.url()).toContain('/checkout');
      await checkout.close();
    },
  );

  it('can be tried again after it was cancelled at the bank', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show(idealInPopup);
    await checkout.bank('Cancel', await bankWindow(checkout));
    expect(await checkout.ends()).toMatchObject([{ call: 'onComplete', isSuccess: false }]);
    expect(await checkout.page.getByRole('alert').innerText()).toContain('cancelled');

    await checkout.bank('Pay', await bankWindow(checkout));
    expect(await checkout.ends(2)).toMatchObject([{ isSuccess: false }, { isSuccess: true }]);
    await checkout.close();
  });

  it('says that nothing was paid when the shopper closes it', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show(idealInPopup);
    const popup = await bankWindow(checkout);
    await popup.waitForURL(/\/bank\//);
    await popup.close();

    expect(await checkout.ends()).toMatchObject([{ call: 'onComplete', isSuccess: false }]);
    await checkout.close();
  });

  it('finds out that the shopper has paid and then closed it', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show(idealInPopup);
    const popup = await bankWindow(checkout);
    // Until then the processor says nothing: the enabler would close the window as soon as it heard of the payment.
    let isClosed = false;
    popup.once('close', () => (isClosed = true));
    await checkout.page.route(aPayment, (route) =>
      isClosed ? route.continue() : route.fulfill({ status: 503 }),
    );
    await checkout.bank('Pay, then close the window instead of returning', popup);
    await popup.getByText('You can close this window').waitFor();
    const [payment] = await checkout.settledPayments();
    await popup.close();

    expect(await checkout.ends()).toMatchObject([
      { call: 'onComplete', isSuccess: true, paymentReference: payment?.id },
    ]);
    await checkout.close();
  });

  it.each([
    [
      'does not answer',
      (checkout: Checkout) => checkout.page.route(aPayment, (route) => route.fulfill({ status: 503 })),
    ],
    [
      'says that the session has ended',
      (checkout: Checkout) => checkout.page.route(aPayment, (route) => route.fulfill({ status: 401 })),
    ],
    ['cannot be reached', ({ context }: Checkout) => context.setOffline(true)],
  ])('is not taken for cancelled when it is closed and the processor %s', async (_name, breakDown) => {
    const checkout = await Checkout.open(scene);
    await checkout.show(idealInPopup);
    const popup = await bankWindow(checkout);
    await popup.waitForURL(/\/bank\//);
    await breakDown(checkout);
    await popup.close();

    const [payment] = checkout.payments();
    const [end] = await checkout.ends();
    expect(end).toMatchObject({ call: 'onError', code: 'OutcomeUnknown', paymentReference: payment?.id });
    await checkout.page.unroute(aPayment);
    await checkout.context.setOffline(false);
    await checkout.bank('Pay', await bankWindow(checkout));
    expect(await checkout.ends(2)).toMatchObject([{ call: 'onError' }, { isSuccess: true }]);
    await checkout.close();
  });

  it('is not taken for cancelled when it is closed and the payment is pending', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show(idealInPopup);
    const popup = await bankWindow(checkout);
    await popup.waitForURL(/\/bank\//);
    const [payment] = checkout.payments();
    await checkout.page.route(aPayment, (route) =>
      route.fulfill({ json: { paymentReference: payment?.id, status: 'pending' } }),
    );
    await popup.close();

    expect(await checkout.ends()).toMatchObject([
      { call: 'onComplete', isSuccess: true, resultCode: 'Pending', paymentReference: payment?.id },
    ]);
    await checkout.close();
  });

  it('is waited for when the bank’s page has cut the tie to the shop’s page', async () => {
    const checkout = await Checkout.open(scene);
    await cutTies(checkout);
    await checkout.show(idealInPopup);
    const popup = await bankWindow(checkout);
    await popup.waitForURL(/\/bank\//);
    await checkout.page.waitForTimeout(8_000);
    expect(popup.isClosed()).toBe(false);
    expect(await checkout.calls()).toEqual([]);
    await checkout.page.getByRole('button', { name: 'Cancel payment' }).waitFor();

    await checkout.bank('Pay', popup);
    expect(await checkout.ends()).toMatchObject([{ call: 'onComplete', isSuccess: true }]);
    await checkout.close();
  });

  it('can be given up when the bank’s page has cut the tie to the shop’s page', async () => {
    const checkout = await Checkout.open(scene);
    await cutTies(checkout);
    await checkout.show(idealInPopup);
    const popup = await bankWindow(checkout);
    await popup.waitForURL(/\/bank\//);
    await checkout.page.getByRole('button', { name: 'Cancel payment' }).click();
    expect(await checkout.ends()).toMatchObject([
      { call: 'onComplete', isSuccess: false, resultCode: 'Cancelled' },
    ]);
    await checkout.close();
  });

  it('closes, and the attempt fails, when Adyen asks for something that nothing can show', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.page.route('**/payments', async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as object;
      const action = { type: 'await', paymentMethodType: 'ideal', paymentData: 'x' };
      await route.fulfill({ response, json: { ...answer, action } });
    });
    await checkout.show(idealInPopup);
    const popup = await bankWindow(checkout);
    if (!popup.isClosed()) await popup.waitForEvent('close');
    const [payment] = checkout.payments();
    expect(await checkout.ends()).toMatchObject([
      { call: 'onError', code: 'ActionFailed', retryable: true, paymentReference: payment?.id },
    ]);
    await checkout.page.locator('.adyen-checkout__button--pay:enabled').waitFor();
    await checkout.close();
  });

  it('can be given up from the shop’s page', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show(idealInPopup);
    const popup = await bankWindow(checkout);
    await popup.waitForURL(/\/bank\//);
    const closed = popup.waitForEvent('close');
    await checkout.page.getByRole('button', { name: 'Cancel payment' }).click();

    await closed;
    expect(await checkout.ends()).toMatchObject([{ call: 'onComplete', isSuccess: false }]);
    await checkout.close();
  });

  it.each([
    ['blocks windows', 'null'],
    ['closes windows at once', '({ closed: true })'],
  ])('becomes the full page when the browser %s', async (_name, opened) => {
    const checkout = await Checkout.open(scene);
    await checkout.page.evaluate(`window.open = () => ${opened}`);
    await checkout.show(idealInPopup);
    await checkout.pay();
    await checkout.bank('Pay');
    await checkout.page.waitForURL(/\/return/);

    const [payment] = await checkout.settledPayments();
    expect(transactionsOf(payment)[0]).toContain('Authorization Success');
    await checkout.close();
  });

  it('does not open for a card', async () => {
    const checkout = await Checkout.open(scene);
    let opened = 0;
    checkout.page.on('popup', () => opened++);
    await checkout.show({ kind: 'dropin', options: { redirectMode: 'popup' } });
    await checkout.fillCard();
    await checkout.pay();
    await checkout.ends();

    expect(opened).toBe(0);
    await checkout.close();
  });
});
