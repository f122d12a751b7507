import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Checkout, startScene, transactionsOf, type Scene } from './support/checkout.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene({ environment: { ADYEN_PARTIAL_PAYMENTS_ENABLED: 'true' } });
});
afterAll(() => scene.stop());

const item = '.adyen-checkout__payment-method--giftcard';

/** Opens the drop-in for 42.00 EUR and types a gift card; the last digits say what it holds. */
const withGiftCard = async (number: string): Promise<Checkout> => {
  const checkout = await Checkout.open(scene, { cart: { total: 4200 } });
  await checkout.show({ kind: 'dropin' });
  await enterGiftCard(checkout, number);
  return checkout;
};

const enterGiftCard = async (checkout: Checkout, number: string): Promise<void> => {
  await checkout.page.locator(`${item} [role="radio"], ${item} button`).first().click();
  await checkout.fillField(item, 'encryptedCardNumber', number);
  await checkout.fillField(item, 'encryptedSecurityCode', '123');
  await checkout.page.locator(item).getByRole('button', { name: 'Redeem' }).click();
};

describe.concurrent('a gift card in the drop-in', () => {
  it('that holds enough pays all of it', async () => {
    const checkout = await withGiftCard('6036 2800 0000 0000 00');
    await checkout.page.locator(item).getByText('Remaining balance will be').waitFor();
    await checkout.pay(item);

    expect(await checkout.ends()).toMatchObject([
      { call: 'onComplete', isSuccess: true, method: { type: 'giftcard' } },
    ]);
    const payments = await checkout.settledPayments();
    expect(payments.map((payment) => transactionsOf(payment)[0])).toEqual(['Authorization Success 4200']);
    await checkout.close();
  });

  it('that holds less pays a part, and a card the rest', async () => {
    const checkout = await withGiftCard('6036 2800 0000 0000 01');
    await checkout.page.getByText('Select another payment method to pay the remaining').waitFor();
    expect(await checkout.page.locator('.adyen-checkout__order-remaining-amount').innerText()).toContain(
      '17.00',
    );
    expect(await checkout.calls().then((calls) => calls.filter(({ call }) => call === 'onComplete'))).toEqual(
      [],
    );

    await checkout.fillCard({ within: '.adyen-checkout__payment-method--selected' });
    await checkout.pay();
    expect(await checkout.ends()).toMatchObject([
      { call: 'onComplete', isSuccess: true, method: { type: 'card' } },
    ]);
    const payments = await checkout.settledPayments();
    expect(payments.map((payment) => transactionsOf(payment)[0])).toEqual([
      'Authorization Success 2500',
      'Authorization Success 1700',
    ]);
    await checkout.close();
  });

  it('can be taken back before the rest is paid', async () => {
    const checkout = await withGiftCard('6036 2800 0000 0000 02');
    await checkout.page.locator('.adyen-checkout__order-payment-method').getByRole('button').click();
    await checkout.page.locator(item).waitFor();
    await checkout.page.locator('.adyen-checkout__order-remaining-amount').waitFor({ state: 'detached' });

    await checkout.fillCard({ within: '.adyen-checkout__payment-method--selected' });
    await checkout.pay();
    expect(await checkout.ends()).toMatchObject([
      { call: 'onComplete', isSuccess: true, method: { type: 'card' } },
    ]);
    const payments = await checkout.settledPayments();
    expect(transactionsOf(payments.at(-1))[0]).toBe('Authorization Success 4200');
    await checkout.close();
  });

  it('that is empty is explained in its form', async () => {
    const checkout = await withGiftCard('6036 2800 0000 0000 99');
    await checkout.page.locator(item).getByText('This gift card has zero balance').first().waitFor();
    expect(await checkout.calls()).toEqual([{ call: 'onDropinReady' }]);
    await checkout.close();
  });

  it('that the processor fails for leaves shopper and page with the reason, and can be tried again', async () => {
    const checkout = await Checkout.open(scene, { cart: { total: 4200 } });
    const { page } = checkout;
    const message = page.locator('.ctc-connector__message');
    const told = { call: 'onError', code: 'ServiceUnavailable', context: { method: { type: 'giftcard' } } };
    const fail = (url: string) => page.route(url, (route) => route.fulfill({ status: 503 }), { times: 1 });

    await fail('**/orders');
    await checkout.show({ kind: 'dropin' });
    await enterGiftCard(checkout, '6036 2800 0000 0000 03');
    expect(await checkout.ends()).toMatchObject([told]);
    expect(await message.innerText()).toBe((await checkout.ends())[0]?.message);

    await page.locator(item).getByRole('button', { name: 'Redeem' }).click();
    const takeBack = page.locator('.adyen-checkout__order-payment-method').getByRole('button');
    await takeBack.waitFor();
    expect(await message.isVisible()).toBe(false);

    await fail('**/orders/cancel');
    await takeBack.click();
    expect(await checkout.ends(2)).toMatchObject([told, told]);
    expect(await message.isVisible()).toBe(true);
    await takeBack.click();
    await takeBack.waitFor({ state: 'detached' });
    expect(await message.isVisible()).toBe(false);
    expect(checkout.console.filter((line) => line.startsWith('uncaught'))).toEqual([]);
    await checkout.close();
  });
});
