import { randomUUID } from 'node:crypto';
import type { CustomObject } from '@commercetools/platform-sdk';
import { beforeAll, describe, expect, it } from 'vitest';
import { deliver as deliverTokenEvent, newCustomer, storing, tokenEvent } from './stored-support.ts';
import { card, linesOf, newShopper, useStack } from './support.ts';
import { deliver, eventOf, newPspReference } from './webhook.ts';

// Adyen's queue waits behind every notification that is not acknowledged: an error is for what a later delivery can mend.
const stack = useStack({ environment: storing });
beforeAll(() => stack().adyen.control.holdWebhooks());

const authorised = async (): Promise<string> => {
  const { pay } = await newShopper(stack(), { cart: { total: 1000 } });
  return (await pay(card())).body.paymentReference;
};

const accepted = [200, '[accepted]'];

/** Every write of these resources meets a 409 for as long as `work` runs. */
const amidConflicts = async <T>(path: RegExp, work: () => Promise<T>): Promise<T> => {
  const fault = stack().commercetools.control.fault({
    method: 'POST',
    path,
    times: 'always',
    status: 409,
    body: {
      statusCode: 409,
      message: 'Fault.',
      errors: [{ code: 'ConcurrentModification', message: 'Fault.' }],
    },
  });
  try {
    return await work();
  } finally {
    fault.remove();
  }
};

describe('while commercetools answers nothing but 409', () => {
  it('a notification is a 503, and is applied when it comes again', async () => {
    const id = await authorised();
    const capture = eventOf(stack(), id, 'CAPTURE', {
      originalReference: stack().adyen.control.payment(id)?.pspReference ?? '',
      pspReference: newPspReference(),
    });
    const { status } = await amidConflicts(/\/payments\/[^/]+$/, () => deliver(stack(), [capture]));
    expect(status).toBe(503);
    const again = await deliver(stack(), [capture]);
    expect([again.status, again.body]).toEqual(accepted);
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Success 1000']);
  });

  it('a tokenization webhook is a 503, and is applied when it comes again', async () => {
    const customerId = await newCustomer(stack());
    const created = tokenEvent(stack(), { type: 'created', customerId, token: 'M5N7TQ4TG5PFWR50' });
    const { status } = await amidConflicts(/\/payment-methods/, () => deliverTokenEvent(stack(), created));
    expect(status).toBe(503);
    expect((await deliverTokenEvent(stack(), created)).status).toBe(200);
    expect(stack().commercetools.control.paymentMethods(customerId)).toHaveLength(1);
  });
});

describe('a genuine notification that lacks something', () => {
  const lacking: [string, object][] = [
    ['a currency', { amount: { value: 1000, currency: '' } }],
    ['a currency of three letters', { amount: { value: 1000, currency: 'euros' } }],
    ['a reference', { pspReference: '' }],
  ];

  it.each(lacking)('%s: is acknowledged where it is foreign or has no meaning', async (_name, changes) => {
    const id = await authorised();
    const elsewhere = { merchantAccountCode: 'AnotherMerchant', ...changes };
    const items = [
      eventOf(stack(), id, 'CAPTURE', elsewhere),
      eventOf(stack(), id, 'REPORT_AVAILABLE', { merchantReference: '', reason: 'https://x', ...changes }),
      eventOf(stack(), randomUUID(), 'CAPTURE', changes),
      eventOf(stack(), id, '', changes),
    ];
    for (const item of items) {
      const { status, body } = await deliver(stack(), [item]);
      expect([status, body]).toEqual(accepted);
    }
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000']);
  });

  it.each(lacking)(
    '%s: is set aside where it is ours, and what came with it is applied',
    async (_name, changes) => {
      const id = await authorised();
      const originalReference = stack().adyen.control.payment(id)?.pspReference ?? '';
      const whole = eventOf(stack(), id, 'CAPTURE', { originalReference, pspReference: newPspReference() });
      const { status, body } = await deliver(stack(), [{ ...whole, eventCode: 'REFUND', ...changes }, whole]);
      expect([status, body]).toEqual(accepted);
      expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Success 1000']);
      const kept = stack()
        .commercetools.control.all('key-value-document')
        .map((object) => object as unknown as CustomObject)
        .filter(({ container }) => container === 'adyen-unrecordable-notifications')
        .map(({ value }) => (value as { notification: { merchantReference: string } }).notification);
      expect(kept).toContainEqual(expect.objectContaining({ eventCode: 'REFUND', merchantReference: id }));
      expect(stack().logs()).toContain('UnrecordableNotification');
    },
  );

  it('but the case of its currency’s letters is applied', async () => {
    const id = await authorised();
    const capture = eventOf(stack(), id, 'CAPTURE', {
      originalReference: stack().adyen.control.payment(id)?.pspReference ?? '',
      pspReference: newPspReference(),
      amount: { value: 400, currency: 'eur' },
    });
    expect((await deliver(stack(), [capture])).status).toBe(200);
    expect(await linesOf(stack(), id)).toEqual(['Authorization Success 1000', 'Charge Success 400']);
  });
});
