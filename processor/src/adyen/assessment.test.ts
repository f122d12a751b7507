import { expect, test } from 'vitest';
import { readAssessment } from './assessment.ts';
import { adviceCodeOf, retryAdviceOf } from './merchant-advice.ts';

test('reads what is on the list, and nothing personal', () => {
  const data = {
    threeDSVersion: '2.2.0',
    threeDAuthenticatedResponse: 'Y',
    threeDAuthenticated: 'true',
    liabilityShift: 'true',
    avsResult: '4 AVS not supported for this card type',
    cvcResult: '1 Matches',
    totalFraudScore: '10',
    merchantAdviceCode: '02 : Try again later',
    cardHolderName: 'Jane Doe',
    shopperEmail: 'jane@example.com',
  };
  const read = {
    threeDSVersion: '2.2.0',
    threeDSResult: 'Y',
    liabilityShift: 'true',
    avsResult: '4 AVS not supported for this card type',
    cvcResult: '1 Matches',
    fraudScore: '10',
    merchantAdvice: '02',
  };
  expect(readAssessment(data)).toEqual(read);
  expect(readAssessment(data, 25)).toEqual({ ...read, fraudScore: '25' });
  expect(readAssessment({ cvcResult: ' ', avsResult: 'x'.repeat(101) })).toEqual({});
});

test.each([
  ['03', '03'],
  ['21 : Payment cancellation', '21'],
  [' 02:later', '02'],
  ['021', undefined],
  ['', undefined],
  [undefined, undefined],
])('the advice %j is %j', (text, code) => {
  expect(adviceCodeOf(text)).toBe(code);
});

test.each([
  ['03', { retryAllowed: false, merchantAdviceCode: '03' }],
  ['21', { retryAllowed: false, merchantAdviceCode: '21' }],
  ['02', { retryAllowed: true, merchantAdviceCode: '02' }],
  ['25', { retryAllowed: true, merchantAdviceCode: '25', retryAfterHours: 24 }],
  ['99', { retryAllowed: true, merchantAdviceCode: '99' }],
  [undefined, { retryAllowed: true }],
])('after the advice %j', (code, expected) => {
  const { meaning: _words, ...advice } = retryAdviceOf(code);
  expect(advice).toEqual(expected);
});
