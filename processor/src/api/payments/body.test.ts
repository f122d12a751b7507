import { describe, expect, it } from 'vitest';
import { faultOf } from '../../test-support/fault-of.ts';
import { parseAttemptBody } from './body.ts';
import { parseDetailsBody } from './details-body.ts';

const card = {
  type: 'scheme',
  holderName: 'Jan Jansen',
  encryptedCardNumber: 'test_4111111111111111',
  encryptedExpiryMonth: 'test_03',
  encryptedExpiryYear: 'test_2030',
  encryptedSecurityCode: 'test_737',
  brand: 'visa',
};

describe('the body of an attempt', () => {
  it('keeps what a browser may decide, and nothing else', () => {
    const allowed = {
      paymentMethod: card,
      browserInfo: { userAgent: 'Mozilla/5.0', colorDepth: 24, javaEnabled: false },
      origin: 'https://shop.example',
      storePaymentMethod: true,
      riskData: { clientData: 'eyJ2IjoxfQ==' },
      billingAddress: { street: 'Damrak', city: 'Amsterdam', country: 'NL' },
      order: { orderData: 'abc', pspReference: '8515208516304269' },
    };
    const parsed = parseAttemptBody({
      ...allowed,
      riskData: { clientData: 'eyJ2IjoxfQ==', fraudOffset: -100, profileReference: 'p' },
      clientStateDataIndicator: true,
      amount: { value: 1, currency: 'EUR' },
      merchantAccount: 'Other',
      reference: 'mine',
      shopperReference: 'somebody',
      splits: [],
      captureDelayHours: 0,
      additionalData: { manualCapture: 'false' },
      mpiData: {},
      returnUrl: 'https://evil.example',
    });
    expect(parsed).toEqual({ ...allowed, storedPaymentMethodId: undefined });
  });

  it('takes what adyen-web leaves empty as absent', () => {
    const parsed = parseAttemptBody({
      paymentMethod: { type: 'ideal', issuer: null },
      billingAddress: { street: ' ', city: null, country: '' },
      deliveryAddress: null,
    });
    expect(parsed.paymentMethod).toEqual({ type: 'ideal' });
    expect(parsed.billingAddress).toEqual({ street: undefined, country: undefined });
    expect(parsed.storePaymentMethod).toBe(false);
  });

  it('takes the word of adyen-web for what its form does not ask for as absent', () => {
    const parsed = (country: string) =>
      parseAttemptBody({
        paymentMethod: card,
        billingAddress: {
          street: 'N/A',
          city: 'N/A',
          houseNumberOrName: 'N/A',
          postalCode: '94105',
          country,
        },
      }).billingAddress;
    for (const country of ['N/A', 'ZZ', ' ']) expect(parsed(country)).toEqual({ postalCode: '94105' });
    expect(parsed('us')).toEqual({ postalCode: '94105', country: 'US' });
  });

  it.each(['storedPaymentMethodId', 'recurringDetailReference'])(
    'lifts %s out of the payment method',
    (key) => {
      const parsed = parseAttemptBody({
        paymentMethod: { type: 'scheme', [key]: 'ct-id', encryptedSecurityCode: 'x' },
      });
      expect(parsed.storedPaymentMethodId).toBe('ct-id');
      expect(parsed.paymentMethod).toEqual({ type: 'scheme', encryptedSecurityCode: 'x' });
    },
  );

  it('reduces the origin to an origin', () => {
    const origin = 'https://shop.example:8443/checkout?cart=1';
    expect(parseAttemptBody({ paymentMethod: { type: 'ideal' }, origin }).origin).toBe(
      'https://shop.example:8443',
    );
  });

  it('reads numbers and truth values of the browser from texts', () => {
    const browserInfo = {
      screenWidth: '1440',
      screenHeight: 899.6,
      timeZoneOffset: '-120',
      javaEnabled: 'false',
    };
    expect(parseAttemptBody({ paymentMethod: card, browserInfo }).browserInfo).toEqual({
      screenWidth: 1440,
      screenHeight: 900,
      timeZoneOffset: -120,
      javaEnabled: false,
    });
  });

  it.each<[string, string | undefined]>([
    ['capacitor://localhost', 'capacitor://localhost'],
    ['ionic://localhost', 'ionic://localhost'],
    ['null', undefined],
    ['', undefined],
    ['javascript:alert(1)', undefined],
    [`https://${'a'.repeat(60)}.${'b'.repeat(30)}.example`, undefined],
  ])('refuses no page for its origin: %s', (origin, sent) =>
    expect(parseAttemptBody({ paymentMethod: card, origin }).origin).toBe(sent),
  );

  it.each<[string, Record<string, unknown>]>([
    ['paymentMethod', {}],
    ['paymentMethod', { paymentMethod: 'scheme' }],
    ['paymentMethod', { paymentMethod: [] }],
    ['paymentMethod.type', { paymentMethod: { issuer: '1' } }],
    ['paymentMethod.type', { paymentMethod: { type: '../x' } }],
    ['storePaymentMethod', { paymentMethod: card, storePaymentMethod: 'true' }],
    ['origin', { paymentMethod: card, origin: 7 }],
    ['browserInfo.colorDepth', { paymentMethod: card, browserInfo: { colorDepth: 'deep' } }],
    ['billingAddress.country', { paymentMethod: card, billingAddress: { country: 'Netherlands' } }],
    ['order.orderData', { paymentMethod: card, order: { pspReference: 'X' } }],
  ])('names %s when it is wrong', (field, body) => {
    expect(faultOf(() => parseAttemptBody(body))).toMatchObject({ statusCode: 400, fields: { field } });
  });

  it.each([undefined, null, 'text', 7, []])('must be an object, not %j', (body) =>
    expect(faultOf(() => parseAttemptBody(body)).statusCode).toBe(400),
  );
});

describe('unencrypted card data', () => {
  const PAN = '4111111111111111';
  it.each<[string, Record<string, unknown>]>([
    ['paymentMethod.number', { paymentMethod: { type: 'scheme', number: PAN } }],
    ['paymentMethod.cvc', { paymentMethod: { ...card, cvc: '737' } }],
    ['paymentMethod.expiryMonth', { paymentMethod: { type: 'ideal', expiryMonth: 3 } }],
    ['paymentMethod.card.security_code', { paymentMethod: { type: 'x', card: { security_code: '737' } } }],
    ['paymentMethod.issuer', { paymentMethod: { type: 'ideal', issuer: PAN } }],
    ['paymentMethod.holderName', { paymentMethod: { ...card, holderName: `Jan ${PAN} Jansen` } }],
    ['paymentMethod.note', { paymentMethod: { type: 'ideal', note: '4111 1111 1111 1111' } }],
    ['paymentMethod.note', { paymentMethod: { type: 'ideal', note: '3714-496353-98431' } }],
    ['paymentMethod.note', { paymentMethod: { type: 'ideal', note: 4111111111111111 } }],
    ['paymentMethod.list.1.deep', { paymentMethod: { type: 'ideal', list: [0, { deep: PAN }] } }],
    ['paymentMethod.encryptedCardNumber', { paymentMethod: { ...card, encryptedCardNumber: PAN } }],
    ['paymentMethod.encryptedSecurityCode', { paymentMethod: { ...card, encryptedSecurityCode: '737' } }],
    ['paymentMethod.encryptedExpiryMonth', { paymentMethod: { ...card, encryptedExpiryMonth: 3 } }],
    ['billingAddress.street', { paymentMethod: card, billingAddress: { street: '5555 5555 5555 4444' } }],
    ['telephoneNumber', { paymentMethod: { type: 'mbway' }, telephoneNumber: PAN }],
    ['unknown.field', { paymentMethod: card, unknown: { field: '6011000990139424' } }],
    ['paymentMethod', { paymentMethod: { type: 'ideal', [PAN]: 'x' } }],
  ])('is found at %s and never repeated', (field, body) => {
    const fault = faultOf(() => parseAttemptBody(body));
    expect(fault).toMatchObject({ statusCode: 400, fields: { field } });
    expect(`${fault.message} ${JSON.stringify(fault)}`).not.toMatch(/\d{4}|737/);
  });

  it('is not suspected where digits mean something else', () => {
    const paymentMethod = {
      type: 'googlepay',
      googlePayToken: '{"signedKey":"{\\"keyExpiration\\":\\"1542394027316\\"}"}',
      checkoutAttemptId: '9a1b2c3d-4444-4111-9111-11111111111a1700000000000F00',
      iban: 'NL13TEST0123456789',
      telephoneNumber: '+4917012345674',
      reference: '8816118280275544',
      luhnInvalid: '4111111111111112',
    };
    const body = { paymentMethod, socialSecurityNumber: '36006666333344', telephoneNumber: '4222222222222' };
    expect(parseAttemptBody(body).paymentMethod).toEqual(paymentMethod);
  });

  it('is not suspected in an account number that its form wrote in groups of four', () => {
    const paymentMethod = { type: 'sepadirectdebit', iban: 'DE75 5121 0800 1245 1261 99' };
    expect(parseAttemptBody({ paymentMethod }).paymentMethod).toEqual(paymentMethod);
    const wrongCheckDigits = { type: 'sepadirectdebit', iban: 'DE76 5121 0800 1245 1261 99' };
    expect(() => parseAttemptBody({ paymentMethod: wrongCheckDigits })).toThrow(/iban/);
  });

  it('cannot hide behind depth', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`) as unknown;
    expect(faultOf(() => parseAttemptBody({ paymentMethod: { type: 'ideal', deep } })).statusCode).toBe(400);
  });
});

describe('the body of a continuation', () => {
  const paymentReference = '3f1d2c4b-0000-4000-8000-000000000000';

  it('keeps the details that Adyen knows', () => {
    const details = { redirectResult: 'X6XtfGC3!Y...' };
    const parsed = parseDetailsBody({
      details: { ...details, paymentSource: 'paypal' },
      paymentData: 'Ab02b4c0...',
      paymentReference,
      threeDSAuthenticationOnly: true,
    });
    expect(parsed).toEqual({ details, paymentData: 'Ab02b4c0...', paymentReference });
  });

  it.each<[string, Record<string, unknown>]>([
    ['details', { paymentReference }],
    ['details', { details: {}, paymentReference }],
    ['details', { details: { unknown: 'x' }, paymentReference }],
    ['details.payload', { details: { payload: 7 }, paymentReference }],
    ['paymentReference', { details: { payload: 'x' } }],
    ['paymentReference', { details: { payload: 'x' }, paymentReference: '../payments' }],
    ['paymentData', { details: { payload: 'x' }, paymentReference, paymentData: {} }],
    ['details.MD', { details: { MD: '4111111111111111' }, paymentReference }],
  ])('names %s when it is wrong', (field, body) => {
    expect(faultOf(() => parseDetailsBody(body))).toMatchObject({ statusCode: 400, fields: { field } });
  });
});
