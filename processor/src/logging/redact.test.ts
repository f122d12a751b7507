import { describe, expect, it } from 'vitest';
import { redact, redactForms } from './redact.ts';

const written = (fields: Record<string, unknown>, secrets?: string[]): string =>
  JSON.stringify(redact(fields, secrets));

describe('redact', () => {
  it.each([
    ['authorization', 'Bearer abc.def'],
    ['X-Session-Id', '5c2ac2a5-6ed1-4f75'],
    ['x-api-key', 'AQEyhmfxK'],
    ['encryptedCardNumber', 'eyJhbGciOi'],
    ['cvc', '737'],
    ['shopperEmail', 'someone'],
    ['first_name', 'Ada'],
    ['billingAddress', 'Main Street 1'],
    ['storedPaymentMethodId', 'M5N7TQ4TG5PFWR50'],
    ['access_token', 'aToken'],
  ])('never writes a field named %s', (name, value) => {
    expect(written({ outer: [{ [name]: value }], [name]: { inner: value } })).not.toContain(value);
  });

  it.each([
    ['a card number', 'paid with 4111 1111 1111 1111 today', '1111'],
    ['an Amex number', 'pan=371449635398431.', '371449635398431'],
    ['a bearer token', 'header was Bearer eyJh.bGci-_x', 'bGci'],
    ['a JWT', 'got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'eyJzdWIi'],
    ['an e-mail address', 'customer ada.l+x@example.co.uk wrote', 'example.co.uk'],
    ['an encoded e-mail address', '/customers/email=ada%40example.com', 'example.com'],
    ['an encrypted blob', 'adyenjs_0_1_25$K2yh/d+x==', 'K2yh'],
  ])('takes %s out of any text', (_what, text, part) => {
    expect(written({ note: text, error: new Error(text, { cause: { text } }) })).not.toContain(part);
  });

  it('takes configured secrets out wherever they are', () => {
    expect(written({ a: 'key=QLMNOP!' }, ['QLMNOP!'])).toBe('{"a":"key=[REDACTED]"}');
  });

  it('keeps what operators need', () => {
    const fields = {
      paymentReference: '0b1b0a4e-6a7e-4d51-8d2f-1de7b1c3a0aa',
      pspReference: 'QFQTPCQ8HXSKGK82',
      amount: { centAmount: 10_988, currencyCode: 'EUR' },
      at: 1_732_273_200_000,
      eventDate: '2024-01-01T00:00:00+01:00',
    };
    expect(redact(fields)).toEqual(fields);
  });

  it.each([
    ['word characters', 'a'],
    ['encoded at signs', 'a%40'],
    ['at signs', 'a@'],
    ['labels of a domain', 'a@b-c'],
    ['beginnings of tokens', 'eyJxxxxxxxx-'],
    ['schemes of tokens', 'Bearer  '],
    ['digits', '4 '],
  ])('takes sixteen times as long for a text sixteen times as long: %s', (_what, piece) => {
    const text = (length: number): string => piece.repeat(length / piece.length);
    const fastest = (input: string): number =>
      Math.min(
        ...Array.from({ length: 7 }, () => {
          const startedAt = performance.now();
          redactForms(input);
          return performance.now() - startedAt;
        }),
      );
    fastest(text(1000));
    // Quadratic growth would be 256 times.
    expect(fastest(text(32_000))).toBeLessThan(80 * Math.max(0.02, fastest(text(2000))));
  });

  it('ends on what is deep or circular', () => {
    const circular: Record<string, unknown> = { name: 'loop' };
    circular['self'] = circular;
    expect(written({ circular })).toContain('[DEEP]');
  });
});
