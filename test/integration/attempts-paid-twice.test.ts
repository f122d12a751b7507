import { expect, it } from 'vitest';
import { chooseAtTheBank } from './bank.ts';
import { card, linesOf, method, newShopper, useStack } from './support.ts';

const stack = useStack({ environment: { ADYEN_DUPLICATE_PAYMENTS: 'flag' } });

it('a cart that is paid twice is only reported where the merchant wants it so', async () => {
  const { pay } = await newShopper(stack(), {
    cart: { total: 1000 },
    metadata: { processorUrl: stack().processorUrl },
  });
  const attempts = [(await pay(method('ideal'))).body, (await pay(method('klarna'))).body];
  for (const { action } of attempts) {
    await fetch(await chooseAtTheBank(action?.url ?? '', 'pay'), { redirect: 'manual' });
  }
  await stack().adyen.control.whenIdle();
  const [first = '', second = ''] = attempts.map(({ paymentReference }) => paymentReference);
  expect(await linesOf(stack(), first)).toEqual(['Authorization Success 1000', 'Charge Success 1000']);
  expect(await linesOf(stack(), second)).toEqual(['Authorization Success 1000']);
  const modifications = [first, second].flatMap(
    (id) => stack().adyen.control.payment(id)?.modifications ?? [],
  );
  expect(modifications).toEqual([]);
  expect(stack().logs()).toContain('DuplicatePaymentFound');
  expect(stack().logs()).not.toContain('DuplicatePaymentReversed');
});

it('so is a payment that the shop took off its cart, which is paid without it', async () => {
  const { control } = stack().commercetools;
  const { cartId, pay } = await newShopper(stack(), {
    cart: { total: 1000 },
    metadata: { processorUrl: stack().processorUrl },
  });
  const { action, paymentReference: id } = (await pay(method('ideal'))).body;
  const actions = [{ action: 'removePayment', payment: { typeId: 'payment', id } }];
  await control.request('POST', `/carts/${cartId}`, { version: control.cart(cartId).version, actions });
  await pay(card());
  await chooseAtTheBank(action?.url ?? '', 'pay');
  await stack().adyen.control.whenIdle();
  expect(stack().adyen.control.payment(id)?.modifications).toEqual([]);
  expect(stack().logs()).toMatch(new RegExp(`"code":"UnlinkedPayment"[^\n]*${id}[^\n]*"CartPaid"`));
});
