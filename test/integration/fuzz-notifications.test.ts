import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { signature, signedText, type NotificationItem } from '../sandbox/adyen/index.ts';
import { bounded } from './fuzz/bounded.ts';
import { callAndCheck } from './fuzz/front.ts';
import { eachPlace, garbage, headerValues, mutationsOf } from './fuzz/mutations.ts';
import { storing, newCustomer, tokenEvent } from './stored-support.ts';
import { method, newShopper, useStack } from './support.ts';
import { envelope, eventOf, signedItem } from './webhook.ts';

const stack = useStack({
  environment: {
    ...storing,
    ADYEN_PARTIAL_PAYMENTS_ENABLED: 'true',
    ALLOWED_ORIGINS: 'https://shop.example',
  },
});

let paymentId: string;

beforeAll(async () => {
  const { body } = await (await newShopper(stack())).pay(method('ideal'));
  paymentId = body.paymentReference;
});

describe('POST /notifications', () => {
  const resigned = (item: unknown): unknown => {
    const { hmacKey } = stack().adyen;
    try {
      const given = item as NotificationItem;
      return {
        ...given,
        additionalData: { ...given.additionalData, hmacSignature: signature(signedText(given), hmacKey) },
      };
    } catch {
      return item;
    }
  };

  const genuine = (eventCode: string): NotificationItem => ({
    ...eventOf(stack(), paymentId, eventCode),
    originalReference: stack().adyen.control.payment(paymentId)?.pspReference ?? '',
    operations: ['CANCEL', 'CAPTURE', 'REFUND'],
    additionalData: {
      'metadata.paymentReference': paymentId,
      'modification.action': 'refund',
      'order-1-pspReference': 'A',
    },
  });

  const codes = [
    'AUTHORISATION',
    'CAPTURE',
    'REFUND',
    'CANCEL_OR_REFUND',
    'CHARGEBACK',
    'ORDER_CLOSED',
    'AUTHORISATION_ADJUSTMENT',
    'REPORT_AVAILABLE',
  ];

  it.each(codes)('expects a genuine %s with any field changed before it was signed', (code) =>
    fc.assert(
      fc.asyncProperty(fc.oneof(...eachPlace(genuine(code))), async (changed) => {
        const { status } = await callAndCheck(stack(), '/notifications', {
          body: envelope([resigned(changed)]),
        });
        // A body without the item is no webhook; what is signed is never refused for what it says.
        expect(changed === undefined ? [400] : [200, 401, 503]).toContain(status);
      }),
      bounded,
    ),
  );

  it('expects an event of any name', () =>
    fc.assert(
      fc.asyncProperty(headerValues, async (eventCode) => {
        const item = signedItem(
          { ...genuine('AUTHORISATION'), eventCode: eventCode.replaceAll(':', '') },
          stack().adyen.hmacKey,
        );
        const { status } = await callAndCheck(stack(), '/notifications', { body: envelope([item]) });
        expect(status).toBe(200);
      }),
      { ...bounded, examples: [['constructor'], ['__proto__'], ['toString']] },
    ));

  it('writes nothing for an item that was changed after it was signed', async () => {
    const signed = signedItem(genuine('REFUND'), stack().adyen.hmacKey);
    const before = JSON.stringify(await stack().payment(paymentId));
    const signedPlaces = [
      'pspReference',
      'merchantAccountCode',
      'merchantReference',
      'amount',
      'eventCode',
      'success',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...signedPlaces), garbage, async (place, value) => {
        const own: unknown = signed[place as keyof NotificationItem];
        // The word "true" and the value true are signed alike and mean the same.
        fc.pre(JSON.stringify(value).replaceAll('"', '') !== JSON.stringify(own).replaceAll('"', ''));
        const { status } = await callAndCheck(stack(), '/notifications', {
          body: envelope([{ ...signed, [place]: value }]),
        });
        expect(status).toBe(401);
      }),
      bounded,
    );
    expect(JSON.stringify(await stack().payment(paymentId))).toBe(before);
  });

  it('expects any body', () =>
    fc.assert(
      fc.asyncProperty(fc.oneof(mutationsOf(envelope([genuine('CAPTURE')])), garbage), async (body) => {
        fc.pre(body !== undefined);
        const { status } = await callAndCheck(stack(), '/notifications', { body: JSON.stringify(body) });
        expect([400, 401]).toContain(status);
      }),
      bounded,
    ));
});

describe('POST /notifications/tokenization', () => {
  it('expects a genuine event with any field changed', async () => {
    const customerId = await newCustomer(stack());
    const event = { ...tokenEvent(stack(), { type: 'created', customerId, token: 'ABCDEFGHIJKLMNOP' }) };
    await fc.assert(
      fc.asyncProperty(mutationsOf(event), async (changed) => {
        fc.pre(changed !== undefined);
        const body = JSON.stringify(changed);
        const headers = { hmacsignature: signature(body, stack().adyen.hmacKey) };
        const { status } = await callAndCheck(stack(), '/notifications/tokenization', {
          body,
          headers,
        });
        expect([200, 400, 503]).toContain(status);
      }),
      bounded,
    );
  });
});
