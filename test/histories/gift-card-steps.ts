import { chosen } from './choose.ts';
import { randomUUID } from 'node:crypto';
import type { Call } from '../sandbox/harness.ts';
import { partOf } from './amounts.ts';
import type { PlayedAttempt, PlayedCart, Scene } from './scene.ts';
import { bodyOf, makeAttempt } from './shopper-steps.ts';
import type { StepOf } from './step.ts';

interface OrderAnswer {
  readonly orderData: string;
  readonly pspReference: string;
}

export const openOrder = async (scene: Scene, step: StepOf<'openOrder'>): Promise<void> => {
  const cart = chosen(scene.carts, step.cart);
  if (!cart) return;
  const answers = await scene.ask<OrderAnswer>(step.where, '/orders', {
    sessionId: cart.sessionId,
    body: {},
  });
  for (const { status, body } of answers) if (status === 200) cart.order = body;
};

const orderOf = ({ order }: PlayedCart): object =>
  order ? { order: { orderData: order.orderData, pspReference: order.pspReference } } : {};

const attemptOn = (cart: PlayedCart, body: object, isKeyed: boolean): PlayedAttempt => {
  const headers = isKeyed ? { 'idempotency-key': randomUUID() } : {};
  const call: Call = { sessionId: cart.sessionId, body: { ...body, ...orderOf(cart) }, headers };
  return { cart, path: '/payments', call, presses: 0 };
};

/** A gift card of its own each time, which holds this share of the cart's total. */
export const giftCard = async (scene: Scene, step: StepOf<'giftCard'>): Promise<void> => {
  const cart = chosen(scene.carts, step.cart);
  if (!cart) return;
  const { control } = scene.world.adyen;
  const { centAmount, currencyCode } = scene.world.commercetools.control.cart(cart.id).totalPrice;
  const number = `60364631${String(scene.attempts.length).padStart(8, '0')}`;
  control.setGiftCard(number, { value: partOf(centAmount, step.share), currency: currencyCode });
  const paymentMethod = {
    type: 'giftcard',
    brand: 'givex',
    encryptedCardNumber: `test_${number}`,
    encryptedSecurityCode: 'test_1234',
  };
  await makeAttempt(scene, attemptOn(cart, { paymentMethod }, step.isKeyed), step.where);
};

export const payRest = async (scene: Scene, step: StepOf<'payRest'>): Promise<void> => {
  const cart = chosen(scene.carts, step.cart);
  if (cart) await makeAttempt(scene, attemptOn(cart, bodyOf(step.method), true), step.where);
};

export const cancelOrder = async (scene: Scene, step: StepOf<'cancelOrder'>): Promise<void> => {
  const cart = chosen(scene.carts, step.cart);
  if (!cart?.order) return;
  const { orderData, pspReference } = cart.order;
  await scene.ask(step.where, '/orders/cancel', {
    sessionId: cart.sessionId,
    body: { orderData, pspReference },
  });
};
