import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Checkout, startScene, transactionsOf, type Scene } from './support/checkout.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

const surfaces = [
  { name: 'the drop-in', shown: { kind: 'dropin' } },
  { name: 'the card component', shown: { kind: 'component', type: 'card' } },
] as const;

const twoStepCard = '4917 6100 0000 0000';
const refusedCard = '4000 0000 0000 0002';

describe.concurrent.each(surfaces)('a card in $name', ({ shown }) => {
  it('pays', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show(shown);
    await checkout.fillCard();
    await checkout.pay();

    const ends = await checkout.ends();
    const [payment] = await checkout.settledPayments();
    expect(ends).toMatchObject([
      { call: 'onComplete', isSuccess: true, paymentReference: payment?.id, method: { type: 'card' } },
    ]);
    expect(transactionsOf(payment)).toEqual([`Authorization Success ${payment?.amountPlanned.centAmount}`]);
    await checkout.close();
  });

  it('that is refused leaves a message and a form that a second card pays in', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show(shown);
    await checkout.fillCard({ number: refusedCard });
    await checkout.pay();
    await checkout.ends(1);
    expect(await checkout.page.getByRole('alert').innerText()).toContain('declined');

    await checkout.fillCard();
    await checkout.pay();
    const ends = await checkout.ends(2);
    const payments = await checkout.settledPayments();
    expect(ends).toMatchObject([
      { call: 'onComplete', isSuccess: false, paymentReference: payments[0]?.id },
      { call: 'onComplete', isSuccess: true, paymentReference: payments[1]?.id },
    ]);
    expect(payments.map((payment) => transactionsOf(payment)[0])).toEqual([
      expect.stringContaining('Authorization Failure'),
      expect.stringContaining('Authorization Success'),
    ]);
    await checkout.close();
  });

  it('pays after a fingerprint and a challenge', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show(shown);
    await checkout.fillCard({ number: twoStepCard });
    await checkout.pay();
    await checkout.challenge('Confirm');

    const ends = await checkout.ends();
    const [payment] = await checkout.settledPayments();
    expect(ends).toMatchObject([{ call: 'onComplete', isSuccess: true, paymentReference: payment?.id }]);
    expect(await checkout.calls()).toContainEqual({ call: 'onActionRequired', type: 'fullscreen' });
    expect(transactionsOf(payment)).toEqual([`Authorization Success ${payment?.amountPlanned.centAmount}`]);
    await checkout.close();
  });

  it('whose challenge is cancelled can be tried again with another', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show(shown);
    await checkout.fillCard({ number: twoStepCard });
    await checkout.pay();
    await checkout.challenge('Cancel');
    await checkout.ends(1);
    await checkout.fillCard();
    await checkout.pay();

    const ends = await checkout.ends(2);
    const payments = await checkout.settledPayments();
    expect(ends).toMatchObject([
      { isSuccess: false },
      { isSuccess: true, paymentReference: payments[1]?.id },
    ]);
    expect(payments.map((payment) => transactionsOf(payment)[0])).toEqual([
      expect.stringContaining('Authorization Failure'),
      expect.stringContaining('Authorization Success'),
    ]);
    await checkout.close();
  });
});

describe.concurrent('the card component', () => {
  it('tells what the shopper has typed, and pays by the button of the page', async () => {
    const checkout = await Checkout.open(scene);
    const { hasSubmit } = await checkout.show({
      kind: 'component',
      type: 'card',
      options: { showPayButton: false },
    });
    expect(hasSubmit).toBe(true);
    expect(await checkout.page.evaluate(() => window.checkout.component().isAvailable())).toBe(true);
    expect(await checkout.page.evaluate(() => window.checkout.component().isValid())).toBe(false);

    await checkout.formIsReady();
    await checkout.page.locator('#pay').click();
    await checkout.page.getByText('Enter the card number').first().waitFor();
    expect(await checkout.calls()).toEqual([]);

    await checkout.fillCard();
    await checkout.page.waitForFunction(() => window.checkout.component().isValid());
    expect(await checkout.page.evaluate(() => window.checkout.component().getState())).toEqual({
      card: { endDigits: '1111', brand: 'Visa' },
    });
    await checkout.page.locator('#pay').click();
    expect(await checkout.ends()).toMatchObject([{ call: 'onComplete', isSuccess: true }]);
    await checkout.close();
  });

  it('pays once for a double click', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show({ kind: 'component', type: 'card', options: { showPayButton: false } });
    await checkout.fillCard();
    await checkout.page.locator('#pay').dblclick();
    await checkout.ends();

    expect(await checkout.settledPayments()).toHaveLength(1);
    expect((await checkout.ends()).length).toBe(1);
    await checkout.close();
  });

  it('pays after the redirect that an issuer without 3-D Secure 2 asks for', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show({ kind: 'component', type: 'card' });
    await checkout.fillCard({ number: '4212 3456 7890 1237' });
    await checkout.pay();
    await checkout.bank('Pay');

    await checkout.page.waitForURL(/paymentReference=/);
    const [payment] = await checkout.settledPayments();
    expect(new URL(checkout.page.url()).searchParams.get('paymentReference')).toBe(payment?.id);
    expect(transactionsOf(payment)).toEqual([`Authorization Success ${payment?.amountPlanned.centAmount}`]);
    await checkout.close();
  });
});
