import { randomUUID } from 'node:crypto';
import type { Stack } from '../sandbox/harness.ts';
import { card } from '../integration/support.ts';
import { essenceOf, paymentsMadeFor } from './essence.ts';
import type { Lane } from './lane.ts';
import type { World } from './operations.ts';
import type { Proxy } from './proxy.ts';

/** In a hundred calls so many answers are lost, between any two parties. */
const LOST_PERCENT = 1;

const loseSome = (proxy: Proxy): void => {
  proxy.on({ times: Infinity, after: () => (Math.random() * 100 < LOST_PERCENT ? 'cut' : undefined) });
};

const AT_ONCE = 25;

/** Works through a list with so many hands. */
const withHands = async <Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const queue = [...items];
  const hand = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
};

/** A shopper who clicks twice; every other cart goes without an `Idempotency-Key`. Some are captured in two equal parts. */
const shop = async (stack: Stack, lanes: readonly [Lane, Lane], number: number): Promise<string> => {
  const total = 1000 + number;
  const { control } = stack.commercetools;
  const { id: cartId } = await control.createCart({ total });
  const { id: sessionId } = control.createSession({
    cartId,
    metadata: { processorUrl: stack.processorUrl },
  });
  const headers = number % 2 === 0 ? { 'idempotency-key': randomUUID() } : {};
  const click = (lane: Lane) =>
    lane.persist<{ paymentReference: string }>('/payments', { sessionId, body: card(), headers });
  const [first] = await Promise.all(lanes.map(click));
  if (number % 4 === 0) {
    const token = control.issueToken({ scopes: ['manage_checkout_payment_intents'] });
    const action = { action: 'capturePayment', amount: { centAmount: 400, currencyCode: 'EUR' } };
    const capture = async (lane: Lane, key: string) =>
      lane.persist(`/operations/payment-intents/${first?.body.paymentReference ?? ''}`, {
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': key },
        body: { actions: [action] },
      });
    await Promise.all(lanes.map((lane) => capture(lane, randomUUID())));
  }
  return cartId;
};

/** The books of one cart: what Adyen holds against what commercetools says, one authorisation for one Payment. */
const compare = (stack: Stack, cartId: string, total: number): string[] => {
  const payments = paymentsMadeFor(stack, cartId);
  const atAdyen = payments.flatMap(({ id }) => stack.adyen.control.payments(id));
  const sum = (type: string): number =>
    payments
      .flatMap(({ transactions }) => transactions)
      .filter((transaction) => transaction.type === type && transaction.state === 'Success')
      .reduce((all, { amount }) => all + amount.centAmount, 0);
  const authorised = atAdyen.reduce((all, payment) => all + payment.authorised, 0);
  const captured = atAdyen.reduce((all, payment) => all + payment.captured, 0);
  const isRight =
    payments.length === 1 &&
    atAdyen.length === 1 &&
    authorised === total &&
    sum('Authorization') === authorised &&
    sum('Charge') === captured;
  return isRight ? [] : [`${cartId}: ${essenceOf(stack, cartId).join(' | ')}`];
};

/**
 * So many shoppers pay at once through two instances, clicking twice, with shuffled and duplicated webhooks and some
 * answers lost everywhere.
 * @returns for each cart the fault and what is not right
 */
export async function crowd(
  { stack, office }: World,
  lanes: readonly [Lane, Lane],
  size: number,
): Promise<[fault: string, discrepancies: string[]][]> {
  for (const lane of lanes) for (const proxy of [lane.commercetools, lane.adyen, lane.front]) loseSome(proxy);
  const carts: { cartId: string; total: number }[] = [];
  const numbers = Array.from({ length: size }, (_, number) => number);
  await withHands(numbers, async (number) => {
    carts.push({ cartId: await shop(stack, lanes, number), total: 1000 + number });
  });
  for (const { cartId } of carts) await office.everythingArrived(cartId);
  return carts.map(({ cartId, total }) => [
    'carts paid at once by double clicks at two instances, webhooks shuffled and doubled, 1 % of answers lost',
    compare(stack, cartId, total),
  ]);
}
