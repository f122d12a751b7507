import { randomInt } from 'node:crypto';
import { hmacValidator } from '@adyen/api-library';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  card,
  linesOf,
  method,
  newShopper,
  useStack,
  useUpFault,
  type ErrorAnswer,
  type PaymentAnswer,
} from './support.ts';

const oldKey = 'A'.repeat(64);
const stack = useStack({ environment: { ADYEN_TIMEOUT_MS: '1500' } });

/** Adyen's own webhooks stay where they are: a test sees only what it sends itself. */
beforeAll(() => stack().adyen.control.holdWebhooks());

interface Item {
  eventCode: string;
  success: string;
  pspReference: string;
  originalReference?: string;
  merchantReference: string;
  merchantAccountCode: string;
  amount: { currency: string; value: number };
  eventDate: string;
  reason: string;
  paymentMethod: string;
  additionalData: Record<string, string>;
}

const newReference = () => `T${String(randomInt(10 ** 14)).padStart(15, '0')}`;

/** Signed by Adyen's own library, which shares no code with the connector. */
function signed(item: Item, key = stack().adyen.hmacKey): Item {
  const hmacSignature = new hmacValidator().calculateHmac(item as never, key);
  return { ...item, additionalData: { ...item.additionalData, hmacSignature } };
}

const envelope = (...items: unknown[]) => ({
  live: 'false',
  notificationItems: items.map((NotificationRequestItem) => ({ NotificationRequestItem })),
});

const post = (body: unknown) => stack().call('/notifications', { body });

interface Subject {
  id: string;
  pspReference: string;
  /** An event about this payment; success unless told otherwise. */
  event: (eventCode: string, changes?: Partial<Item>) => Item;
  send: (...events: Item[]) => Promise<void>;
  lines: () => Promise<string[]>;
}

/** A card payment of 10.00 EUR, authorised, with everything needed to send events about it. */
async function subject(pay: 'authorised' | 'redirect' = 'authorised', total = 1000): Promise<Subject> {
  const shopper = await newShopper(stack(), { cart: { total } });
  const { body } = await shopper.pay<PaymentAnswer | ErrorAnswer>(
    pay === 'authorised' ? card() : method('klarna'),
  );
  const id = String('errors' in body ? body.errors[0]?.['paymentReference'] : body.paymentReference);
  const pspReference = stack().adyen.control.payment(id)?.pspReference ?? '';
  const event = (eventCode: string, changes: Partial<Item> = {}): Item => ({
    eventCode,
    success: 'true',
    pspReference,
    merchantReference: id,
    merchantAccountCode: stack().adyen.merchantAccount,
    amount: { currency: 'EUR', value: total },
    eventDate: '2026-05-04T10:00:00+02:00',
    reason: '',
    paymentMethod: pay === 'authorised' ? 'visa' : 'klarna',
    additionalData: {},
    ...changes,
  });
  return {
    id,
    pspReference,
    event,
    send: async (...events) => {
      const answer = await post(envelope(...events.map((item) => signed(item))));
      expect([answer.status, answer.body]).toEqual([200, '[accepted]']);
    },
    lines: () => linesOf(stack(), id),
  };
}

/** An event about a modification of the payment, which has a reference of its own. */
const modification = (
  payment: Subject,
  eventCode: string,
  pspReference: string,
  changes: Partial<Item> = {},
) => payment.event(eventCode, { pspReference, originalReference: payment.pspReference, ...changes });

type Story = [eventCode: string, changes?: Partial<Item>];

/** Sends a story about one modification, then tells what became of the payment. */
async function after(stories: Story[], payment?: Subject): Promise<string[]> {
  const about = payment ?? (await subject());
  const reference = newReference();
  for (const [eventCode, changes] of stories)
    await about.send(modification(about, eventCode, reference, changes));
  return about.lines();
}

const no = { success: 'false' };
const authorisation = 'Authorization Success 1000';

describe('each event, transaction by transaction', () => {
  it.each<[string, Story[], string[]]>([
    ['CAPTURE', [['CAPTURE']], ['Charge Success 1000']],
    ['CAPTURE false', [['CAPTURE', no]], ['Charge Failure 1000']],
    ['CAPTURE of a part', [['CAPTURE', { amount: { currency: 'EUR', value: 250 } }]], ['Charge Success 250']],
    ['CAPTURE_FAILED after CAPTURE', [['CAPTURE'], ['CAPTURE_FAILED']], ['Charge Failure 1000']],
    [
      'a capture that is captured again',
      [['CAPTURE'], ['CAPTURE_FAILED'], ['CAPTURE', { reason: 'Transaction (Auto-)Recaptured' }]],
      ['Charge Success 1000'],
    ],
    ['REFUND', [['REFUND', { amount: { currency: 'EUR', value: 100 } }]], ['Refund Success 100']],
    ['REFUND false', [['REFUND', no]], ['Refund Failure 1000']],
    ['REFUND_FAILED after REFUND', [['REFUND'], ['REFUND_FAILED']], ['Refund Failure 1000']],
    ['REFUNDED_REVERSED after REFUND', [['REFUND'], ['REFUNDED_REVERSED']], ['Refund Failure 1000']],
    ['CANCELLATION', [['CANCELLATION']], ['CancelAuthorization Success 1000']],
    ['CANCELLATION false', [['CANCELLATION', no]], ['CancelAuthorization Failure 1000']],
    ['TECHNICAL_CANCEL', [['TECHNICAL_CANCEL']], ['CancelAuthorization Success 1000']],
    [
      'CANCEL_OR_REFUND that cancelled',
      [['CANCEL_OR_REFUND', { additionalData: { 'modification.action': 'cancel' } }]],
      ['CancelAuthorization Success 1000'],
    ],
    [
      'CANCEL_OR_REFUND that refunded',
      [['CANCEL_OR_REFUND', { additionalData: { 'modification.action': 'refund' } }]],
      ['Refund Success 1000'],
    ],
    ['NOTIFICATION_OF_CHARGEBACK', [['NOTIFICATION_OF_CHARGEBACK']], ['Chargeback Initial 1000']],
    ['REQUEST_FOR_INFORMATION', [['REQUEST_FOR_INFORMATION']], ['Chargeback Initial 1000']],
    ['CHARGEBACK', [['CHARGEBACK']], ['Chargeback Success 1000']],
    ['CHARGEBACK_REVERSED', [['CHARGEBACK'], ['CHARGEBACK_REVERSED']], ['Chargeback Failure 1000']],
    ['PREARBITRATION_WON', [['CHARGEBACK'], ['PREARBITRATION_WON']], ['Chargeback Failure 1000']],
    ['PREARBITRATION_LOST', [['CHARGEBACK'], ['PREARBITRATION_LOST']], ['Chargeback Success 1000']],
    [
      'SECOND_CHARGEBACK',
      [['CHARGEBACK'], ['CHARGEBACK_REVERSED'], ['SECOND_CHARGEBACK']],
      ['Chargeback Success 1000'],
    ],
    ['an event without meaning for payments', [['REPORT_AVAILABLE'], ['SOMETHING_NEW']], []],
  ])('%s', async (_name, stories, expected) => {
    const inOrder = await after(stories);
    expect(inOrder).toEqual([authorisation, ...expected]);
    // Whatever the order, the Payment ends the same.
    expect(await after(stories.toReversed())).toEqual(inOrder);
    expect(await after([...stories, ...stories])).toEqual(inOrder);
  });

  it('AUTHORISATION false, then true: success wins, in either order', async () => {
    for (const order of [
      ['false', 'true'],
      ['true', 'false'],
    ]) {
      const payment = await subject('redirect');
      for (const success of order) await payment.send(payment.event('AUTHORISATION', { success }));
      expect(await payment.lines()).toEqual([authorisation]);
    }
  });

  it('AUTHORISATION false alone is a failure; PENDING after it changes nothing', async () => {
    const payment = await subject('redirect');
    await payment.send(payment.event('PENDING'));
    expect(await payment.lines()).toEqual(['Authorization Pending 1000']);
    await payment.send(payment.event('AUTHORISATION', no));
    await payment.send(payment.event('PENDING'));
    expect(await payment.lines()).toEqual(['Authorization Failure 1000']);
  });

  it.each(['EXPIRE', 'OFFER_CLOSED'])('%s ends what never succeeded', async (eventCode) => {
    const payment = await subject('redirect');
    await payment.send(payment.event(eventCode));
    expect(await payment.lines()).toEqual(['Authorization Failure 1000']);
  });

  it('EXPIRE of an authorisation that succeeded cancels it', async () => {
    const payment = await subject();
    await payment.send(payment.event('EXPIRE'));
    expect(await payment.lines()).toEqual([authorisation, 'CancelAuthorization Success 1000']);
  });

  it('AUTHORISATION_ADJUSTMENT changes the planned amount to the latest event’s', async () => {
    const payment = await subject();
    const adjusted = (value: number, eventDate: string) =>
      modification(payment, 'AUTHORISATION_ADJUSTMENT', newReference(), {
        amount: { currency: 'EUR', value },
        eventDate,
      });
    await payment.send(adjusted(1500, '2026-05-04T12:00:00+02:00'));
    await payment.send(adjusted(1200, '2026-05-04T11:00:00+02:00'));
    expect((await stack().payment(payment.id)).amountPlanned.centAmount).toBe(1500);
  });

  it('AUTHORISATION of a method that Adyen captures by itself is the charge as well', async () => {
    const payment = await subject('redirect');
    await payment.send(payment.event('AUTHORISATION', { paymentMethod: 'ideal' }));
    expect(await payment.lines()).toEqual([authorisation, 'Charge Success 1000']);
  });
});

describe('a webhook', () => {
  it('finds the intent whose answer was lost by the reference that was sent', async () => {
    const payment = await subject();
    stack().adyen.control.fault({
      path: `${payment.pspReference}/captures$`,
      processed: true,
      drop: true,
      times: 100,
    });
    const token = stack().commercetools.control.issueToken({ scopes: ['manage_project'] });
    const lost = await stack().call(`/operations/payment-intents/${payment.id}`, {
      body: { actions: [{ action: 'capturePayment', amount: { centAmount: 1000, currencyCode: 'EUR' } }] },
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(lost.status).toBe(504);
    expect(await payment.lines()).toEqual([authorisation, 'Charge Initial 1000']);
    const [capture] = stack().adyen.control.payment(payment.id)?.modifications ?? [];
    const changes = { merchantReference: capture?.reference ?? '' };
    await payment.send(modification(payment, 'CAPTURE', capture?.pspReference ?? '', changes));
    expect(await payment.lines()).toEqual([authorisation, 'Charge Success 1000']);
  });

  it('delivered many times at once is applied once', async () => {
    const payment = await subject();
    const capture = modification(payment, 'CAPTURE', newReference());
    await Promise.all(Array.from({ length: 8 }, () => payment.send(capture)));
    expect(await payment.lines()).toEqual([authorisation, 'Charge Success 1000']);
  });

  it('with several items applies all of them', async () => {
    const [first, second] = [await subject(), await subject()];
    await first.send(
      modification(first, 'CAPTURE', newReference(), { amount: { currency: 'EUR', value: 400 } }),
      modification(second, 'CANCELLATION', newReference()),
      modification(first, 'CAPTURE', newReference(), { amount: { currency: 'EUR', value: 600 } }),
    );
    expect(await first.lines()).toEqual([authorisation, 'Charge Success 400', 'Charge Success 600']);
    expect(await second.lines()).toEqual([authorisation, 'CancelAuthorization Success 1000']);
  });

  it('may find its payment through another item of its batch', async () => {
    stack().adyen.control.fault({ path: '/payments$', processed: true, drop: true, times: 100 });
    const payment = await subject();
    await useUpFault(stack(), '/v72/payments');
    expect(await payment.lines()).toEqual(['Authorization Initial 1000']);
    await payment.send(
      modification(payment, 'CAPTURE', newReference(), { merchantReference: 'SHIPMENT-1' }),
      payment.event('AUTHORISATION'),
    );
    expect(await payment.lines()).toEqual([authorisation, 'Charge Success 1000']);
  });

  it('is about the payment that its signed references name, whatever its metadata say', async () => {
    const [meant, other] = [await subject(), await subject()];
    const { results } = await stack().api.get<{ results: { id: string }[] }>('/carts', {
      where: `paymentInfo(payments(id="${other.id}"))`,
    });
    const metadata = {
      'metadata.paymentReference': other.id,
      'metadata.cartId': results[0]?.id ?? '',
    };
    await meant.send(modification(meant, 'CAPTURE', newReference(), { additionalData: metadata }));
    expect(await meant.lines()).toEqual([authorisation, 'Charge Success 1000']);
    expect(await other.lines()).toEqual([authorisation]);
  });

  it('of another merchant account is acknowledged and ignored', async () => {
    const payment = await subject();
    await payment.send(
      modification(payment, 'CANCELLATION', newReference(), { merchantAccountCode: 'AnotherMerchant' }),
    );
    expect(await payment.lines()).toEqual([authorisation]);
  });

  it('is not acknowledged while commercetools cannot store it', async () => {
    const payment = await subject();
    const fault = stack().commercetools.control.fault({
      path: /\/(payments|carts)/,
      status: 503,
      times: 'always',
    });
    const capture = envelope(signed(modification(payment, 'CAPTURE', newReference())));
    try {
      expect((await post(capture)).status).toBeGreaterThanOrEqual(500);
    } finally {
      fault.remove();
    }
    expect((await post(capture)).status).toBe(200);
    expect(await payment.lines()).toEqual([authorisation, 'Charge Success 1000']);
  });

  it('that contradicts a recorded amount is applied, and logged as AmountMismatch', async () => {
    const payment = await subject();
    const reference = newReference();
    await payment.send(modification(payment, 'CAPTURE', reference));
    await payment.send(
      modification(payment, 'CAPTURE_FAILED', reference, { amount: { currency: 'EUR', value: 999 } }),
    );
    expect((await payment.lines()).at(-1)).toMatch(/^Charge Failure/);
    expect(stack().logs()).toContain('AmountMismatch');
  });
});

describe('a webhook that is not genuine', () => {
  const spoil: [string, (item: Item) => unknown][] = [
    ['has no signature', (item) => ({ ...item, additionalData: {} })],
    ['has no additional data', (item) => ({ ...item, additionalData: undefined })],
    ['is signed with another key', (item) => signed(item, oldKey)],
    ['was changed afterwards', (item) => ({ ...signed(item), success: 'false' })],
    [
      'carries a text as signature',
      (item) => ({ ...item, additionalData: { hmacSignature: 'not base64!' } }),
    ],
  ];

  it.each(spoil)('is a 401, and nothing of its batch is written, when one item %s', async (_name, change) => {
    const payment = await subject();
    const genuine = signed(modification(payment, 'CAPTURE', newReference()));
    const forged = change(modification(payment, 'CANCELLATION', newReference()));
    for (const batch of [envelope(genuine, forged), envelope(forged, genuine)]) {
      expect((await stack().call<ErrorAnswer>('/notifications', { body: batch })).status).toBe(401);
    }
    expect(await payment.lines()).toEqual([authorisation]);
  });

  it.each<[string, unknown]>([
    ['an empty batch', { live: 'false', notificationItems: [] }],
    ['no batch', {}],
    ['items that are no list', { live: 'false', notificationItems: 'x' }],
    ['an item without its envelope', { live: 'false', notificationItems: [{}] }],
    ['null', null],
  ])('is a 4xx and writes nothing: %s', async (_name, body) => {
    const { status } = await post(body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });

  it('is a 413 beyond a megabyte, and below it is read', async () => {
    expect((await post({ notificationItems: [], filler: 'x'.repeat(1_100_000) })).status).toBe(413);
    expect((await post({ notificationItems: [], filler: 'x'.repeat(900_000) })).status).not.toBe(413);
  });
});
