import { describe, expect, it } from 'vitest';
import { TransportError, type OutgoingRequest, type UpstreamResponse } from '../upstream/transport.ts';
import { applePaySession } from './apple-pay-session.ts';

const applePay = {
  certificate: 'secret',
  merchantId: 'merchant.example.shop',
  merchantDomain: 'shop.example',
  displayName: 'Shop',
};

const validationUrl = 'https://apple-pay-gateway.apple.com/paymentservices/startSession';
const session = { merchantSessionIdentifier: 'SSH1', epochTimestamp: 1 };

const response = (status: number, text: string): UpstreamResponse => ({ status, text, headers: {} });

/** An Apple that gives the outcomes in order. */
const appleWith = (...outcomes: (UpstreamResponse | TransportError)[]) => {
  const seen: OutgoingRequest[] = [];
  const deps = {
    config: { applePay },
    logger: { error: () => undefined },
    apple: (outgoing: OutgoingRequest): Promise<UpstreamResponse> => {
      seen.push(outgoing);
      const outcome = outcomes.shift() ?? new TransportError('TIMEOUT', true);
      return outcome instanceof TransportError ? Promise.reject(outcome) : Promise.resolve(outcome);
    },
  };
  return { seen, requested: () => applePaySession(deps, validationUrl) };
};

describe("Apple's merchant session", () => {
  it('is passed on as it is', async () => {
    const { seen, requested } = appleWith(response(200, JSON.stringify(session)));
    expect(await requested()).toEqual(session);
    expect(seen).toMatchObject([{ url: validationUrl, method: 'POST' }]);
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      merchantIdentifier: 'merchant.example.shop',
      displayName: 'Shop',
      initiative: 'web',
      initiativeContext: 'shop.example',
    });
  });

  it('is requested again when Apple certainly has not got the request', async () => {
    const { seen, requested } = appleWith(
      new TransportError('ECONNREFUSED', false),
      response(200, JSON.stringify(session)),
    );
    expect(await requested()).toEqual(session);
    expect(seen).toHaveLength(2);
  });

  it.each<[string, UpstreamResponse | TransportError]>([
    ['silence', new TransportError('TIMEOUT', true)],
    ['a lost response', new TransportError('UND_ERR_SOCKET', true)],
    ['417', response(417, 'no')],
    ['no JSON', response(200, '<html>')],
    ['no session', response(200, '{}')],
  ])('cannot be used after %s', async (_name, outcome) => {
    const { seen, requested } = appleWith(outcome);
    await expect(requested()).rejects.toMatchObject({ statusCode: 502, code: 'ApplePayUnavailable' });
    expect(seen).toHaveLength(1);
  });
});
