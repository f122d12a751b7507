import { describe, expect, it } from 'vitest';
import { selfSigned } from '../../processor/src/test-support/self-signed.ts';
import { newShopper, useStack, type ErrorAnswer } from './support.ts';

const { certificate, key } = selfSigned('prime192v1');

const own = useStack({
  environment: {
    ADYEN_APPLEPAY_OWN_CERTIFICATE: Buffer.from(`${certificate}${key}`).toString('base64'),
    ADYEN_APPLEPAY_OWN_MERCHANT_ID: 'merchant.example.shop',
    ADYEN_APPLEPAY_OWN_MERCHANT_DOMAIN: 'shop.example',
    ADYEN_APPLEPAY_OWN_DISPLAY_NAME: 'Shop',
  },
});

const validate = async (validationUrl: unknown, stack = own()) => {
  const { sessionId } = await newShopper(stack);
  return stack.call<ErrorAnswer>('/applepay-sessions', { sessionId, body: { validationUrl } });
};

const path = '/paymentservices/startSession';

describe('/applepay-sessions with an own certificate', () => {
  it.each([
    [`http://apple-pay-gateway.apple.com${path}`],
    [`https://apple-pay-gateway.apple.com.evil.example${path}`],
    [`https://evil.example/apple-pay-gateway.apple.com${path}`],
    [`https://evilapple-pay-gateway.apple.com${path}`],
    [`https://apple-pay-gateway.apple.com@evil.example${path}`],
    [`https://apple-pay-gateway.apple.com:8443${path}`],
    [`https://www.apple.com${path}`],
    ['https://apple-pay-gateway.apple.com/'],
    [`https://127.0.0.1${path}`],
    ['not a url'],
  ])('never calls %s', async (url) => {
    const { status, body } = await validate(url);
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({ code: 'InvalidInput', field: 'validationUrl' });
  });

  it.each([[undefined], [7], ['']])('wants a URL and not %s', async (url) => {
    expect((await validate(url)).status).toBe(400);
  });

  it('asks Apple’s own servers, and says so when they cannot be used', async () => {
    // The key is too weak for TLS, so that nothing leaves this machine.
    const { status, body } = await validate(`https://apple-pay-gateway-cert.apple.com${path}`);
    expect(status).toBe(502);
    expect(body.errors[0]?.code).toBe('ApplePayUnavailable');
    expect(JSON.stringify(body)).not.toContain('BEGIN');
  });

  it('is for sessions only', async () => {
    expect((await own().call('/applepay-sessions', { body: { validationUrl: 'x' } })).status).toBe(401);
  });

  it('is told to the browser', async () => {
    const { sessionId } = await newShopper(own());
    expect((await own().call('/operations/config', { sessionId })).body).toMatchObject({
      applePayConfig: { usesOwnCertificate: true },
    });
  });
});

describe('/applepay-sessions without an own certificate', () => {
  const plain = useStack();
  it('is refused', async () => {
    const { status, body } = await validate(`https://apple-pay-gateway.apple.com${path}`, plain());
    expect(status).toBe(400);
    expect(body.errors[0]?.code).toBe('InvalidOperation');
  });
});
