import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Checkout, startScene, transactionsOf, type Scene } from './support/checkout.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
  scene.stack.adyen.control.settings({ approvalDelayMs: 400 });
});
afterAll(() => scene.stop());

interface Case {
  type: string;
  country: string;
  currency: string;
  /** Where the payment leads. */
  flow: 'redirect' | 'here' | 'voucher';
  fill?: (checkout: Checkout) => Promise<void>;
}

const chooseBank = async ({ page }: Checkout): Promise<void> => {
  await page.locator('.adyen-checkout__dropdown__button').click();
  await page.getByRole('option').first().click();
};

const cases: Case[] = [
  { type: 'afterpay', country: 'AU', currency: 'AUD', flow: 'redirect' },
  { type: 'alipay', country: 'NL', currency: 'EUR', flow: 'redirect' },
  {
    type: 'bancontactcard',
    country: 'BE',
    currency: 'EUR',
    flow: 'here',
    fill: async (checkout) => {
      await checkout.fillField('#first', 'encryptedCardNumber', '6703 4444 4444 4449');
      await checkout.fillField('#first', 'encryptedExpiryDate', '03/30');
    },
  },
  { type: 'bancontactmobile', country: 'BE', currency: 'EUR', flow: 'here' },
  {
    type: 'blik',
    country: 'PL',
    currency: 'PLN',
    flow: 'here',
    fill: ({ page }) => page.getByLabel(/6-digit code/i).fill('777987'),
  },
  { type: 'card', country: 'NL', currency: 'EUR', flow: 'here', fill: (checkout) => checkout.fillCard() },
  { type: 'clearpay', country: 'GB', currency: 'GBP', flow: 'redirect' },
  { type: 'eps', country: 'AT', currency: 'EUR', flow: 'redirect' },
  { type: 'fpx', country: 'MY', currency: 'MYR', flow: 'redirect', fill: chooseBank },
  { type: 'ideal', country: 'NL', currency: 'EUR', flow: 'redirect' },
  {
    type: 'jcs',
    country: 'JP',
    currency: 'JPY',
    flow: 'voucher',
    fill: async ({ page }) => {
      await page.getByLabel('First name').fill('Haruka');
      await page.getByLabel('Last name').fill('Mori');
      await page.getByLabel('Email address').fill('haruka@example.com');
      await page.getByLabel('Telephone number').fill('0312345678');
    },
  },
  { type: 'klarna_billie', country: 'DE', currency: 'EUR', flow: 'redirect' },
  { type: 'klarna_pay_later', country: 'DE', currency: 'EUR', flow: 'redirect' },
  { type: 'klarna_pay_now', country: 'DE', currency: 'EUR', flow: 'redirect' },
  { type: 'klarna_pay_overtime', country: 'DE', currency: 'EUR', flow: 'redirect' },
  {
    type: 'mbway',
    country: 'PT',
    currency: 'EUR',
    flow: 'here',
    fill: ({ page }) => page.getByLabel('Mobile number').fill('912345678'),
  },
  { type: 'mobilepay', country: 'DK', currency: 'DKK', flow: 'redirect' },
  { type: 'przelewy24', country: 'PL', currency: 'PLN', flow: 'redirect', fill: chooseBank },
  {
    type: 'sepadirectdebit',
    country: 'DE',
    currency: 'EUR',
    flow: 'here',
    fill: async ({ page }) => {
      await page.getByLabel('Holder name').fill('Jonas Albrecht');
      await page.getByLabel('Account number (IBAN)').fill('DE75512108001245126199');
    },
  },
  { type: 'swish', country: 'SE', currency: 'SEK', flow: 'here' },
  { type: 'trustly', country: 'SE', currency: 'SEK', flow: 'redirect' },
  { type: 'twint', country: 'CH', currency: 'CHF', flow: 'redirect' },
  { type: 'vipps', country: 'NO', currency: 'NOK', flow: 'redirect' },
  { type: 'wechatpay', country: 'NL', currency: 'EUR', flow: 'here' },
  { type: 'zip', country: 'AU', currency: 'AUD', flow: 'redirect' },
];

const open = ({ country, currency }: Case, locale = 'en-US'): Promise<Checkout> =>
  Checkout.open(scene, {
    cart: { country, currency, total: 4200, shippingAddress: { country } },
    enabler: { countryCode: country, currencyCode: currency, locale },
  });

describe('every component', () => {
  it.concurrent.each(cases)('$type pays', async (each) => {
    const checkout = await open(each);
    expect(await checkout.show({ kind: 'component', type: each.type })).toEqual({ hasSubmit: true });
    expect(await checkout.page.evaluate(() => window.checkout.component().isAvailable())).toBe(true);
    await each.fill?.(checkout);
    await checkout.pay();

    if (each.flow === 'redirect') {
      await checkout.bank('Pay');
      await checkout.page.waitForURL(/\/return/);
    } else {
      const [end] = await checkout.ends();
      expect(end, JSON.stringify(end)).toMatchObject({
        call: 'onComplete',
        isSuccess: true,
        method: { type: each.type },
      });
    }
    const [payment] = await checkout.settledPayments();
    expect(transactionsOf(payment)[0]).toMatch(
      each.flow === 'voucher' ? /^Authorization (Initial|Pending) / : /^Authorization (Success|Pending) /,
    );
    await checkout.close();
  });

  it('of Bancontact knows its brand', async () => {
    const bancontact = cases.find(({ type }) => type === 'bancontactcard') as Case;
    const checkout = await open(bancontact);
    await checkout.show({ kind: 'component', type: bancontact.type });
    const state = () => checkout.page.evaluate(() => window.checkout.component().getState());
    expect(await state()).toEqual({ card: { brand: 'Bancontact' } });
    await bancontact.fill?.(checkout);
    await checkout.page.waitForFunction(() => window.checkout.component().isValid());
    expect(await state()).toEqual({ card: { brand: 'Bancontact', endDigits: '4449' } });
    await checkout.close();
  });

  it('that Adyen does not offer for the cart is not available', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show({ kind: 'component', type: 'blik' });
    expect(await checkout.page.evaluate(() => window.checkout.component().isAvailable())).toBe(false);
    await checkout.close();
  });
});

describe('a voucher', () => {
  it('is shown, and ends the attempt', async () => {
    const checkout = await open({ type: 'multibanco', country: 'PT', currency: 'EUR', flow: 'voucher' });
    await checkout.show({ kind: 'dropin' });
    await checkout.page.getByText('Multibanco', { exact: true }).click();
    await checkout.pay();

    const [end] = await checkout.ends();
    const [payment] = await checkout.settledPayments();
    expect(end).toMatchObject({
      isSuccess: true,
      paymentReference: payment?.id,
      method: { type: 'multibanco' },
    });
    await checkout.page.locator('.adyen-checkout__voucher-result').waitFor();
    await checkout.close();
  });
});
