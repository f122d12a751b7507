import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRequestedBy, encodeRequestedBy, type RequestedBy } from './requested-by.ts';

const PROCESS = '0d7f7a4e-9d1c-4c7e-8a57-3e0a9f5c1b22';
const REQUEST = '6a1b2c3d-4e5f-4a6b-9c8d-7e6f5a4b3c2d';
const KEY = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

// What stored Payments hold: never to be changed.
test.each<[string, RequestedBy]>([
  [KEY, { kind: 'key', digest: KEY }],
  [`unkeyed-${PROCESS}-${REQUEST}`, { kind: 'process', processId: PROCESS, requestId: REQUEST }],
  ['unkeyed-another-1', { kind: 'process', processId: 'another', requestId: '1' }],
  // An early version named the request alone.
  [
    `unkeyed-${REQUEST}`,
    { kind: 'process', processId: '6a1b2c3d', requestId: '4e5f-4a6b-9c8d-7e6f5a4b3c2d' },
  ],
  ['unkeyed--', { kind: 'process', processId: '', requestId: '' }],
  ['unkeyed-3', { kind: 'key', digest: 'unkeyed-3' }],
  ['Unkeyed-a-1', { kind: 'key', digest: 'Unkeyed-a-1' }],
  [' unkeyed-a-1', { kind: 'key', digest: ' unkeyed-a-1' }],
  ['', { kind: 'key', digest: '' }],
])('%s is read and written', (text, requestedBy) => {
  expect(decodeRequestedBy(text)).toEqual(requestedBy);
  expect(encodeRequestedBy(requestedBy)).toBe(text);
});

test('a requester is read as it was written', () => {
  const requester: fc.Arbitrary<RequestedBy> = fc.oneof(
    fc.record({ kind: fc.constant('key' as const), digest: fc.stringMatching(/^[0-9a-f]{64}$/) }),
    fc.record({ kind: fc.constant('process' as const), processId: fc.uuid(), requestId: fc.uuid() }),
  );
  fc.assert(
    fc.property(requester, (given) => {
      expect(decodeRequestedBy(encodeRequestedBy(given))).toEqual(given);
    }),
  );
});

test('any text is written as it was read', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string().map((rest) => `unkeyed-${rest}`),
    fc.tuple(fc.uuid(), fc.string()).map((words) => `unkeyed-${words.join('-')}`),
  );
  fc.assert(
    fc.property(text, (given) => {
      expect(encodeRequestedBy(decodeRequestedBy(given))).toBe(given);
    }),
  );
});
