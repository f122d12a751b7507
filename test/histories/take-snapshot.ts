import { atAdyen } from './choose.ts';
import type { Payment } from '@commercetools/platform-sdk';
import type { Finding } from './back-office-steps.ts';
import { replayAll } from './ending.ts';
import type { JudgedCart, Snapshot } from './judge/snapshot.ts';
import type { PlayedCart, Scene } from './scene.ts';

const paymentsOf = ({ world, carts }: Scene): Payment[] => {
  const { control } = world.commercetools;
  const shoppers = carts.map(({ id }) => control.cart(id).anonymousId);
  return control.payments().filter(({ anonymousId }) => shoppers.includes(anonymousId));
};

/** What the processor would ask of the shopper now. */
const owedOf = async (scene: Scene, { sessionId }: PlayedCart): Promise<number | undefined> => {
  const call = { sessionId, body: {} };
  const [answer] = await scene.ask<{ amount?: { value: number } }>(0, '/payment-methods', call);
  return answer?.body.amount?.value;
};

const judged = async (scene: Scene, cart: PlayedCart): Promise<JudgedCart> => {
  const { totalPrice, paymentInfo } = scene.world.commercetools.control.cart(cart.id);
  return {
    id: cart.id,
    total: totalPrice.centAmount,
    paymentIds: paymentInfo?.payments.map(({ id }) => id) ?? [],
    owed: await owedOf(scene, cart),
  };
};

/** A Payment in a line that does not depend on the order of its transactions. */
const lineOf = ({ id, amountPlanned, transactions }: Payment): string =>
  [
    id,
    amountPlanned.centAmount,
    ...transactions
      .map(({ type, state, amount, interactionId }) =>
        [type, state, amount.centAmount, interactionId].join(' '),
      )
      .sort(),
  ].join('; ');

/** Looks at both sides; delivers every webhook once more in between. */
export const takeSnapshot = async (scene: Scene, findings: readonly Finding[]): Promise<Snapshot> => {
  const { control } = scene.world.adyen;
  const unacknowledged = scene.webhooks.pending.map(({ item }) => `${item.eventCode} ${item.pspReference}`);
  const before = paymentsOf(scene).map(lineOf);
  await replayAll(scene);
  const payments = paymentsOf(scene);
  return {
    carts: await Promise.all(scene.carts.map((cart) => judged(scene, cart))),
    payments,
    atAdyen: atAdyen(scene),
    findings,
    requests: {
      attempts: scene.attempts.flatMap(({ cart, presses }) =>
        Array.from({ length: presses }, () => ({ cartId: cart.id })),
      ),
      intents: scene.requests.flatMap((request) => Array.from({ length: request.times }, () => request)),
    },
    madeAtAdyen: scene.madeAtAdyen,
    keysUsedTwice: control.violations().map(({ key }) => key),
    internalFaults: scene.internalFaults,
    unacknowledged,
    replayed: { before, after: payments.map(lineOf) },
  };
};
