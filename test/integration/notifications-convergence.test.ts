import type { Payment } from '@commercetools/platform-sdk';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NotificationItem } from '../sandbox/adyen/index.ts';
import { card, lines, method, newShopper, useStack } from './support.ts';
import { deliver, envelope, eventOf, newPspReference, signedItem } from './webhook.ts';

const rotatedKey = '0123456789ABCDEF'.repeat(4);
const sandboxKey = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056';

const stack = useStack({
  instances: 2,
  environment: { ADYEN_NOTIFICATION_HMAC_KEY: `${rotatedKey},${sandboxKey}` },
});

beforeAll(() => stack().adyen.control.holdWebhooks());

const authorised = async (total = 1000): Promise<{ id: string; pspReference: string; cartId: string }> => {
  const { pay, cartId } = await newShopper(stack(), { cart: { total } });
  const { body } = await pay(card());
  const pspReference = stack().adyen.control.payment(body.paymentReference)?.pspReference ?? '';
  return { id: body.paymentReference, pspReference, cartId };
};

const linesOf = async (id: string) => lines(await stack().payment(id));

/** A Payment in words that do not depend on the order of its transactions. */
const essence = ({ amountPlanned, transactions }: Payment): string[] => [
  `planned ${amountPlanned.centAmount}`,
  ...transactions
    .map(({ type, state, amount, interactionId }) =>
      [type, state, amount.centAmount, interactionId].join(' '),
    )
    .sort(),
];

/** Every order of a short list. */
const permutations = <Item>(items: readonly Item[]): Item[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((first, index) =>
        permutations(items.toSpliced(index, 1)).map((rest) => [first, ...rest]),
      );

const EUR = (value: number) => ({ currency: 'EUR', value });

type Story = [eventCode: string, operation: string, changes?: Partial<NotificationItem>];

// Operations of one name share a reference, which is the same in every telling.
const stories: [name: string, story: Story[]][] = [
  [
    'a capture that fails and is captured again, and a refund that comes back',
    [
      ['CAPTURE', 'C1', { amount: EUR(600) }],
      ['CAPTURE_FAILED', 'C1', { amount: EUR(600) }],
      ['CAPTURE', 'C1', { amount: EUR(600), reason: 'Transaction Auto-Recaptured' }],
      ['REFUND', 'R1', { amount: EUR(100) }],
    ],
  ],
  [
    'refunds of equal amounts, one reversed',
    [
      ['CAPTURE', 'C1'],
      ['REFUND', 'R1', { amount: EUR(200) }],
      ['REFUND', 'R2', { amount: EUR(200) }],
      ['REFUNDED_REVERSED', 'R2', { amount: EUR(200) }],
    ],
  ],
  [
    'a dispute from its announcement to its end',
    [
      ['NOTIFICATION_OF_CHARGEBACK', 'D1'],
      ['CHARGEBACK', 'D1'],
      ['CHARGEBACK_REVERSED', 'D1'],
      ['SECOND_CHARGEBACK', 'D1'],
    ],
  ],
  [
    'an authorisation that is adjusted twice, expires and was refused first',
    [
      ['AUTHORISATION', '', { success: 'false' }],
      ['AUTHORISATION_ADJUSTMENT', 'A1', { amount: EUR(1200), eventDate: '2026-05-04T11:00:00+02:00' }],
      ['AUTHORISATION_ADJUSTMENT', 'A2', { amount: EUR(900), eventDate: '2026-05-04T12:00:00+02:00' }],
      ['EXPIRE', ''],
    ],
  ],
];

describe('whatever the order', () => {
  it.each(stories)(
    '%s ends the same, also delivered twice, and at once to two instances',
    async (_name, story) => {
      const references: Record<string, string> = {};
      const tell = async (order: readonly Story[], how: 'in turn' | 'at once'): Promise<string[]> => {
        const { id, pspReference } = await authorised();
        const items = order.map(([eventCode, operation, changes]) =>
          eventOf(stack(), id, eventCode, {
            ...(operation !== '' && {
              pspReference: (references[operation] ??= newPspReference()),
              originalReference: pspReference,
            }),
            ...changes,
          }),
        );
        const send = async (item: NotificationItem, index: number) => {
          const { status, body } = await deliver(stack(), [item], { instance: index % 2 });
          expect([status, body]).toEqual([200, '[accepted]']);
        };
        if (how === 'at once') await Promise.all([...items, ...items].map(send));
        else
          for (const [index, item] of [...items, items[0] as NotificationItem].entries())
            await send(item, index);
        return essence(await stack().payment(id)).map((line) => line.replace(pspReference, 'A'));
      };
      const first = await tell(story, 'in turn');
      for (const order of permutations(story)) expect(await tell(order, 'in turn')).toEqual(first);
      for (let run = 0; run < 5; run += 1) expect(await tell(story, 'at once')).toEqual(first);
    },
  );
});

describe('a batch', () => {
  it('is verified against every configured key, item by item', async () => {
    const { id, pspReference } = await authorised();
    const capture = (value: number) =>
      eventOf(stack(), id, 'CAPTURE', {
        pspReference: newPspReference(),
        originalReference: pspReference,
        amount: EUR(value),
      });
    const [old, young] = [signedItem(capture(100), sandboxKey), signedItem(capture(200), rotatedKey)];
    const answer = await stack().call('/notifications', { body: envelope([old, young]) });
    expect([answer.status, answer.body]).toEqual([200, '[accepted]']);
    expect(await linesOf(id)).toEqual([
      'Authorization Success 1000',
      'Charge Success 100',
      'Charge Success 200',
    ]);
  });

  it('with one item that nobody signed is a 401, and not one request goes to commercetools', async () => {
    const { id, pspReference } = await authorised();
    const capture = eventOf(stack(), id, 'CAPTURE', {
      pspReference: newPspReference(),
      originalReference: pspReference,
    });
    const before = stack().commercetools.control.count();
    for (const forged of [
      capture,
      signedItem(capture, 'F'.repeat(64)),
      { ...signedItem(capture, rotatedKey), amount: EUR(1) },
    ]) {
      for (const items of [
        [signedItem(capture, rotatedKey), forged],
        [forged, signedItem(capture, rotatedKey)],
      ]) {
        expect((await stack().call('/notifications', { body: envelope(items) })).status).toBe(401);
      }
    }
    expect(stack().commercetools.control.count()).toBe(before);
  });

  it('for one Payment is one update', async () => {
    const { id, pspReference } = await authorised();
    const { version } = await stack().payment(id);
    stack().commercetools.control.clearRequests();
    const items = [100, 200, 300].map((value) =>
      eventOf(stack(), id, 'CAPTURE', {
        pspReference: newPspReference(),
        originalReference: pspReference,
        amount: EUR(value),
      }),
    );
    expect((await deliver(stack(), items)).status).toBe(200);
    expect(stack().commercetools.control.requests({ method: 'POST', path: `/payments/${id}` })).toHaveLength(
      1,
    );
    expect((await stack().payment(id)).version).toBeGreaterThan(version);
  });

  it('applies what it can, and is not acknowledged, when one of its Payments cannot be found yet', async () => {
    const { id, pspReference } = await authorised();
    const capture = eventOf(stack(), id, 'CAPTURE', {
      pspReference: newPspReference(),
      originalReference: pspReference,
    });
    const lost = eventOf(stack(), randomUUID(), 'AUTHORISATION', { amount: EUR(1) });
    lost.additionalData = { 'metadata.paymentReference': lost.merchantReference };
    expect((await deliver(stack(), [lost, capture])).status).toBe(503);
    expect(await linesOf(id)).toEqual(['Authorization Success 1000', 'Charge Success 1000']);
  });
});

describe('a notification whose Payment cannot be found', () => {
  it('is refused three times and then kept, when its metadata say that it is ours', async () => {
    const id = randomUUID();
    const lost = eventOf(stack(), id, 'AUTHORISATION', {
      amount: EUR(4711),
      additionalData: {
        'metadata.paymentReference': id,
        'metadata.ctProjectKey': stack().commercetools.projectKey,
        shopperEmail: 'ada@example.com',
      },
    });
    const statuses: number[] = [];
    for (let delivery = 0; delivery < 5; delivery += 1) {
      statuses.push((await deliver(stack(), [lost], { instance: delivery % 2 })).status);
    }
    expect(statuses).toEqual([503, 503, 503, 200, 200]);
    const kept = stack()
      .commercetools.control.all('key-value-document')
      .map((object) => object as unknown as { container: string; value: { notification: NotificationItem } })
      .filter(({ container }) => container === 'adyen-unmatched-notifications')
      .map(({ value }) => value.notification);
    expect(kept).toContainEqual(expect.objectContaining({ pspReference: lost.pspReference }));
    expect(JSON.stringify(kept)).not.toContain('ada@example.com');
    expect(stack().logs()).toContain('UnmatchedNotification');
  });

  it('is acknowledged when it is another system’s on the same merchant account', async () => {
    for (const additionalData of [
      {},
      { 'metadata.paymentReference': randomUUID(), 'metadata.ctProjectKey': 'another-project' },
    ]) {
      const foreign = eventOf(stack(), 'order-4711', 'AUTHORISATION', { additionalData, amount: EUR(100) });
      const { status, body } = await deliver(stack(), [foreign]);
      expect([status, body]).toEqual([200, '[accepted]']);
    }
  });
});

describe('an authorisation that makes the second payment of a cart', () => {
  it('is not acknowledged before the duplicate is given back, with or without our metadata', async () => {
    for (const hasMetadata of [true, false]) {
      const { pay, cartId } = await newShopper(stack(), { cart: { total: 1000 } });
      const first = (await pay(method('ideal'))).body.paymentReference;
      const second = (await pay(method('klarna'))).body.paymentReference;
      const event = (id: string) => {
        const metadata = {
          'metadata.cartId': cartId,
          'metadata.paymentReference': id,
          'metadata.ctProjectKey': stack().commercetools.projectKey,
        };
        return eventOf(stack(), id, 'AUTHORISATION', {
          eventDate: new Date().toISOString(),
          ...(hasMetadata && { additionalData: metadata }),
        });
      };
      // The shopper paid at both banks.
      stack().adyen.control.sendEvent({ eventCode: 'AUTHORISATION', reference: first });
      stack().adyen.control.sendEvent({ eventCode: 'AUTHORISATION', reference: second });
      expect((await deliver(stack(), [event(first)])).status).toBe(200);
      const down = { status: 401, errorCode: '000', message: 'x', errorType: 'security' };
      stack().adyen.control.fault({ path: '/(cancels|refunds)$', respond: { status: 401, body: down } });
      expect((await deliver(stack(), [event(second)])).status).toBeGreaterThanOrEqual(500);
      expect((await deliver(stack(), [event(second)])).status).toBe(200);
      expect(stack().adyen.control.payment(second)?.modifications).toHaveLength(1);
      expect(stack().adyen.control.payment(first)?.modifications).toHaveLength(0);
      expect(await linesOf(second)).toContain('CancelAuthorization Pending 1000');
      expect((await deliver(stack(), [event(second)])).status).toBe(200);
      expect(stack().adyen.control.payment(second)?.modifications).toHaveLength(1);
    }
    expect(stack().logs()).toContain('DuplicatePaymentReversed');
  });
});
