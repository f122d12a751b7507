import { afterAll, beforeAll, expect, it } from 'vitest';
import { Checkout, startScene, transactionsOf, type Scene, type Shown } from './support/checkout.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene({ environment: { ADYEN_STORED_PAYMENT_METHODS_ENABLED: 'true' } });
  scene.stack.adyen.control.setTokenizationNotificationUrl(
    `${scene.stack.processorUrl}/notifications/tokenization`,
  );
});
afterAll(() => scene.stop());

const euros = (centAmount: number) => ({ centAmount, currencyCode: 'EUR', fractionDigits: 2 });
const total = 10_000;

const grant = (resultCode: string, granted: number): void =>
  scene.stack.adyen.control.outcome({ operation: 'payment', resultCode, granted });

const card: Shown = { kind: 'component', type: 'card' };
const dropin: Shown = { kind: 'dropin' };

/** The shopper reads what is left, in the live region and on the button, and pays it with another card. */
const payRest = async (checkout: Checkout): Promise<void> => {
  const { page } = checkout;
  await expect.poll(() => page.getByRole('alert').innerText()).toContain('€40.00');
  await expect
    .poll(() => page.locator('.adyen-checkout__button--pay:visible').first().innerText())
    .toContain('€40.00');
  expect(await page.evaluate(() => document.querySelector('#first')?.contains(document.activeElement))).toBe(
    true,
  );
  expect((await checkout.calls()).filter(({ call }) => call === 'onComplete')).toEqual([]);
  await checkout.fillCard({ number: '5555 4444 3333 1111' });
  await checkout.pay();
};

const expectPaidInTwoParts = async (checkout: Checkout): Promise<void> => {
  const [first, second] = await checkout.settledPayments();
  const told = (await checkout.calls()).filter(({ call }) => call !== 'onDropinReady');
  expect(told).toMatchObject([
    {
      call: 'onPartialPayment',
      paymentReference: first?.id,
      paidAmount: euros(6000),
      remainingAmount: euros(4000),
    },
    { call: 'onComplete', isSuccess: true, paymentReference: second?.id, method: { type: 'card' } },
  ]);
  expect(transactionsOf(first)).toContain('Authorization Success 6000');
  expect(transactionsOf(second)).toContain('Authorization Success 4000');
};

it('a stored card leaves the rest to be paid in its form', async () => {
  const { commercetools } = scene.stack;
  const { id: customerId } = await commercetools.control.createCustomer({
    email: `${crypto.randomUUID()}@example.com`,
  });
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
  const [stored] = commercetools.control.paymentMethods(customerId);

  const checkout = await Checkout.open(scene, { cart: { customerId, total } });
  await checkout.show({ kind: 'stored', options: { id: stored?.id } });
  await checkout.fillField('#first', 'encryptedSecurityCode', '737');
  grant('PartiallyAuthorised', 6000);
  await checkout.pay();
  await expect.poll(() => checkout.page.getByRole('alert').innerText()).toContain('€40.00');
  await checkout.fillField('#first', 'encryptedSecurityCode', '737');
  await checkout.pay();
  expect(await checkout.ends()).toHaveLength(1);
  await expectPaidInTwoParts(checkout);
  await checkout.close();
});

// One after the other: what Adyen grants is the next payment's, whosever it is.
it.each([
  ['the card component', 'PartiallyAuthorised', card],
  ['the card component', 'Authorised', card],
  ['the drop-in', 'PartiallyAuthorised', dropin],
] as const)(
  '%s takes the rest of a card that Adyen authorises in part (%s)',
  async (_form, resultCode, shown) => {
    const checkout = await Checkout.open(scene, { cart: { total } });
    await checkout.show(shown);
    await checkout.fillCard();
    grant(resultCode, 6000);
    await checkout.pay();
    await payRest(checkout);
    expect(await checkout.ends()).toHaveLength(1);
    await expectPaidInTwoParts(checkout);
    await checkout.close();
  },
);

it('the form takes the rest when the answer was lost and the status says what is left', async () => {
  const checkout = await Checkout.open(scene, { cart: { total } });
  await checkout.show(card);
  await checkout.fillCard();
  grant('PartiallyAuthorised', 6000);
  await checkout.page.route(
    '**/payments',
    async (route) => {
      const response = await route.fetch();
      const { paymentReference } = (await response.json()) as { paymentReference: string };
      const errors = [{ code: 'OutcomeUnknown', message: 'lost', paymentReference }];
      await route.fulfill({ status: 504, json: { statusCode: 504, message: 'lost', errors } });
    },
    { times: 1 },
  );
  await checkout.pay();
  await payRest(checkout);
  expect(await checkout.ends()).toHaveLength(1);
  await expectPaidInTwoParts(checkout);
  await checkout.close();
});

it('a bank’s page in a popup leaves the rest to be paid in the form when the cart has grown meanwhile', async () => {
  const checkout = await Checkout.open(scene, { cart: { total } });
  await checkout.show({ kind: 'component', type: 'ideal', options: { redirectMode: 'popup' } });
  const opened = checkout.page.waitForEvent('popup');
  await checkout.pay();
  const bank = await opened;
  await bank.waitForURL(/\/bank\//);
  await checkout.page.route(/\/payments\/[0-9a-f-]{36}$/, async (route) => {
    const response = await route.fetch();
    const status = (await response.json()) as { status: string };
    const grown =
      status.status === 'authorised' ? { remainingAmount: { centAmount: 2000, currencyCode: 'EUR' } } : {};
    await route.fulfill({ response, json: { ...status, ...grown } });
  });
  await checkout.bank('Pay', bank);
  await expect
    .poll(async () => (await checkout.calls()).map(({ call }) => call))
    .toEqual(['onPartialPayment']);
  expect(await checkout.calls()).toMatchObject([{ paidAmount: euros(total), remainingAmount: euros(2000) }]);
  await checkout.page.locator('.adyen-checkout__button--pay').waitFor();
  await checkout.close();
});
