import { chooseAtTheBank } from '../integration/bank.ts';
import { method } from '../integration/support.ts';
import type { Lane } from './lane.ts';
import type { World } from './operations.ts';
import { cut, cutAfter, type Rule, type Trouble } from './proxy.ts';

const TOTAL = 1000;

interface Story {
  readonly name: string;
  readonly fault: string;
  /** @returns what is not as it should be: one payment kept, the other given back, and somebody told */
  play: (world: World, lane: Lane) => Promise<string[]>;
}

/** A shopper with a page of the bank's open in each of two tabs, about to be sent back to us. */
const openTabs = async ({ stack }: World, lane: Lane) => {
  const { control } = stack.commercetools;
  const { id: cartId } = await control.createCart({ total: TOTAL });
  const { id: sessionId } = control.createSession({ cartId, metadata: { processorUrl: lane.url } });
  const attempts: { paymentReference: string; bank: string }[] = [];
  for (const type of ['ideal', 'klarna']) {
    const { status, body } = await lane.persist<{ paymentReference: string; action?: { url?: string } }>(
      '/payments',
      { sessionId, body: method(type) },
    );
    if (body.action?.url === undefined) throw new Error(`${status} ${JSON.stringify(body)}`);
    attempts.push({ paymentReference: body.paymentReference, bank: body.action.url });
  }
  const references = attempts.map(({ paymentReference }) => paymentReference);
  const returns: string[] = [];
  for (const { bank } of attempts) {
    const { pathname, search } = await chooseAtTheBank(bank, 'pay');
    returns.push(pathname + search);
  }
  return { cartId, sessionId, references, returns };
};

type Tabs = Awaited<ReturnType<typeof openTabs>>;

const judge = async (
  { stack, office }: World,
  lane: Lane,
  { cartId, references }: Tabs,
): Promise<{ wrong: string[]; isTold: boolean }> => {
  await office.everythingArrived(cartId);
  const held = references.map((reference) => {
    const { authorised = 0, cancelled = 0, refunded = 0 } = stack.adyen.control.payment(reference) ?? {};
    return authorised - cancelled - refunded;
  });
  const modifications = references.flatMap(
    (reference) => stack.adyen.control.payment(reference)?.modifications ?? [],
  );
  const logs = lane.logs() + stack.logs();
  const told = references.filter(
    (reference) => logs.includes(`DuplicatePaymentReversed`) && logs.includes(reference),
  );
  const wrong = [
    ...(held.toSorted().join() === `0,${TOTAL}` ? [] : [`the shopper has paid ${held.join(' and ')}`]),
    ...(modifications.length === 1 ? [] : [`${modifications.length} reversals`]),
  ];
  return { wrong, isTold: told.length > 0 };
};

/** Once Adyen has been asked a process may die with its log line; the Payment and Adyen's notification say it all the same. */
const SILENT = [
  'the processor is killed after Adyen is asked',
  'the processor is killed before its acceptance is written',
  'the processor is killed after its acceptance is written',
];

const story = (
  name: string,
  fault: string,
  go: (world: World, lane: Lane, tabs: Tabs) => Promise<unknown>,
): Story => ({
  name,
  fault,
  play: async (world, lane) => {
    const tabs = await openTabs(world, lane);
    await go(world, lane, tabs);
    const { wrong, isTold } = await judge(world, lane, tabs);
    return isTold || SILENT.includes(name) ? wrong : [...wrong, 'nobody was told'];
  },
});

const crash = (lane: Lane): Trouble =>
  cutAfter(async () => {
    await lane.crash();
    await lane.restart();
  });

type Upstream = 'commercetools' | 'adyen';

/** The calls of a reversal: the write before it is the one that says that the payment is authorised. */
const reversalCalls: readonly [name: string, upstream: Upstream, at: Rule][] = [
  ['its intent is written', 'commercetools', { method: 'POST', path: /\/payments\/[^/]+$/, skip: 1 }],
  ['Adyen is asked', 'adyen', { path: /\/(cancels|refunds)$/ }],
  ['its acceptance is written', 'commercetools', { method: 'POST', path: /\/payments\/[^/]+$/, skip: 2 }],
];

/** The webhooks come once the shopper is back, so that nobody else reverses first. */
const killed = (moment: 'before' | 'after'): Story[] =>
  reversalCalls.map(([name, upstream, at]) =>
    story(
      `the processor is killed ${moment} ${name}`,
      `two redirects of one cart are both paid, kill -9 ${moment} a call of the reversal`,
      async ({ office }, lane, { cartId, returns }) => {
        const release = office.hold(cartId);
        await visit(lane, returns[0]);
        lane[upstream].on({ ...at, [moment]: crash(lane) });
        await visit(lane, returns[1]);
        release();
      },
    ),
  );

const visit = (lane: Lane, path: string | undefined) => lane.persist(path ?? '/');

export const twoTabs: readonly Story[] = [
  story(
    'one after the other',
    'two redirects of one cart are both paid',
    async (_world, lane, { returns }) => {
      for (const path of returns) await visit(lane, path);
    },
  ),
  story('both at once', 'two redirects of one cart are both paid', (_world, lane, { returns }) =>
    Promise.all(returns.map((path) => visit(lane, path))),
  ),
  story(
    'both at once, at two instances',
    'two redirects of one cart are both paid',
    ({ stack }, lane, { returns }) =>
      Promise.all([visit(lane, returns[0]), stack.call(returns[1] ?? '/', { instance: 1 })]),
  ),
  story(
    'both at once, and Adyen’s answers are lost',
    'two redirects of one cart are both paid, with lost answers',
    (_world, lane, { returns }) => {
      lane.adyen.on({ path: /\/details$/, times: 8, after: cut });
      return Promise.all(returns.map((path) => visit(lane, path)));
    },
  ),
  story(
    'both at once, and the reversal’s answer is lost',
    'two redirects of one cart are both paid, with lost answers',
    (_world, lane, { returns }) => {
      lane.adyen.on({ path: /\/(cancels|refunds)$/, times: 12, after: cut });
      return Promise.all(returns.map((path) => visit(lane, path)));
    },
  ),
  story(
    'the session has expired at the return',
    'two redirects of one cart are both paid, with lost answers',
    async ({ stack }, lane, { returns, sessionId }) => {
      stack.commercetools.control.expireSession(sessionId);
      await Promise.all(returns.map((path) => visit(lane, path)));
    },
  ),
  ...killed('before'),
  ...killed('after'),
];
