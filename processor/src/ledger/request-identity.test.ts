import { expect, test } from 'vitest';
import { fc } from '../test-support/properties.ts';
import { decodeIdentity, encodeIdentity, isSameIdentity, type RequestIdentity } from './request-identity.ts';

const digest = 'ab12'.repeat(16);
const [processId, requestId] = [
  '5b4f0c9e-0d0c-4c4b-8c6e-1f0e6f0a7b01',
  '00000000-1111-2222-3333-444444444444',
];

const identity: fc.Arbitrary<RequestIdentity> = fc.oneof(
  fc.record({
    kind: fc.constant('key' as const),
    digest: fc.stringMatching(/^[0-9a-f]{64}$/),
  }),
  fc.record({ kind: fc.constant('unkeyed' as const), processId: fc.uuid(), requestId: fc.uuid() }),
);

test('is stored as earlier versions stored it', () => {
  expect(encodeIdentity({ kind: 'key', digest })).toBe(digest);
  expect(encodeIdentity({ kind: 'unkeyed', processId, requestId })).toBe(`unkeyed-${processId}-${requestId}`);
});

test('survives being stored', () => {
  fc.assert(
    fc.property(identity, (one) => {
      expect(decodeIdentity(encodeIdentity(one))).toEqual(one);
    }),
  );
});

test.each([
  '',
  'unkeyed-',
  'unkeyed-another-1',
  `unkeyed-${processId}`,
  `x unkeyed-${processId}-${requestId}`,
  `unkeyed-${processId}-${requestId}-`,
])('what is not of the unkeyed form belongs to no process: %s', (stored) => {
  expect(decodeIdentity(stored)).toEqual({ kind: 'key', digest: stored });
});

test('is the same where all of it is', () => {
  const unkeyed = { kind: 'unkeyed', processId, requestId } as const;
  expect(isSameIdentity({ kind: 'key', digest }, { kind: 'key', digest })).toBe(true);
  expect(isSameIdentity(unkeyed, { ...unkeyed })).toBe(true);
  expect(isSameIdentity(unkeyed, { ...unkeyed, requestId: processId })).toBe(false);
  expect(isSameIdentity(unkeyed, { ...unkeyed, processId: requestId })).toBe(false);
  expect(isSameIdentity(unkeyed, { kind: 'key', digest })).toBe(false);
});
