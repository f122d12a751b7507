import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from 'playwright-core';
import { Checkout, startScene, type Scene } from './support/checkout.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

const card = { kind: 'component', type: 'card' } as const;

const readyToPay = async (): Promise<Checkout> => {
  const checkout = await Checkout.open(scene);
  await checkout.show(card);
  await checkout.fillCard();
  return checkout;
};

/** Lets the attempt's first request reach the processor, and deals with its answer. */
const interceptFirstAnswer = async (
  checkout: Checkout,
  deal: (route: Route, answer: Awaited<ReturnType<Route['fetch']>>) => Promise<void>,
): Promise<{ keys: (string | undefined)[] }> => {
  const seen: { keys: (string | undefined)[] } = { keys: [] };
  await checkout.page.route('**/payments', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    seen.keys.push(route.request().headers()['idempotency-key']);
    if (seen.keys.length > 1) return route.fallback();
    await deal(route, await route.fetch());
  });
  return seen;
};

const expectPaidOnce = async (checkout: Checkout): Promise<void> => {
  const ends = await checkout.ends();
  const payments = await checkout.settledPayments();
  expect(payments).toHaveLength(1);
  expect(ends).toMatchObject([{ call: 'onComplete', isSuccess: true, paymentReference: payments[0]?.id }]);
  expect(scene.stack.adyen.control.payments(payments[0]?.id)).toHaveLength(1);
};

describe('an answer that is lost', () => {
  it('is asked for again with the same key, and the shopper pays once', async () => {
    const checkout = await readyToPay();
    const seen = await interceptFirstAnswer(checkout, (route) => route.abort('connectionreset'));
    await checkout.pay();
    await checkout.page.getByText('We are confirming your payment').waitFor();

    await expectPaidOnce(checkout);
    expect(seen.keys).toHaveLength(2);
    expect(new Set(seen.keys).size).toBe(1);
    await checkout.close();
  });

  it.each([
    ['empty', { body: '' }],
    ['empty JSON', { json: {} }],
    ['without a result', { json: { paymentReference: crypto.randomUUID() } }],
  ])('to somebody who answered for the processor is asked for again (%s)', async (_name, answer) => {
    const checkout = await readyToPay();
    await interceptFirstAnswer(checkout, (route) => route.fulfill({ status: 200, ...answer }));
    await checkout.pay();
    await expectPaidOnce(checkout);
    await checkout.close();
  });

  it('because the device went offline is asked for as soon as it is online again', async () => {
    const checkout = await readyToPay();
    await interceptFirstAnswer(checkout, async (route) => {
      await checkout.context.setOffline(true);
      await route.abort('internetdisconnected');
    });
    await checkout.pay();
    await checkout.page.getByText('do not pay again').waitFor();
    await checkout.context.setOffline(false);

    await expectPaidOnce(checkout);
    await checkout.close();
  });

  it('for good is replaced by asking how the payment stands', async () => {
    const checkout = await readyToPay();
    await checkout.page.route('**/payments', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      const { paymentReference } = (await (await route.fetch()).json()) as { paymentReference: string };
      const error = { code: 'OutcomeUnknown', message: 'Not known', paymentReference };
      await route.fulfill({ status: 504, json: { statusCode: 504, message: 'Not known', errors: [error] } });
    });
    await checkout.pay();

    await expectPaidOnce(checkout);
    await checkout.close();
  });

  it('to the result of a challenge is found out', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.show(card);
    await checkout.fillCard({ number: '4917 6100 0000 0000' });
    await checkout.page.route('**/payments/details', async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await checkout.pay();
    await checkout.challenge('Confirm');

    await expectPaidOnce(checkout);
    await checkout.close();
  });
});

describe('a press of the button', () => {
  it('while the device is offline costs nothing and can be repeated', async () => {
    const checkout = await readyToPay();
    await checkout.context.setOffline(true);
    await checkout.pay();
    expect(await checkout.ends()).toMatchObject([{ call: 'onError', code: 'NetworkError', retryable: true }]);
    expect(await checkout.page.getByRole('alert').innerText()).toContain('You have not been charged');

    await checkout.context.setOffline(false);
    await checkout.pay();
    expect(await checkout.ends(2)).toMatchObject([
      { call: 'onError' },
      { call: 'onComplete', isSuccess: true },
    ]);
    expect(await checkout.settledPayments()).toHaveLength(1);
    await checkout.close();
  });

  it('in a second tab while the first one is paying says so', async () => {
    const [first, sessionId] = await readyToPay().then((checkout) => [checkout, checkout.sessionId] as const);
    const second = await Checkout.open(scene, { enabler: { sessionId } });
    await second.show(card);
    await second.fillCard({ number: '5555 4444 3333 1111' });
    scene.stack.adyen.control.fault({ path: '/payments$', delayMs: 3000 });
    const held = first.page.waitForRequest(/\/payments$/);
    await first.pay();
    await held;
    await first.page.waitForTimeout(500);
    await second.pay();

    expect(await second.ends()).toMatchObject([
      { call: 'onError', code: 'PaymentInProgress', retryable: true },
    ]);
    await expectPaidOnce(first);
    await Promise.all([first.close(), second.close()]);
  });

  it('after the cart was paid elsewhere says that it is not possible', async () => {
    const first = await readyToPay();
    const second = await Checkout.open(scene, { enabler: { sessionId: first.sessionId } });
    await second.show(card);
    await second.fillCard({ number: '5555 4444 3333 1111' });
    await first.pay();
    await first.ends();
    await second.pay();

    expect(await second.ends()).toMatchObject([
      { call: 'onError', code: 'RequestRejected', retryable: false },
    ]);
    await Promise.all([first.close(), second.close()]);
  });

  it('in a session that has expired says so', async () => {
    const checkout = await readyToPay();
    scene.stack.commercetools.control.expireSession(checkout.sessionId);
    await checkout.pay();

    expect(await checkout.ends()).toMatchObject([{ call: 'onError', code: 'SessionExpired' }]);
    expect(await checkout.page.getByRole('alert').innerText()).toContain('session has expired');
    await checkout.close();
  });

  it('can be taken back by the page', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.page.evaluate(async () => {
      const builder = await window.checkout.enabler['createComponentBuilder']?.('ideal');
      const component = (
        builder as { build: (options: object) => { mount: (target: string) => void } }
      ).build({
        onPayButtonClick: () => Promise.reject(new Error('terms not accepted')),
      });
      component.mount('#first');
    });
    await checkout.pay();
    await checkout.page.waitForTimeout(500);

    expect(await checkout.calls()).toEqual([]);
    expect(checkout.payments()).toEqual([]);
    await checkout.page.locator('.adyen-checkout__button--pay:enabled').waitFor();
    await checkout.close();
  });
});

describe('a start that fails', () => {
  it('says why, and can be tried again on the same enabler', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.page.route('**/operations/config', (route) => route.abort());
    const failure = await checkout.page.evaluate(() =>
      window.checkout.failure(() => window.checkout.show({ kind: 'component', type: 'card' })),
    );
    expect(failure).toMatchObject({ name: 'PaymentError', code: 'ServiceUnavailable', retryable: true });

    await checkout.page.unroute('**/operations/config');
    await checkout.show(card);
    await checkout.fillCard();
    await checkout.pay();
    await expectPaidOnce(checkout);
    await checkout.close();
  });

  it('because a part of the form could not be fetched can be tried again, too', async () => {
    const checkout = await Checkout.open(scene);
    await checkout.page.route('**/chunks/adyen-core-*', (route) => route.abort());
    const failure = await checkout.page.evaluate(() =>
      window.checkout.failure(() => window.checkout.show({ kind: 'component', type: 'ideal' })),
    );
    expect(failure).toMatchObject({ name: 'PaymentError', code: 'LoadFailed', retryable: true });

    await checkout.page.unroute('**/chunks/adyen-core-*');
    await checkout.show({ kind: 'component', type: 'ideal' });
    await checkout.pay();
    await checkout.bank('Pay');
    await checkout.page.waitForURL(/\/return/);
    await checkout.close();
  });

  it('in German speaks German', async () => {
    const checkout = await Checkout.open(scene, { enabler: { locale: 'de-DE' } });
    await checkout.show(card);
    const failure = await checkout.page.evaluate(() =>
      window.checkout.failure(() => window.checkout.component().mount('#nowhere')),
    );
    const noSelector = await checkout.page.evaluate(() =>
      window.checkout.failure(() => window.checkout.component().mount('!!bad')),
    );
    expect(noSelector).toMatchObject({ code: 'MountTargetMissing', cause: 'mount: nothing matches !!bad' });
    expect(failure).toMatchObject({
      code: 'MountTargetMissing',
      message: expect.stringContaining('konnte nicht geladen werden') as string,
      cause: 'mount: nothing matches #nowhere',
    });
    await checkout.close();
  });
});
