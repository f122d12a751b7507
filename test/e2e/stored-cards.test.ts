import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Checkout, startScene, transactionsOf, type Scene } from './support/checkout.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene({ environment: { ADYEN_STORED_PAYMENT_METHODS_ENABLED: 'true' } });
  scene.stack.adyen.control.setTokenizationNotificationUrl(
    `${scene.stack.processorUrl}/notifications/tokenization`,
  );
});
afterAll(() => scene.stop());

const newCustomer = async (): Promise<string> => {
  const email = `${crypto.randomUUID()}@example.com`;
  return (await scene.stack.commercetools.control.createCustomer({ email })).id;
};

const storedOf = (customerId: string) => scene.stack.commercetools.control.paymentMethods(customerId);

/** The customer pays with a card and lets the shop keep it. */
const storeCard = async (customerId: string, number?: string): Promise<string> => {
  const checkout = await Checkout.open(scene, { cart: { customerId } });
  await checkout.show({ kind: 'component', type: 'card', options: { showPayButton: false } });
  await checkout.fillCard(number === undefined ? {} : { number });
  await checkout.page.evaluate(() => {
    window.checkout.submitOptions = { storePaymentDetails: true };
  });
  await checkout.page.locator('#pay').click();
  if (number !== undefined) await checkout.challenge('Confirm');
  await checkout.ends();
  await scene.stack.adyen.control.whenIdle();
  await checkout.close();
  const [stored] = storedOf(customerId);
  if (!stored) throw new Error('The card was not stored.');
  return stored.id;
};

describe.concurrent('consent to store a card', () => {
  it.each([
    ['comes with the submit', { storePaymentDetails: true }, false, 1],
    ['comes from the page', undefined, true, 1],
    ['is overruled by the submit', { storePaymentDetails: false }, true, 0],
    ['is not assumed', undefined, false, 0],
  ])('%s', async (_name, submitOptions, enabled, stored) => {
    const customerId = await newCustomer();
    const checkout = await Checkout.open(scene, { cart: { customerId } });
    await checkout.show({ kind: 'component', type: 'card', options: { showPayButton: false } });
    await checkout.fillCard();
    await checkout.page.evaluate(
      ([options, consent]) => {
        if (options) window.checkout.submitOptions = options;
        void window.checkout.enabler['setStorePaymentDetails']?.(consent);
      },
      [submitOptions, enabled] as const,
    );
    await checkout.page.locator('#pay').click();
    await checkout.ends();
    await scene.stack.adyen.control.whenIdle();

    expect(storedOf(customerId)).toHaveLength(stored);
    await checkout.close();
  });
});

describe.concurrent('the box that asks for consent', () => {
  const box = (checkout: Checkout) => checkout.page.getByText('Save for my next payment');

  it.each([
    ['customer', newCustomer, 1],
    ['guest', undefined, 0],
  ] as const)('in the drop-in, for a %s', async (_name, customer, boxes) => {
    const customerId = await customer?.();
    const checkout = await Checkout.open(scene, { cart: customerId === undefined ? {} : { customerId } });
    await checkout.show({ kind: 'dropin' });
    await checkout.fillCard();
    expect(await box(checkout).count()).toBe(boxes);
    await checkout.close();
  });

  it.each([
    ['customer', newCustomer, 1],
    ['guest', undefined, 0],
  ] as const)(
    'in a card component that is configured to have it, for a %s',
    async (_name, customer, boxes) => {
      const customerId = await customer?.();
      const checkout = await Checkout.open(scene, { cart: customerId === undefined ? {} : { customerId } });
      await checkout.configureComponents({ card: { enableStoreDetails: true } });
      await checkout.show({ kind: 'component', type: 'card' });
      await checkout.fillCard();
      expect(await box(checkout).count()).toBe(boxes);
      await checkout.close();
    },
  );
});

describe.concurrent('a stored card', () => {
  it('is listed without the token, pays with its security code, and is removed for good', async () => {
    const customerId = await newCustomer();
    const id = await storeCard(customerId);
    const checkout = await Checkout.open(scene, { cart: { customerId } });
    expect(
      await checkout.page.evaluate(() => window.checkout.enabler['isStoredPaymentMethodsEnabled']?.()),
    ).toBe(true);
    const listed = await checkout.page.evaluate(() =>
      window.checkout.enabler['getStoredPaymentMethods']?.({ allowedMethodTypes: ['card'] }),
    );
    expect(listed).toMatchObject({
      storedPaymentMethods: [{ id, type: 'card', displayOptions: { endDigits: '1111' } }],
    });

    await checkout.show({ kind: 'stored', options: { id } });
    expect(await checkout.page.evaluate(() => window.checkout.component().getState())).toEqual({
      card: { endDigits: '1111', brand: 'Visa', expiryDate: '03/2030' },
    });
    await checkout.fillField('#first', 'encryptedSecurityCode', '737');
    await checkout.pay();
    expect(await checkout.ends()).toMatchObject([{ isSuccess: true, method: { type: 'card' } }]);
    const [payment] = await checkout.settledPayments();
    expect(transactionsOf(payment)).toEqual([`Authorization Success ${payment?.amountPlanned.centAmount}`]);

    await checkout.page.evaluate(() => window.checkout.component().remove());
    expect(storedOf(customerId)).toEqual([]);
    expect(await checkout.page.locator('#first').innerHTML()).toBe('');
    await checkout.close();
  });

  it('shows the bank’s challenge as wide as a phone, and no wider', async () => {
    const customerId = await newCustomer();
    const id = await storeCard(customerId, '4917 6100 0000 0000');
    const viewport = { width: 320, height: 640 };
    const checkout = await Checkout.open(scene, { cart: { customerId }, viewport });
    await checkout.show({ kind: 'stored', options: { id } });
    await checkout.fillField('#first', 'encryptedSecurityCode', '737');
    await checkout.pay();
    const { page, frame, form } = await checkout.challengeBounds();
    expect(page).toBeLessThanOrEqual(viewport.width);
    expect(frame.width).toBe(form.width);
    await checkout.challenge('Confirm');
    expect(await checkout.ends()).toMatchObject([{ isSuccess: true }]);
    await checkout.close();
  });

  it('pays from the drop-in', async () => {
    const customerId = await newCustomer();
    await storeCard(customerId);
    const checkout = await Checkout.open(scene, { cart: { customerId } });
    await checkout.show({ kind: 'dropin' });
    await checkout.fillField('.adyen-checkout__payment-method--selected', 'encryptedSecurityCode', '737');
    await checkout.pay();

    expect(await checkout.ends()).toMatchObject([{ isSuccess: true, method: { type: 'card' } }]);
    expect(storedOf(customerId)).toHaveLength(1);
    await checkout.close();
  });

  it('that Adyen’s list leaves out can be used all the same', async () => {
    const customerId = await newCustomer();
    const id = await storeCard(customerId);
    const checkout = await Checkout.open(scene, { cart: { customerId } });
    await checkout.page.route('**/payment-methods', async (route) => {
      const response = await route.fetch();
      const methods = (await response.json()) as object;
      await route.fulfill({ response, json: { ...methods, storedPaymentMethods: [] } });
    });
    await checkout.show({ kind: 'stored', options: { id } });
    const { page } = checkout;
    expect(await page.evaluate(() => window.checkout.component().isAvailable())).toBe(true);
    expect(await page.evaluate(() => window.checkout.component().getState())).toEqual({
      card: { endDigits: '1111', brand: 'Visa', expiryDate: '03/2030' },
    });
    await checkout.fillField('#first', 'encryptedSecurityCode', '737');
    await checkout.pay();
    expect(await checkout.ends()).toMatchObject([{ isSuccess: true, method: { type: 'card' } }]);
    await checkout.close();
  });

  it('of another customer makes the builder throw, and the page hears of it', async () => {
    const id = await storeCard(await newCustomer());
    const checkout = await Checkout.open(scene, { cart: { customerId: await newCustomer() } });
    const thrown = await checkout.page.evaluate(
      (foreign) =>
        window.checkout.failure(() => window.checkout.show({ kind: 'stored', options: { id: foreign } })),
      id,
    );
    expect(thrown).toMatchObject({
      code: 'MethodUnavailable',
      cause: expect.stringContaining(id) as unknown,
    });
    expect(await checkout.ends()).toMatchObject([
      { call: 'onError', code: 'MethodUnavailable', context: { method: { type: 'card' } } },
    ]);
    await checkout.close();
  });
});
