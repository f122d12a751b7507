import type { Cart } from '@commercetools/platform-sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCommercetools, type EmbeddedCommercetools } from '../index.ts';
import { caller, type Call } from '../testing.ts';

let ct: EmbeddedCommercetools;
let call: Call;
beforeAll(async () => {
  ct = await startCommercetools();
  call = caller(ct);
});
afterAll(() => ct.stop());

test('the token of a payment is shown when it is read, and masked where it is expanded', async () => {
  const info = { paymentInterface: 'adyen', token: { value: 'SECRET' } };
  const { body: payment } = await call('POST', '/payments', {
    amountPlanned: { centAmount: 1, currencyCode: 'EUR' },
    paymentMethodInfo: info,
  });
  expect((await call('GET', `/payments/${payment.id}`)).body).toMatchObject({ paymentMethodInfo: info });
  const cart = await ct.control.createCart();
  const actions = [{ action: 'addPayment', payment: { typeId: 'payment', id: payment.id } }];
  const expanded = `/carts/${cart.id}?expand=paymentInfo.payments%5B*%5D`;
  for (const reply of [
    await call('POST', expanded, { version: cart.version, actions }),
    await call('GET', expanded),
  ]) {
    const [embedded] = (reply.body as unknown as Cart).paymentInfo?.payments ?? [];
    expect(embedded?.obj?.paymentMethodInfo).toMatchObject({
      paymentInterface: 'adyen',
      token: { value: '****' },
    });
    expect(JSON.stringify(reply.body)).not.toContain('SECRET');
  }
  expect(ct.control.payment(payment.id).paymentMethodInfo.token).toEqual(info.token);
});

test('the token of a stored method is masked where it is expanded', async () => {
  const { body: payment } = await call('POST', '/payments', {
    amountPlanned: { centAmount: 1, currencyCode: 'EUR' },
  });
  const { body: method } = await call('POST', '/payment-methods', { token: { value: 'SECRET' } });
  expect(method).toMatchObject({ token: { value: 'SECRET' } });
  const job = {
    originPayment: { typeId: 'payment', id: payment.id },
    paymentMethod: { typeId: 'payment-method', id: method.id },
  };
  const { body } = await call('POST', '/recurring-payment-jobs', job);
  const read = await call('GET', `/recurring-payment-jobs/${body.id}?expand=paymentMethod`);
  expect(read.body).toMatchObject({ paymentMethod: { obj: { token: { value: '****' } } } });
});
