import { describe, expect, it } from 'vitest';
import { RequestFailure } from '../fetch-json.ts';
import english from '../messages/languages/en.ts';
import { attemptError, errorContext, partRefused, paymentResult, type Ending } from './result.ts';
import { UnknownOutcome } from './unknown-outcome.ts';

const ending = (of: Partial<Ending> = {}): Ending => ({
  texts: english,
  type: 'scheme',
  paymentReference: 'p1',
  response: {},
  ...of,
});

describe('the result of an attempt', () => {
  it('names the payment, and the method as Checkout does', () => {
    expect(paymentResult('Authorised', ending())).toEqual({
      isSuccess: true,
      paymentReference: 'p1',
      method: { type: 'card' },
      resultCode: 'Authorised',
    });
  });

  it('names the page that the shopper should see next', () => {
    const response = { merchantReturnUrl: 'https://shop.example/thanks' };
    expect(paymentResult('Authorised', ending({ response }))).toMatchObject(response);
  });

  it.each(['Authorised', 'Pending', 'Received', 'PresentToShopper'])('is a success with %s', (resultCode) => {
    expect(paymentResult(resultCode, ending()).isSuccess).toBe(true);
  });

  it.each([
    ['Refused', undefined, english.refused],
    ['Refused', 'InsufficientFunds', english.insufficientFunds],
    ['Refused', 'ExpiredCard', english.expiredCard],
    ['Refused', 'a reason to come', english.refused],
    ['Error', undefined, english.failed],
    ['Cancelled', 'Refused', english.cancelled],
  ])('%s (%s) says why', (resultCode, refusalReason, message) => {
    const response = refusalReason === undefined ? {} : { refusalReason };
    expect(paymentResult(resultCode, ending({ response }))).toMatchObject({ isSuccess: false, message });
  });
});

describe('the error of an attempt', () => {
  it('whose outcome is unknown names the payment and warns against paying again', () => {
    const error = attemptError(
      new UnknownOutcome('p7'),
      ending({ type: 'ideal', paymentReference: undefined }),
    );
    expect(error).toMatchObject({
      code: 'OutcomeUnknown',
      retryable: false,
      paymentReference: 'p7',
      message: english.unknown,
    });
    expect(errorContext(error, ending({ type: 'ideal' }))).toEqual({
      paymentReference: 'p7',
      method: { type: 'ideal' },
    });
  });

  it('names the attempt’s own payment where its cause names none', () => {
    expect(attemptError(new UnknownOutcome(undefined), ending()).paymentReference).toBe('p1');
  });

  it.each([
    [new RequestFailure('x', { sent: false }), 'NetworkError'],
    [new RequestFailure('x', { status: 401 }), 'SessionExpired'],
    [new Error('anything else'), 'ActionFailed'],
  ])('caused by %s is %s', (cause, code) => {
    expect(attemptError(cause, ending())).toMatchObject({ code, cause });
  });

  it('is a refused part’s own, with Adyen’s reason for developers', () => {
    const error = partRefused('Refused', ending({ response: { refusalReason: 'Declined' } }));
    expect(error).toMatchObject({ code: 'PartRefused', message: english.giftCardRefused });
    expect(error.cause).toMatchObject({ message: 'Refused: Declined' });
  });
});
