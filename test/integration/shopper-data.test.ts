import { describe, expect, it } from 'vitest';
import { card, newShopper, useStack, type PaymentAnswer } from './support.ts';

const ROUTES = ['/payments', '/express-payments'];
const stack = useStack({
  environment: { ALLOWED_ORIGINS: 'http://localhost:9312,capacitor://localhost' },
});

/** What Adyen got for an attempt that its route accepted. */
const sentFor = async (route: string, body: object, headers: Record<string, string> = {}) => {
  const { sessionId } = await newShopper(stack());
  const type = route === '/payments' ? 'scheme' : 'googlepay';
  const paymentMethod = { ...card().paymentMethod, type };
  const wallet = { type, googlePayToken: '{}' };
  const sent = { ...body, paymentMethod: type === 'scheme' ? paymentMethod : wallet };
  const answer = await stack().call<PaymentAnswer>(route, { sessionId, body: sent, headers });
  expect(answer.status).toBe(200);
  const requests = stack()
    .adyen.control.journal('/v72/payments')
    .map(({ body: asked }) => asked as Record<string, unknown>);
  return requests.find(({ reference }) => reference === answer.body.paymentReference) ?? {};
};

const { browserInfo } = card();
const screen = { colorDepth: 24, screenHeight: '900', screenWidth: '1440', timeZoneOffset: -60 };

describe.each(ROUTES)('%s', (route) => {
  it('completes what the page says of the browser by the headers of its request', async () => {
    const headers = {
      accept: 'application/json',
      'accept-language': 'de-CH,de;q=0.9',
      'user-agent': 'Shop/1.0',
    };
    const sent = await sentFor(route, { browserInfo: screen }, headers);
    expect(sent['browserInfo']).toEqual({
      acceptHeader: 'application/json',
      colorDepth: 24,
      javaEnabled: false,
      language: 'de-CH',
      screenHeight: 900,
      screenWidth: 1440,
      timeZoneOffset: -60,
      userAgent: 'Shop/1.0',
    });
    expect((await sentFor(route, { browserInfo }, headers))['browserInfo']).toEqual(browserInfo);
  });

  it('sends nothing of a browser of which the page says too little', async () => {
    const sent = await sentFor(route, { browserInfo: { language: 'de' } });
    expect(sent).not.toHaveProperty('browserInfo');
  });

  it.each([
    ['http://localhost:9312', 'http://localhost:9312'],
    ['capacitor://localhost', 'capacitor://localhost'],
    ['null', undefined],
    ['https://other.example', undefined],
  ])('takes a payment from a page of %s', async (origin, named) =>
    expect((await sentFor(route, { browserInfo, origin }))['origin']).toBe(named),
  );
});

describe('a guest', () => {
  it('has a name at Adyen that says nothing of the person, and stores nothing', async () => {
    const { sessionId, cartId, pay } = await newShopper(stack());
    const { control } = stack().commercetools;
    const anonymousId = '0f7c2d7e-1111-4222-8333-444455556666';
    control.putCart({ ...control.cart(cartId), anonymousId });
    await stack().call('/payment-methods', { sessionId, body: {} });
    const [asked] = stack().adyen.control.journal('/v72/paymentMethods').slice(-1);
    expect(asked?.body).not.toHaveProperty('shopperReference');

    const { body } = await pay({ ...card(), storePaymentMethod: true });
    const [sent] = stack().adyen.control.journal('/v72/payments').slice(-1);
    expect(sent?.body).toMatchObject({ reference: body.paymentReference, shopperReference: anonymousId });
    expect(sent?.body).not.toHaveProperty('storePaymentMethod');
    expect(sent?.body).not.toHaveProperty('recurringProcessingModel');
  });
});
