import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { readTokenizationEvent } from './tokenization.ts';

const KEY = 'cd'.repeat(32);
const sign = (body: string, key = KEY) =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(body).digest('base64');
const event = {
  createdAt: '2025-01-01T01:00:00+01:00',
  environment: 'test',
  eventId: 'QFQTPCQ8HXSKGK82',
  type: 'recurring.token.created',
  version: '1',
  data: {
    merchantAccount: 'TestMerchant',
    operation: 'created',
    shopperReference: 'customer-1',
    storedPaymentMethodId: 'M5N7TQ4TG5PFWR50',
    type: 'visapremiumdebit',
  },
};
const read = (body: string, signature: string | undefined = sign(body)) =>
  readTokenizationEvent(Buffer.from(body), signature, () => ['00'.repeat(32), KEY]);

it('reads what happened to a token', () => {
  expect(read(JSON.stringify(event))).toEqual({
    kind: 'created',
    eventId: 'QFQTPCQ8HXSKGK82',
    merchantAccount: 'TestMerchant',
    shopperReference: 'customer-1',
    storedPaymentMethodId: 'M5N7TQ4TG5PFWR50',
    paymentMethod: 'visapremiumdebit',
    createdAt: '2025-01-01T00:00:00.000Z',
    operation: 'created',
    live: false,
  });
});

it.each([
  ['test', false],
  ['live', true],
  [undefined, undefined],
  ['somewhere', undefined],
])('of the environment %s is live: %s', (environment, live) => {
  expect(read(JSON.stringify({ ...event, environment }))?.live).toBe(live);
});

it('verifies the bytes, not what they mean', () => {
  const body = JSON.stringify(event);
  expect(() => read(` ${body}`, sign(body))).toThrow(expect.objectContaining({ statusCode: 401 }) as Error);
});

it('is verified with the keys of the account that it names', () => {
  const body = JSON.stringify(event);
  const other = 'ab'.repeat(32);
  const keysOf = (name?: string) => (name === 'TestMerchant' ? [KEY] : [KEY, other]);
  const readSigned = (key: string) => readTokenizationEvent(Buffer.from(body), sign(body, key), keysOf);
  expect(readSigned(KEY)).toBeDefined();
  expect(() => readSigned(other)).toThrow(expect.objectContaining({ statusCode: 401 }) as Error);
});

it.each([undefined, '', sign('{}', 'ab'.repeat(32))])('refuses the signature %s', (signature) => {
  const call = () => readTokenizationEvent(Buffer.from('{}'), signature, () => [KEY]);
  expect(call).toThrow(expect.objectContaining({ statusCode: 401 }) as Error);
});

it('takes no meaning from events that it does not know', () => {
  expect(read(JSON.stringify({ ...event, type: 'recurring.token.somethingNew' }))).toBeUndefined();
});

it.each([['{'], ['[]'], [JSON.stringify({ ...event, data: { ...event.data, storedPaymentMethodId: '' } })]])(
  'calls %s malformed',
  (body) => expect(() => read(body)).toThrow(expect.objectContaining({ statusCode: 400 }) as Error),
);
