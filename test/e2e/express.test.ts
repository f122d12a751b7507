import type { Cart, ShippingMethodPagedQueryResponse } from '@commercetools/platform-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Checkout, startScene, transactionsOf, type Scene } from './support/checkout.ts';
import { provideWallet, type Wallet } from './support/wallets.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene({ allowedOrigins: true });
});
afterAll(() => scene.stop());

const buttons = {
  googlepay: 'button:text-is("Google Pay")',
  applepay: 'apple-pay-button',
  paypal: 'button:text-is("PayPal")',
};

interface Told {
  address?: Record<string, string>;
  shippingMethod?: { id: string };
  customerEmail?: string;
  shippingAddress?: Record<string, string>;
  billingAddress?: Record<string, string>;
}

/** A product page with an express button, and the shop's backend behind it, which keeps the cart. */
class ProductPage {
  readonly checkout: Checkout;
  readonly told: { call: string; told: Told }[] = [];
  refusesPayment = false;

  private constructor(checkout: Checkout) {
    this.checkout = checkout;
  }

  static async open(wallet: Wallet): Promise<ProductPage> {
    const checkout = await Checkout.open(scene, { cart: { shippingMethod: false }, isSecure: true });
    const page = new ProductPage(checkout);
    await provideWallet(checkout.context, wallet);
    await checkout.page.exposeFunction('shop', (call: string, told: Told) => page.#answer(call, told));
    const { centAmount, currencyCode, fractionDigits } = page.total();
    const initialAmount = { centAmount, currencyCode, fractionDigits };
    await checkout.show({
      kind: 'express',
      type: wallet,
      options: { initialAmount, allowedCountries: ['NL', 'DE'] },
    });
    return page;
  }

  total(): Cart['totalPrice'] {
    const cart = scene.stack.commercetools.control.cart(this.checkout.cartId);
    return cart.taxedPrice?.totalGross ?? cart.totalPrice;
  }

  async press(wallet: Wallet, plan: object): Promise<void> {
    const { page } = this.checkout;
    await page.evaluate((what) => {
      window.sheetPlan = what;
    }, plan);
    await page.locator(`#first ${buttons[wallet]}`).click();
  }

  calls(): string[] {
    return this.told.map(({ call }) => call);
  }

  async #answer(call: string, told: Told): Promise<unknown> {
    this.told.push({ call, told });
    if (call === 'onPayButtonClick') return { sessionId: this.checkout.sessionId };
    if (call === 'getShippingMethods') return this.#shippingMethods();
    if (call === 'onPaymentSubmit' && this.refusesPayment) throw new Error('The address is not deliverable');
    if (call === 'onShippingMethodSelected') await this.#ship(told.shippingMethod?.id ?? '');
    return undefined;
  }

  async #shippingMethods(): Promise<object[]> {
    const { currencyCode, fractionDigits } = this.total();
    const { results } = await scene.stack.commercetools.control.request<ShippingMethodPagedQueryResponse>(
      'GET',
      '/shipping-methods',
    );
    return results.map(({ id, name, zoneRates }) => {
      const rates = zoneRates.flatMap(({ shippingRates }) => shippingRates);
      const rate = rates.find(({ price }) => price.currencyCode === currencyCode);
      return { id, name, amount: { centAmount: rate?.price.centAmount ?? 0, currencyCode, fractionDigits } };
    });
  }

  async #ship(id: string): Promise<void> {
    const { control } = scene.stack.commercetools;
    const { version } = control.cart(this.checkout.cartId);
    const action = { action: 'setShippingMethod', shippingMethod: { typeId: 'shipping-method', id } };
    await control.request('POST', `/carts/${this.checkout.cartId}`, { version, actions: [action] });
  }
}

const expectPaid = async (page: ProductPage, wallet: Wallet): Promise<void> => {
  const ends = await page.checkout.ends();
  const [payment] = await page.checkout.settledPayments();
  expect(ends).toMatchObject([
    {
      call: 'onComplete',
      of: 'express',
      isSuccess: true,
      paymentReference: payment?.id,
      method: { type: wallet },
    },
  ]);
  expect(payment?.amountPlanned.centAmount).toBe(page.total().centAmount);
  // An amount that PayPal has changed replaces the one that was intended.
  const isIntent = (transaction: string): boolean => transaction.startsWith('Authorization Failure');
  expect(transactionsOf(payment).filter((each) => !isIntent(each))).toEqual([
    `Authorization Success ${page.total().centAmount.toString()}`,
  ]);
  expect(scene.stack.adyen.control.payments(payment?.id)[0]?.amount.value).toBe(page.total().centAmount);
};

describe('an express button', () => {
  it('of Google Pay comes back for the rest when Adyen authorises a part', async () => {
    const page = await ProductPage.open('googlepay');
    const { checkout } = page;
    const place = { countryCode: 'NL', postalCode: '1012 LG' };
    const plan = {
      shippingAddress: { ...place, name: 'Sanne de Vries', address1: 'Damrak 1', locality: 'Amsterdam' },
      changes: [{ callbackTrigger: 'INITIALIZE', shippingAddress: place }],
    };
    scene.stack.adyen.control.outcome({
      operation: 'payment',
      resultCode: 'PartiallyAuthorised',
      granted: 1000,
    });
    await page.press('googlepay', plan);
    await expect.poll(() => checkout.page.getByRole('alert').innerText()).toContain('Part of the amount');
    await page.press('googlepay', plan);
    expect(await checkout.ends()).toHaveLength(1);

    const [first, second] = await checkout.settledPayments();
    const rest = page.total().centAmount - 1000;
    expect(await checkout.calls()).toMatchObject([
      {
        call: 'onPartialPayment',
        paymentReference: first?.id,
        paidAmount: { centAmount: 1000 },
        remainingAmount: { centAmount: rest },
      },
      { call: 'onComplete', of: 'express', isSuccess: true, paymentReference: second?.id },
    ]);
    expect(transactionsOf(second)).toEqual([`Authorization Success ${rest.toString()}`]);
    await checkout.close();
  });

  it('of Google Pay pays what the cart costs with the chosen shipping', async () => {
    const page = await ProductPage.open('googlepay');
    const before = page.total().centAmount;
    const shippingAddress = {
      name: 'Sanne de Vries',
      address1: 'Damrak 1',
      locality: 'Amsterdam',
      postalCode: '1012 LG',
      countryCode: 'NL',
      phoneNumber: '+31612345678',
    };
    await page.press('googlepay', {
      shippingAddress,
      changes: [
        { callbackTrigger: 'INITIALIZE', shippingAddress: { countryCode: 'NL', postalCode: '1012 LG' } },
      ],
    });

    await expectPaid(page, 'googlepay');
    expect(page.total().centAmount).toBeGreaterThan(before);
    expect(page.calls()).toEqual([
      'onPayButtonClick',
      'onShippingAddressSelected',
      'getShippingMethods',
      'onShippingMethodSelected',
      'onPaymentSubmit',
    ]);
    expect(page.told.at(-1)?.told.shippingAddress).toEqual({
      country: 'NL',
      firstName: 'Sanne de',
      lastName: 'Vries',
      streetName: 'Damrak 1',
      city: 'Amsterdam',
      postalCode: '1012 LG',
      phone: '+31612345678',
      email: 'sanne@example.com',
    });
    expect(page.told.at(-1)?.told.customerEmail).toBe('sanne@example.com');
    const { updates } = await page.checkout.page.evaluate(() => window.sheet);
    const { centAmount, fractionDigits } = page.total();
    expect(updates?.[0]).toMatchObject({
      newTransactionInfo: { totalPrice: (centAmount / 100).toFixed(fractionDigits), currencyCode: 'EUR' },
      newShippingOptionParameters: { shippingOptions: expect.arrayContaining([]) as unknown[] },
    });
    await page.checkout.close();
  });

  it('of Apple Pay pays what the cart costs with the chosen shipping', async () => {
    const page = await ProductPage.open('applepay');
    const contact = {
      givenName: 'Jonas',
      familyName: 'Albrecht',
      addressLines: ['Lindenstraße 41', 'Hinterhaus'],
      locality: 'Berlin',
      postalCode: '10969',
      countryCode: 'DE',
      phoneNumber: '+4930123456',
      emailAddress: 'jonas@example.com',
    };
    await page.press('applepay', {
      contact,
      changes: [{ shippingContact: { countryCode: 'DE', postalCode: '10969', locality: 'Berlin' } }],
    });

    await expectPaid(page, 'applepay');
    expect(page.told.at(-1)).toMatchObject({
      call: 'onPaymentSubmit',
      told: {
        customerEmail: 'jonas@example.com',
        shippingAddress: {
          country: 'DE',
          firstName: 'Jonas',
          lastName: 'Albrecht',
          streetName: 'Lindenstraße 41',
          additionalStreetInfo: 'Hinterhaus',
          city: 'Berlin',
          postalCode: '10969',
          phone: '+4930123456',
          email: 'jonas@example.com',
        },
      },
    });
    const { updates } = await page.checkout.page.evaluate(() => window.sheet);
    expect(updates?.[0]).toMatchObject({ newTotal: { amount: (page.total().centAmount / 100).toFixed(2) } });
    await page.checkout.close();
  });

  it('of PayPal has its order follow the cart', async () => {
    const page = await ProductPage.open('paypal');
    const address = {
      country_code: 'NL',
      address_line_1: 'Damrak 1',
      admin_area_2: 'Amsterdam',
      postal_code: '1012 LG',
    };
    await page.press('paypal', {
      changes: [{ shippingAddress: { countryCode: 'NL', city: 'Amsterdam', postalCode: '1012 LG' } }],
      order: {
        payer: { email_address: 'sanne@example.com', name: { given_name: 'Sanne', surname: 'de Vries' } },
        purchase_units: [{ shipping: { name: { full_name: 'Sanne de Vries' }, address } }],
      },
    });

    await expectPaid(page, 'paypal');
    expect((await page.checkout.page.evaluate(() => window.sheet)).refusals).toEqual([]);
    expect(page.told.at(-1)?.told).toMatchObject({
      customerEmail: 'sanne@example.com',
      shippingAddress: { country: 'NL', city: 'Amsterdam', email: 'sanne@example.com' },
    });
    await page.checkout.close();
  });

  it.each([
    ['googlepay', { shippingAddress: { name: 'Sanne de Vries', countryCode: 'NL' } }],
    ['applepay', { contact: { givenName: 'Sanne', familyName: 'de Vries', countryCode: 'NL' } }],
    ['paypal', { order: { payer: {}, purchase_units: [{}] } }],
  ] as const)(
    'tells the page once that the page’s own refusal has ended the payment (%s)',
    async (wallet, plan) => {
      const page = await ProductPage.open(wallet);
      page.refusesPayment = true;
      await page.press(wallet, plan);
      expect(await page.checkout.ends()).toMatchObject([
        { call: 'onError', code: 'ActionFailed', context: { method: { type: wallet } } },
      ]);
      await page.checkout.page.waitForTimeout(1_000);
      expect(await page.checkout.ends()).toHaveLength(1);
      await page.checkout.close();
    },
  );

  it('of PayPal refuses a country that is not shipped to', async () => {
    const page = await ProductPage.open('paypal');
    await page.press('paypal', {
      changes: [{ shippingAddress: { countryCode: 'US', postalCode: '97205' } }],
    });
    await page.checkout.page.waitForFunction(() => (window.sheet.refusals ?? []).length > 0);
    expect((await page.checkout.page.evaluate(() => window.sheet)).refusals).toEqual(['COUNTRY_ERROR']);
    await page.checkout.close();
  });
});
