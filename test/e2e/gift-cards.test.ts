import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Checkout, startScene, transactionsOf, type Call, type Scene } from './support/checkout.ts';

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

const enterGiftCard = async (checkout: Checkout, number: string, pin = '123'): Promise<void> => {
  await checkout.choose(item);
  await checkout.fillField(item, 'encryptedCardNumber', number);
  await redeem(checkout, pin);
};

const redeem = async (checkout: Checkout, pin: string): Promise<void> => {
  await checkout.fillField(item, 'encryptedSecurityCode', pin);
  await checkout.page.locator(item).getByRole('button', { name: 'Redeem' }).click();
};

/** The sandbox refuses every gift card with this PIN. */
const wrongPin = '0000';

const euros = (centAmount: number) => ({ centAmount, currencyCode: 'EUR', fractionDigits: 2 });

const partsOf = async (checkout: Checkout): Promise<Call[]> =>
  (await checkout.calls()).filter(({ call }) => call === 'onPartialPayment');

const payRestByCard = async (checkout: Checkout): Promise<void> => {
  await checkout.fillCard({ within: '.adyen-checkout__payment-method--selected' });
  await checkout.pay();
};

const takeBackButton = (checkout: Checkout) =>
  checkout.page.locator('.adyen-checkout__order-payment-method').getByRole('button').first();

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
    const [part] = checkout.payments();
    expect(await checkout.calls()).toEqual([
      { call: 'onDropinReady' },
      {
        call: 'onPartialPayment',
        paymentReference: part?.id,
        paidAmount: euros(2500),
        remainingAmount: euros(1700),
      },
    ]);

    await payRestByCard(checkout);
    expect(await checkout.ends()).toMatchObject([
      { call: 'onComplete', isSuccess: true, method: { type: 'card' } },
    ]);
    expect(await partsOf(checkout)).toHaveLength(1);
    const payments = await checkout.settledPayments();
    expect(payments.map((payment) => transactionsOf(payment)[0])).toEqual([
      'Authorization Success 2500',
      'Authorization Success 1700',
    ]);
    await checkout.close();
  });

  it('after another one counts with it', async () => {
    const checkout = await withGiftCard('6036 2800 0000 0000 04');
    await takeBackButton(checkout).waitFor();
    scene.stack.adyen.control.setGiftCard('603628000000000005', { currency: 'EUR', value: 1000 });
    await enterGiftCard(checkout, '6036 2800 0000 0000 05');
    await checkout.page.getByText('€7.00').first().waitFor();
    const [, second] = checkout.payments();
    expect(await partsOf(checkout)).toMatchObject([
      { paidAmount: euros(2500), remainingAmount: euros(1700) },
      { paymentReference: second?.id, paidAmount: euros(3500), remainingAmount: euros(700) },
    ]);
    await checkout.close();
  });

  it('that is refused leaves shopper and page with the reason, and can be tried again', async () => {
    const checkout = await Checkout.open(scene, { cart: { total: 4200 } });
    await checkout.show({ kind: 'dropin' });
    await enterGiftCard(checkout, '6036 2800 0000 0000 06', wrongPin);

    const [refused] = await checkout.ends();
    const [payment] = checkout.payments();
    expect(refused).toMatchObject({
      call: 'onError',
      code: 'PartRefused',
      retryable: true,
      paymentReference: payment?.id,
      context: { paymentReference: payment?.id, method: { type: 'giftcard' } },
    });
    expect(await checkout.page.locator('.ctc-connector__message').innerText()).toBe(refused?.message);
    expect(await partsOf(checkout)).toEqual([]);

    await redeem(checkout, '123');
    await takeBackButton(checkout).waitFor();
    expect(await checkout.page.locator('.ctc-connector__message').isVisible()).toBe(false);
    expect(await partsOf(checkout)).toMatchObject([
      { paidAmount: euros(2500), remainingAmount: euros(1700) },
    ]);

    await payRestByCard(checkout);
    expect(await checkout.ends(2)).toMatchObject([
      { call: 'onError' },
      { call: 'onComplete', isSuccess: true, method: { type: 'card' } },
    ]);
    await checkout.close();
  });

  it('that is refused does not keep a card from paying all of it', async () => {
    const checkout = await Checkout.open(scene, { cart: { total: 4200 } });
    await checkout.show({ kind: 'dropin' });
    await enterGiftCard(checkout, '6036 2800 0000 0000 07', wrongPin);
    await checkout.ends();

    const card = '.adyen-checkout__payment-method--scheme';
    await checkout.choose(card);
    await checkout.fillCard({ within: card });
    await checkout.pay(card);
    expect(await checkout.ends(2)).toMatchObject([
      { call: 'onError', code: 'PartRefused' },
      { call: 'onComplete', isSuccess: true, method: { type: 'card' } },
    ]);
    const payments = await checkout.settledPayments();
    expect(transactionsOf(payments.at(-1))[0]).toBe('Authorization Success 4200');
    await checkout.close();
  });

  it('that is refused after another one leaves that one in place', async () => {
    const checkout = await withGiftCard('6036 2800 0000 0000 08');
    await takeBackButton(checkout).waitFor();
    scene.stack.adyen.control.setGiftCard('603628000000000010', { currency: 'EUR', value: 1000 });
    await enterGiftCard(checkout, '6036 2800 0000 0000 10', wrongPin);
    expect(await checkout.ends()).toMatchObject([{ call: 'onError', code: 'PartRefused' }]);
    expect(await takeBackButton(checkout).isVisible()).toBe(true);
    expect(await partsOf(checkout)).toHaveLength(1);
    await checkout.close();
  });

  it('that would pay all of it and is refused can be typed again', async () => {
    const checkout = await Checkout.open(scene, { cart: { total: 4200 } });
    await checkout.show({ kind: 'dropin' });
    await enterGiftCard(checkout, '6036 2800 0000 0001 00', wrongPin);
    await checkout.page.locator(item).getByText('Remaining balance will be').waitFor();
    await checkout.pay(item);
    expect(await checkout.ends()).toMatchObject([
      { call: 'onComplete', isSuccess: false, method: { type: 'giftcard' } },
    ]);

    await enterGiftCard(checkout, '6036 2800 0000 0001 00');
    await checkout.page.locator(item).getByText('Remaining balance will be').waitFor();
    await checkout.pay(item);
    expect(await checkout.ends(2)).toMatchObject([
      { call: 'onComplete', isSuccess: false },
      { call: 'onComplete', isSuccess: true, method: { type: 'giftcard' } },
    ]);
    await checkout.close();
  });

  it('leaves the form to another card when the rest is refused', async () => {
    const checkout = await withGiftCard('6036 2800 0000 0000 12');
    await takeBackButton(checkout).waitFor();
    await checkout.fillCard({
      number: '4000 0000 0000 0002',
      within: '.adyen-checkout__payment-method--selected',
    });
    await checkout.pay();
    expect(await checkout.ends()).toMatchObject([
      { call: 'onComplete', isSuccess: false, method: { type: 'card' } },
    ]);

    await payRestByCard(checkout);
    expect(await checkout.ends(2)).toMatchObject([
      { isSuccess: false },
      { call: 'onComplete', isSuccess: true, method: { type: 'card' } },
    ]);
    await checkout.close();
  });

  it('can be taken back before the rest is paid', async () => {
    const checkout = await withGiftCard('6036 2800 0000 0000 02');
    await takeBackButton(checkout).click();
    await checkout.page.locator(item).waitFor();
    await checkout.page.locator('.adyen-checkout__order-remaining-amount').waitFor({ state: 'detached' });
    const [part] = checkout.payments();
    const ofPart = { call: 'onPartialPayment', paymentReference: part?.id };
    expect(await checkout.calls()).toEqual([
      { call: 'onDropinReady' },
      { ...ofPart, paidAmount: euros(2500), remainingAmount: euros(1700) },
      { ...ofPart, paidAmount: euros(0), remainingAmount: euros(4200) },
    ]);

    await payRestByCard(checkout);
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
