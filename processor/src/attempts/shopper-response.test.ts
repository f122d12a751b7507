import { describe, expect, it } from 'vitest';
import { paymentAnswer } from '../adyen/responses.ts';
import { paymentId } from '../test-support/identifiers.ts';
import { shopperResponse } from './shopper-response.ts';

const answerOf = (fields: Record<string, unknown>) => paymentAnswer.parse(fields);
const merchantReturnUrl = 'https://shop.example/result?paymentReference=p1';
const shown = (fields: Record<string, unknown>) =>
  shopperResponse({ paymentReference: paymentId('p1'), answer: answerOf(fields), merchantReturnUrl });

describe('the response to the browser', () => {
  it('holds nothing of Adyen’s but what the shopper needs', () => {
    const answer = shown({
      resultCode: 'Refused',
      pspReference: 'NC6HT9CRT65ZGN82',
      refusalReason: 'FRAUD: 05 do not honor',
      refusalReasonCode: '20',
      additionalData: { cardSummary: '1111' },
      fraudResult: { accountScore: 100 },
    });
    expect(answer).toEqual({ paymentReference: 'p1', resultCode: 'Refused', refusalReason: 'Refused' });
  });

  it('passes an action whole', () => {
    const action = { type: 'threeDS2', subtype: 'fingerprint', token: 'abc', nested: { deep: [1] } };
    expect(shown({ resultCode: 'IdentifyShopper', action })).toEqual({
      paymentReference: 'p1',
      resultCode: 'IdentifyShopper',
      action,
    });
  });

  const order = (value: number) => ({
    pspReference: 'O1',
    orderData: 'x',
    remainingAmount: { value, currency: 'EUR' },
  });
  it.each<[string, Record<string, unknown>, boolean]>([
    ['paid', { resultCode: 'Authorised' }, true],
    ['in progress at the bank', { resultCode: 'Received' }, true],
    ['with a voucher in hand', { resultCode: 'PresentToShopper', action: { type: 'voucher' } }, true],
    ['waiting in an app', { resultCode: 'Pending', action: { type: 'await' } }, false],
    ['refused', { resultCode: 'Refused' }, false],
    ['with a gift card that was not enough', { resultCode: 'Authorised', order: order(500) }, false],
    ['with the last part of an order paid', { resultCode: 'Authorised', order: order(0) }, true],
  ])('sends a shopper who is %s back to the shop only when done', (_, fields, isDone) =>
    expect(shown(fields).merchantReturnUrl).toBe(isDone ? merchantReturnUrl : undefined),
  );
});

it.each([
  ['Authorised', true],
  ['PartiallyAuthorised', true],
  ['Pending', true],
  ['Refused', false],
  ['RedirectShopper', false],
])('%s of a cart that owes more tells how much: %j, and sends nobody on', (resultCode, tells) => {
  const remainingAmount = { centAmount: 400, currencyCode: 'EUR' };
  const answer = shopperResponse({
    paymentReference: paymentId('p1'),
    answer: answerOf({ resultCode }),
    merchantReturnUrl,
    remainingAmount,
  });
  expect(answer.remainingAmount).toEqual(tells ? remainingAmount : undefined);
  expect(answer.merchantReturnUrl).toBeUndefined();
});
