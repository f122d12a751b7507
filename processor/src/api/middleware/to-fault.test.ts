import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  AdyenCredentialsRefused,
  AdyenOutcomeUnknown,
  AdyenRefusedRequest,
  AdyenUnreachable,
} from '../../adyen/errors.ts';
import { CommercetoolsError, commercetoolsFailure } from '../../commercetools/failure.ts';
import { fault, forbidden } from '../../errors.ts';
import { toAdyenAmount } from '../../ledger/money.ts';
import { paymentId } from '../../test-support/identifiers.ts';
import { TransportError } from '../../upstream/transport.ts';
import { toFault } from './to-fault.ts';

const refused = (statusCode: number) =>
  new AdyenRefusedRequest('payments', {
    statusCode,
    errorCode: '905',
    errorType: 'validation',
    privateMessage: "Adyen's own words",
    pspReference: undefined,
  });

const unknown = (reason: 'timeout' | 'connection', mayHaveHadEffect: boolean) =>
  new AdyenOutcomeUnknown('payments', { reason, mayHaveHadEffect });

const lost = new TransportError('ECONNRESET', true, undefined);

const thrownBy = (call: () => unknown): unknown => {
  try {
    call();
  } catch (error) {
    return error;
  }
  return expect.unreachable('it should have thrown');
};

const byExpress = (fields: string): unknown =>
  runInNewContext(`Object.assign(new Error('GET /4111111111111111'), ${fields})`);

describe('whatever is thrown', () => {
  it.each<[string, unknown, number, string]>([
    ['an error of the API', forbidden('No.'), 403, 'Forbidden'],
    ["Adyen's refusal", refused(422), 422, 'AdyenError-905'],
    ["Adyen's 400", refused(400), 400, 'AdyenError-905'],
    ["Adyen's 404", refused(404), 422, 'AdyenError-905'],
    [
      "Adyen's 401",
      new AdyenCredentialsRefused('payments', { statusCode: 401, privateMessage: '' }),
      502,
      'AdyenUnavailable',
    ],
    ['no connection to Adyen', new AdyenUnreachable('payments'), 503, 'AdyenUnavailable'],
    ['a lost response of Adyen', unknown('connection', true), 504, 'OutcomeUnknown'],
    ['a question without a response in time', unknown('timeout', false), 504, 'AdyenTimeout'],
    ['a question whose response is lost', unknown('connection', false), 502, 'AdyenUnavailable'],
    ["commercetools' 401", commercetoolsFailure(401), 502, 'CommercetoolsUnavailable'],
    ["commercetools' 503", commercetoolsFailure(503), 503, 'CommercetoolsUnavailable'],
    ["commercetools' 429", commercetoolsFailure(429), 503, 'CommercetoolsUnavailable'],
    ["commercetools' 409", commercetoolsFailure(409), 409, 'ConcurrentModification'],
    ["commercetools' 400", commercetoolsFailure(400), 502, 'CommercetoolsRefused'],
    [
      'a lost response of commercetools',
      new CommercetoolsError(0, undefined, lost),
      503,
      'CommercetoolsUnavailable',
    ],
    [
      'an amount that Adyen cannot express',
      thrownBy(() => toAdyenAmount({ centAmount: 105, currencyCode: 'IDR' })),
      400,
      'InvalidOperation',
    ],
    ['malformed HTTP', byExpress('{ expose: true, status: 400 }'), 400, 'InvalidInput'],
    ['a body of HTTP 413', byExpress('{ expose: true, status: 413 }'), 400, 'InvalidInput'],
    ['a path that cannot be decoded', byExpress("{ name: 'URIError', status: 400 }"), 400, 'InvalidInput'],
    ['a parse of something internal', thrownBy(() => z.string().parse(4)), 500, 'General'],
    ['a transport error that no adapter has named', lost, 500, 'General'],
    ["an error with somebody's status", Object.assign(new Error('x'), { statusCode: 401 }), 500, 'General'],
    ['a bug', new TypeError('secretThing is not a function'), 500, 'General'],
    ['no error at all', 'nonsense', 500, 'General'],
    ['nothing', undefined, 500, 'General'],
  ])('is an error of the API: %s', (_name, thrown, statusCode, code) => {
    const { message, ...error } = toFault(thrown);
    expect(error).toMatchObject({ statusCode, code });
    expect(message).not.toMatch(/4111|secretThing|own words/);
  });

  it('keeps its cause for the log', () => {
    const bug = new TypeError('x is not a function');
    expect(toFault(bug)).toMatchObject({ cause: bug });
    expect(toFault(refused(422))).toMatchObject({ privateMessage: "Adyen's own words" });
  });

  it('says which payment to ask for where an outcome is unknown', () => {
    const context = { paymentReference: paymentId('p1') };
    expect(toFault(unknown('timeout', true), context).fields).toEqual({ paymentReference: 'p1' });
    expect(toFault(new AdyenUnreachable('payments'), context).fields).toEqual({});
    expect(toFault(fault('OutcomeUnknown'), context).fields).toEqual({});
  });
});
