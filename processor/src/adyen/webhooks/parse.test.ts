import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isRecordable, readNotifications } from './parse.ts';

const KEY = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056';
const OTHER_KEY = 'ab'.repeat(32);

/** The example of Adyen's documentation on verifying signatures, with the signature that it states. */
const documented = {
  pspReference: '7914073381342284',
  originalReference: '',
  merchantAccountCode: 'TestMerchant',
  merchantReference: 'TestPayment-1407325143704',
  amount: { value: 1130, currency: 'EUR' },
  eventCode: 'AUTHORISATION',
  success: 'true',
  additionalData: { hmacSignature: 'coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=' },
};

type Item = Record<string, unknown>;

const sign = (item: Item, key = KEY): Item => {
  const amount = item['amount'] as { value: number; currency: string };
  const text = [
    item['pspReference'],
    item['originalReference'] ?? '',
    item['merchantAccountCode'],
    item['merchantReference'] ?? '',
    amount.value,
    amount.currency,
    item['eventCode'],
    item['success'],
  ].join(':');
  const hmacSignature = createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('base64');
  return { ...item, additionalData: { ...(item['additionalData'] as Item | undefined), hmacSignature } };
};

const batch = (...items: Item[]) => ({
  live: 'false',
  notificationItems: items.map((item) => ({ NotificationRequestItem: item })),
});

const capture: Item = {
  pspReference: 'QFQTPCQ8HXSKGK82',
  originalReference: 'NC6HT9CRT65ZGN82',
  merchantAccountCode: 'TestMerchant',
  merchantReference: 't1',
  amount: { value: 1130, currency: 'EUR' },
  eventCode: 'CAPTURE',
  success: 'true',
};

describe('a genuine notification', () => {
  it('is read as documented, with the documented signature', () => {
    expect(readNotifications(batch(documented), () => [OTHER_KEY, KEY])).toEqual([
      {
        eventCode: 'AUTHORISATION',
        success: true,
        pspReference: '7914073381342284',
        merchantReference: 'TestPayment-1407325143704',
        merchantAccount: 'TestMerchant',
        amount: { centAmount: 1130, currencyCode: 'EUR' },
        adyenAmount: { value: 1130, currency: 'EUR' },
        eventDate: '1970-01-01T00:00:00.000Z',
        additionalData: {},
        operations: [],
        live: false,
      },
    ]);
  });

  it.each([
    ['false', false],
    [true, true],
    [undefined, undefined],
    ['perhaps', undefined],
  ])('with live %s is of the live environment: %s', (live, expected) => {
    const [item] = readNotifications({ ...batch(documented), live }, () => [KEY]);
    expect(item?.live).toBe(expected);
  });

  it('is verified with the keys of the account that it names', () => {
    const keysOf = (name?: string) => (name === 'TestMerchant' ? [KEY] : [KEY, OTHER_KEY]);
    expect(readNotifications(batch(sign(capture, KEY)), keysOf)).toHaveLength(1);
    expect(() => readNotifications(batch(sign(capture, OTHER_KEY)), keysOf)).toThrow(
      expect.objectContaining({ statusCode: 401 }) as Error,
    );
    const ofAnother = { ...capture, merchantAccountCode: 'Another' };
    expect(readNotifications(batch(sign(ofAnother, OTHER_KEY)), keysOf)).toHaveLength(1);
  });

  it('is read in the connector’s terms', () => {
    const item = sign({
      ...capture,
      amount: { value: 105_000, currency: 'CLP' },
      success: false,
      eventDate: '2021-01-01T01:00:00+01:00',
      paymentMethod: 'visa',
      reason: 'null',
      operations: ['REFUND'],
      additionalData: { cardSummary: 1111, 'metadata.paymentReference': 'p1', nested: {} },
    });
    expect(readNotifications({ ...batch(item), live: true }, () => [KEY])).toEqual([
      {
        eventCode: 'CAPTURE',
        success: false,
        pspReference: 'QFQTPCQ8HXSKGK82',
        originalReference: 'NC6HT9CRT65ZGN82',
        merchantReference: 't1',
        merchantAccount: 'TestMerchant',
        amount: { centAmount: 1050, currencyCode: 'CLP' },
        adyenAmount: { value: 105_000, currency: 'CLP' },
        paymentMethod: 'visa',
        eventDate: '2021-01-01T00:00:00.000Z',
        additionalData: { cardSummary: '1111', 'metadata.paymentReference': 'p1' },
        operations: ['REFUND'],
        live: true,
      },
    ]);
  });

  it.each<[string, Item]>([
    ['unsigned fields of odd types', { eventDate: 7, paymentMethod: {}, reason: 1, operations: 'CAPTURE' }],
    ['an unknown event', { eventCode: 'SOMETHING_NEW' }],
    ['no reference, as reports have', { merchantReference: '', originalReference: null }],
    ['a colon in the merchant’s own reference', { merchantReference: 'order:1' }],
    ['nothing but types in what is signed', { pspReference: '', eventCode: '', merchantAccountCode: '' }],
    ['no currency, as what concerns no payment', { amount: { value: 0, currency: '' } }],
  ])('may have %s', (_, fields) =>
    expect(readNotifications(batch(sign({ ...capture, ...fields })), () => [KEY])).toHaveLength(1),
  );

  it.each<[string, Item, boolean]>([
    ['as Adyen sends it', {}, true],
    ['with its currency in lower case', { amount: { value: 1130, currency: 'eur' } }, true],
    ['without a currency', { amount: { value: 1130, currency: '' } }, false],
    ['without a reference', { pspReference: '' }, false],
  ])('%s: can be recorded or not', (_, fields, expected) => {
    const [item] = readNotifications(batch(sign({ ...capture, ...fields })), () => [KEY]);
    expect(item && isRecordable(item)).toBe(expected);
    if (expected) expect(item?.amount).toEqual({ centAmount: 1130, currencyCode: 'EUR' });
  });

  it('has no amount in ISO’s minor units where they cannot express it', () => {
    const item = sign({ ...capture, amount: { value: 105_050, currency: 'CLP' } });
    expect(readNotifications(batch(item), () => [KEY])[0]?.amount).toBeUndefined();
  });
});

describe('a notification that is not genuine', () => {
  const refusal = expect.objectContaining({ statusCode: 401 }) as Error;

  it.each<[string, Item]>([
    ['without a signature', capture],
    ['signed with another key', sign(capture, OTHER_KEY)],
    ['signed with the empty key', sign(capture, '')],
    ['with a signature cut short', { ...documented, additionalData: { hmacSignature: 'coqCmt/IZ4E=' } }],
    ['with another amount', { ...documented, amount: { value: 1131, currency: 'EUR' } }],
    ['with another outcome', { ...documented, success: 'false' }],
    ['of another payment', { ...documented, pspReference: '7914073381342285' }],
    ['without an amount', { ...documented, amount: undefined }],
    ['whose amount is a text', { ...documented, amount: { value: '1130', currency: 'EUR' } }],
    ['whose reference is a list', { ...documented, pspReference: ['7914073381342284'] }],
  ])('is refused %s', (_, item) => {
    expect(() => readNotifications(batch(item), () => [KEY])).toThrow(refusal);
  });

  it('cannot borrow the signature of an item whose fields join to the same text', () => {
    const signed = sign({ ...capture, merchantReference: '10:EUR:CAPTURE' });
    const shifted = {
      ...signed,
      pspReference: 'QFQTPCQ8HXSKGK82:NC6HT9CRT65ZGN82',
      originalReference: 'TestMerchant',
    };
    const cut = { ...shifted, merchantAccountCode: '10', merchantReference: 'EUR:CAPTURE' };
    expect(() => readNotifications(batch(cut), () => [KEY])).toThrow(refusal);
  });

  it('takes the whole batch with it', () => {
    expect(() =>
      readNotifications(batch(documented, { ...sign(capture), eventCode: 'REFUND' }), () => [KEY]),
    ).toThrow(refusal);
    expect(readNotifications(batch(documented, sign(capture)), () => [KEY])).toHaveLength(2);
  });
});

describe('the work for what is not genuine', () => {
  /** A list whose elements must not be looked at beyond the first few. */
  const guarded = (length: number, first: readonly unknown[]): unknown[] =>
    new Proxy(Array.from({ length }), {
      get: (list, key, receiver) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) {
          if (Number(key) >= first.length) throw new Error(`Item ${key} was looked at.`);
          return first[Number(key)];
        }
        return Reflect.get(list, key, receiver) as unknown;
      },
    });
  const wrapped = (item: unknown) => ({ NotificationRequestItem: item });

  it('ends with the first item that is not signed', () => {
    const notificationItems = guarded(1000, [wrapped(sign(capture)), wrapped(capture)]);
    expect(() => readNotifications({ live: 'false', notificationItems }, () => [KEY])).toThrow(
      expect.objectContaining({ statusCode: 401 }) as Error,
    );
  });

  it('ends before the first item where there are more than a thousand', () => {
    expect(() => readNotifications({ notificationItems: guarded(1001, []) }, () => [KEY])).toThrow(
      expect.objectContaining({ statusCode: 400, fields: { field: 'notificationItems' } }) as Error,
    );
  });

  it('leaves batches of a thousand genuine items readable', () => {
    const items = Array.from({ length: 1000 }, () => sign(capture));
    expect(readNotifications(batch(...items), () => [KEY])).toHaveLength(1000);
  });
});

it.each<[string, unknown]>([
  ['nothing', undefined],
  ['an empty batch', { live: 'false', notificationItems: [] }],
  ['no batch', { live: 'false' }],
  ['a list', [documented]],
  ['a wrong wrapper', { notificationItems: [documented] }],
])('%s is malformed', (_, body) => {
  expect(() => readNotifications(body, () => [KEY])).toThrow(
    expect.objectContaining({ statusCode: 400 }) as Error,
  );
});
