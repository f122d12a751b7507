import { chosen } from './choose.ts';
import { customerArea, declineNext, dispute, expire, undo } from './adyen-steps.ts';
import { adjust, intent, repeatIntent, reviewStep } from './back-office-steps.ts';
import { advance, HOUR_MS, MINUTE_MS } from './clock.ts';
import { cancelOrder, giftCard, openOrder, payRest } from './gift-card-steps.ts';
import { randomFrom } from './random.ts';
import { Scene } from './scene.ts';
import { bank, comeBack, pay, repeatAttempt } from './shopper-steps.ts';
import type { History, Step, StepName, StepOf } from './step.ts';
import type { World } from './world.ts';

const changeCart = (scene: Scene, { cart: index, share }: StepOf<'changeCart'>): void => {
  const { control } = scene.world.commercetools;
  const played = chosen(scene.carts, index);
  if (!played) return;
  const cart = control.cart(played.id);
  const centAmount = Math.max(1, Math.round(cart.totalPrice.centAmount * (0.5 + share)));
  const amount = { ...cart.totalPrice, centAmount };
  control.putCart({
    ...cart,
    version: cart.version + 1,
    lastModifiedAt: new Date().toISOString(),
    totalPrice: amount,
    taxedPrice: { totalNet: amount, totalGross: amount, taxPortions: [] },
  });
};

/** The shop takes a Payment off the cart that lists it. */
const unlink = async (scene: Scene, { payment: index }: StepOf<'unlink'>): Promise<void> => {
  const { control } = scene.world.commercetools;
  const listed = scene.carts.flatMap(({ id }) =>
    (control.cart(id).paymentInfo?.payments ?? []).map((payment) => ({ cartId: id, paymentId: payment.id })),
  );
  const one = chosen(listed, index);
  if (!one) return;
  await control.request('POST', `/carts/${one.cartId}`, {
    version: control.cart(one.cartId).version,
    actions: [{ action: 'removePayment', payment: { typeId: 'payment', id: one.paymentId } }],
  });
};

/** Delivers some of what is pending, in an order of its own, some of it more than once. */
const webhooks = async (scene: Scene, step: StepOf<'webhooks'>): Promise<void> => {
  const random = randomFrom(step.order);
  const some = random.shuffle(scene.webhooks.pending).slice(0, step.count);
  const batches = step.isBatch && some.length > 0 ? [some] : some.map((one) => [one]);
  const repeated = [...batches, ...batches.slice(0, step.copies)];
  await scene.at(step.where, async ({ url }) => {
    for (const batch of repeated) await scene.webhooks.deliver(batch, url);
  });
};

const wait = (_scene: Scene, { minutes }: StepOf<'wait'>): void => advance(minutes * MINUTE_MS);

const trouble = (scene: Scene, step: StepOf<'trouble'>): void => {
  scene.trouble = step;
};

const actions: {
  readonly [Name in StepName]: (scene: Scene, step: StepOf<Name>) => Promise<void> | void;
} = {
  pay,
  repeatAttempt,
  bank,
  return: comeBack,
  intent,
  repeatIntent,
  customerArea,
  declineNext,
  undo,
  dispute,
  expire,
  adjust,
  changeCart,
  webhooks,
  openOrder,
  giftCard,
  payRest,
  cancelOrder,
  unlink,
  review: reviewStep,
  wait,
  trouble,
};

const act = async (scene: Scene, step: Step): Promise<void> => {
  const action = actions[step.does] as (scene: Scene, step: Step) => Promise<void> | void;
  await action(scene, step);
};

/** Between two steps; longer than any answer is waited for. */
const PAUSE_MS = 40_000;

/** Plays the steps; what is left open is not yet ended. */
export const play = async (world: World, history: History): Promise<Scene> => {
  advance(HOUR_MS);
  world.clear();
  const scene = new Scene(world, history.seed);
  const { control } = world.commercetools;
  for (const total of history.totals) {
    const { id } = await control.createCart({ total });
    const { id: sessionId } = control.createSession({
      cartId: id,
      metadata: { processorUrl: 'http://127.0.0.1:9' },
      expiryInSeconds: 100_000_000,
    });
    scene.carts.push({ id, sessionId });
  }
  for (const step of history.steps) {
    await act(scene, step);
    advance(step.does === 'trouble' ? 0 : PAUSE_MS);
  }
  return scene;
};
