import { expect, test } from 'vitest';
import { decodeOutcome, encodeOutcome, type RecordedOutcome } from './recorded-outcome.ts';

// What stored Payments hold: never to be changed.
test.each<[string, RecordedOutcome]>([
  ['{"resultCode":"Authorised"}', { resultCode: 'Authorised' }],
  [
    '{"resultCode":"Refused","refusalReason":"ExpiredCard"}',
    { resultCode: 'Refused', refusalReason: 'ExpiredCard' },
  ],
  [
    '{"fault":{"statusCode":422,"code":"AdyenRefused","message":"Refused"}}',
    { fault: { statusCode: 422, code: 'AdyenRefused', message: 'Refused' } },
  ],
])('%s is read and written', (text, outcome) => {
  expect(decodeOutcome(text)).toEqual(outcome);
  expect(encodeOutcome(outcome)).toBe(text);
});

test('what a later version has added is left out', () => {
  expect(decodeOutcome('{"resultCode":"Authorised","receipt":"R1"}')).toEqual({ resultCode: 'Authorised' });
});

test.each([
  undefined,
  '',
  'Authorised',
  'null',
  '5',
  '[]',
  '{}',
  '{"resultCode":5}',
  '{"fault":{"code":"A"}}',
])('%s means nothing', (text) => {
  expect(decodeOutcome(text)).toBeUndefined();
});
