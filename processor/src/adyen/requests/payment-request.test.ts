import type { Cart } from '@commercetools/platform-sdk';
import { describe, expect, it } from 'vitest';
import { parseAttemptBody } from '../../api/payments/body.ts';
import { paymentId, pspReference } from '../../test-support/identifiers.ts';
import { buildPaymentRequest, type PaymentRequestInput } from './payment-request.ts';
import { cart, config, shippingInfo } from './test-cart.ts';

const id = paymentId('3f1d2c4b-0000-4000-8000-000000000000');
const build = (
  body: Record<string, unknown> = {},
  ofCart: Partial<Cart> = {},
  input: Partial<PaymentRequestInput> = {},
) =>
  buildPaymentRequest({
    config,
    cart: cart(ofCart),
    paymentId: id,
    amount: { centAmount: 2500, currencyCode: 'EUR' },
    attempt: parseAttemptBody({ paymentMethod: { type: 'scheme' }, ...body }),
    processorUrl: 'https://processor.example',
    sessionId: 'session-1',
    ...input,
  });

/** The cart of somebody of whom nothing is known. */
const guest = (): Cart => {
  const known = ['customerId', 'customerEmail', 'billingAddress', 'shippingAddress', 'country', 'locale'];
  return Object.fromEntries(
    Object.entries(cart()).filter(([key]) => !known.includes(key)),
  ) as unknown as Cart;
};

describe('what the processor decides', () => {
  it('names account, payment, amount and where the request came from', () => {
    expect(build()).toMatchObject({
      merchantAccount: 'SandboxMerchant',
      reference: id,
      amount: { value: 2500, currency: 'EUR' },
      channel: 'Web',
      countryCode: 'NL',
      shopperLocale: 'nl-NL',
      shopperStatement: 'Sandbox shop',
      shopperInteraction: 'Ecommerce',
      metadata: { paymentReference: id, ctProjectKey: 'sandbox', cartId: cart().id },
      merchantOrderReference: cart().id,
      applicationInfo: { externalPlatform: { name: 'commercetools-connect' } },
    });
  });

  it('names the order that is to be, where its number is known', () => {
    const request = build({}, {}, { futureOrderNumber: 'order-4711' });
    expect(request.merchantOrderReference).toBe('order-4711');
    expect(request.metadata).toMatchObject({ futureOrderNumber: 'order-4711', cartId: cart().id });
  });

  it('cuts texts between characters', () => {
    const name = `${'å'.repeat(79)}🧑‍🎨`;
    const billingAddress = { country: 'DE', firstName: name, lastName: name };
    const [item] = cart().lineItems;
    const lineItems = item ? [{ ...item, name: { en: `${'a'.repeat(126)}👕` } }] : [];
    const request = build(
      { paymentMethod: { type: 'klarna' } },
      { billingAddress, lineItems },
      { futureOrderNumber: `${'7'.repeat(79)}👕` },
    );
    expect(request.shopperName).toEqual({ firstName: 'å'.repeat(79), lastName: 'å'.repeat(79) });
    expect(request.lineItems?.[0]?.description).toBe('a'.repeat(126));
    expect(request.metadata?.['futureOrderNumber']).toBe('7'.repeat(79));
  });

  it('counts in Adyen’s minor units', () => {
    expect(build({}, {}, { amount: { centAmount: 1050, currencyCode: 'CLP' } }).amount).toEqual({
      value: 105_000,
      currency: 'CLP',
    });
  });

  it.each([
    ['https://processor.example', 'https://processor.example/payments/details?'],
    ['https://processor.example/service/', 'https://processor.example/service/payments/details?'],
    ['https://processor.example/?region=eu#x', 'https://processor.example/payments/details?region=eu&'],
  ])('returns shoppers to %s', (processorUrl, beginning) => {
    const { returnUrl } = build({}, {}, { processorUrl });
    expect(returnUrl).toBe(`${beginning}paymentReference=${id}&ctsid=session-1`);
  });

  it.each(['not a url', 'ftp://x', `https://processor.example/${'x'.repeat(1000)}`])(
    'refuses %s',
    (processorUrl) =>
      expect(() => build({}, {}, { processorUrl })).toThrow(
        expect.objectContaining({ statusCode: 400 }) as Error,
      ),
  );

  it.each([
    ['nb-NO', 'no-NO'],
    ['no', 'no-NO'],
    ['de', 'de-DE'],
    ['en', 'en-US'],
    ['fr_CH', 'fr-CH'],
    ['zh-Hant-TW', 'zh-TW'],
    ['zh-Hant', 'zh-TW'],
    ['es-419', 'es-ES'],
    ['en-150', 'en-US'],
    ['en-001', 'en-US'],
    ['en-UK', 'en-GB'],
    ['deu', 'de-DE'],
    ['nn', 'no-NO'],
    ['de-DE-u-co-phonebk', 'de-DE'],
    ['fil-PH', undefined],
    ['?', undefined],
  ])('speaks %s as %s', (locale, expected) => expect(build({}, {}, { locale }).shopperLocale).toBe(expected));

  it('asks for native 3-D Secure where the page is known, and not for other methods', () => {
    const native = { threeDSRequestData: { nativeThreeDS: 'preferred' } };
    const origin = 'https://shop.example';
    expect(build({ origin }).authenticationData).toEqual(native);
    expect(build()).not.toHaveProperty('authenticationData');
    expect(build({ origin, paymentMethod: { type: 'ideal' } })).not.toHaveProperty('authenticationData');
  });
});

it('names the page only where the merchant allows its origin', () => {
  const origin = 'https://shop.example';
  const sent = (allowedOrigins: readonly string[] | undefined) =>
    build({ origin }, {}, { config: { ...config, allowedOrigins } });
  expect(sent(undefined).origin).toBe(origin);
  expect(sent(['https://other.example', origin]).origin).toBe(origin);
  const foreign = sent(['https://other.example']);
  expect(foreign).not.toHaveProperty('origin');
  expect(foreign).not.toHaveProperty('authenticationData');
});

describe('who pays', () => {
  const hostile = {
    shopperEmail: 'evil@else.example',
    shopperName: { firstName: 'E', lastName: 'Vil' },
    telephoneNumber: '+49 170 1234567',
    dateOfBirth: '1990-01-31',
    socialSecurityNumber: '123',
  };

  it('is whom the cart names', () => {
    expect(build({ ...hostile, paymentMethod: { type: 'riverty' } })).toMatchObject({
      shopperReference: '7f3c9a10-aaaa-4bbb-8ccc-ddddeeeeffff',
      shopperEmail: 'jan@shop.example',
      shopperName: { firstName: 'Jan', lastName: 'Jansen' },
      telephoneNumber: '+31201234567',
      dateOfBirth: '1990-01-31',
    });
  });

  it('is not the browser’s to say for a method that does not ask', () => {
    const request = build({ ...hostile, paymentMethod: { type: 'ideal' } }, {}, { cart: guest() });
    for (const field of [...Object.keys(hostile), 'billingAddress', 'countryCode', 'shopperLocale']) {
      expect(request).not.toHaveProperty(field);
    }
  });

  it.each<[string, Partial<Cart>, string]>([
    ['the customer', { customerId: 'customer-1', anonymousId: 'anonymous-1' }, 'customer-1'],
    [
      'a guest',
      { anonymousId: '0f7c2d7e-1111-4222-8333-444455556666' },
      '0f7c2d7e-1111-4222-8333-444455556666',
    ],
    ['a guest without an id', {}, id],
    ['a guest whose id is short', { anonymousId: 'x' }, id],
    ['a guest whose id is personal', { anonymousId: 'jan@shop.example' }, id],
  ])('has a name at Adyen: %s', (_, ofCart, reference) => {
    const input = { cart: { ...guest(), ...ofCart } };
    expect(build({}, {}, input).shopperReference).toBe(reference);
    const again = build({ paymentMethod: { type: 'afterpaytouch' } }, {}, input);
    expect(again.shopperReference).toBe(reference);
  });

  it('is what the form of a method asked for where the cart does not know', () => {
    const request = build({ ...hostile, paymentMethod: { type: 'econtext_stores' } }, {}, { cart: guest() });
    expect(request).toMatchObject({
      shopperEmail: 'evil@else.example',
      shopperName: { firstName: 'E', lastName: 'Vil' },
      telephoneNumber: '+491701234567',
    });
    expect(request).not.toHaveProperty('dateOfBirth');
  });

  it.each(['020 12', 'n/a', '+0'])('has no telephone number in %s', (phone) =>
    expect(build({}, { billingAddress: { country: 'NL', phone } })).not.toHaveProperty('telephoneNumber'),
  );

  it('has the telephone number of the cart, as it is dialled from abroad', () => {
    const phone = '0412 345 678';
    const number = (ofCart: Partial<Cart>) => build({}, ofCart).telephoneNumber;
    expect(number({ billingAddress: { country: 'AU', phone } })).toBe('+61412345678');
    expect(number({ billingAddress: { country: 'AU', phone: 'none', mobile: phone } })).toBe('+61412345678');
    expect(number({ billingAddress: { country: 'AU' }, shippingAddress: { country: 'AU', phone } })).toBe(
      '+61412345678',
    );
  });

  it.each<[string, Record<string, unknown>, Partial<Cart>]>([
    ['the billing address that was typed', { billingAddress: { country: 'DE' } }, { country: 'US' }],
    ['the cart’s billing address', {}, { billingAddress: { country: 'DE' }, country: 'US' }],
    ['the delivery address that was typed', { deliveryAddress: { country: 'DE' } }, { country: 'US' }],
    ['the cart’s delivery address', {}, { shippingAddress: { country: 'DE' }, country: 'US' }],
    ['one of several delivery addresses', {}, { itemShippingAddresses: [{ country: 'DE' }] }],
    ['the cart', {}, { country: 'DE' }],
  ])('has a telephone number that was typed as in the country of %s', (_, body, ofCart) => {
    for (const type of ['riverty', 'ratepay', 'facilypay_3x', 'affirm']) {
      const typed = { paymentMethod: { type }, telephoneNumber: '030 123456', ...body };
      const { telephoneNumber } = build(typed, {}, { cart: { ...guest(), ...ofCart } });
      expect(telephoneNumber).toBe('+4930123456');
    }
  });
});

describe('the company that pays', () => {
  const billie = { paymentMethod: { type: 'klarna_b2b' } };
  const address = { country: 'DE', city: 'Bonn' };
  const company = 'Müller & Söhne GmbH';

  it.each<[string, Record<string, unknown>, Partial<Cart>]>([
    ['the billing address', {}, { billingAddress: { ...address, company } }],
    ['the delivery address', {}, { shippingAddress: { ...address, company } }],
    ['what the shopper typed', { billingAddress: { ...address, company } }, {}],
    [
      'the billing address before all others',
      { billingAddress: { ...address, company: 'Other' } },
      { billingAddress: { ...address, company }, shippingAddress: { ...address, company: 'Other' } },
    ],
  ])('is that of %s', (_, body, ofCart) => {
    const request = build({ ...billie, ...body }, ofCart);
    expect(request.company).toEqual({ name: company });
    expect(request.billingAddress).not.toHaveProperty('company');
  });

  it('is sent only where a method asks for it and the cart has one', () => {
    expect(build(billie, { billingAddress: { ...address, company: ' ' } })).not.toHaveProperty('company');
    expect(build({}, { billingAddress: { ...address, company } })).not.toHaveProperty('company');
  });
});

describe('addresses', () => {
  it('come from the cart, with what is unknown marked', () => {
    const request = build(
      {},
      { billingAddress: { country: 'US', streetName: 'Main St', postalCode: '94105-1234', state: 'CA' } },
    );
    expect(request.billingAddress).toEqual({
      street: 'Main St',
      houseNumberOrName: 'N/A',
      postalCode: '94105',
      city: 'N/A',
      stateOrProvince: 'CA',
      country: 'US',
    });
    expect(request.deliveryAddress).toMatchObject({
      firstName: 'Piet',
      lastName: 'Pietersen',
      city: 'Utrecht',
    });
  });

  it.each([
    ['US', 'US-CA', 'CA'],
    ['US', 'California', 'CA'],
    ['US', 'new york', 'NY'],
    ['CA', 'Québec', 'QC'],
    ['US', 'Somewhere', 'N/A'],
    ['US', undefined, 'N/A'],
    ['CA', '', 'N/A'],
    ['JP', '東京都', undefined],
    ['NL', undefined, undefined],
  ])('in %s take the state %s as %s', (country, state, code) => {
    const address = { country, city: 'Somewhere', ...(state !== undefined && { state }) };
    const { billingAddress, deliveryAddress } = build(
      {},
      { billingAddress: address, shippingAddress: address },
    );
    expect([billingAddress?.stateOrProvince, deliveryAddress?.stateOrProvince]).toEqual([code, code]);
    const typed = { billingAddress: { country, city: 'Somewhere', stateOrProvince: state } };
    expect(build(typed).billingAddress?.stateOrProvince).toBe(code);
  });

  it('of a cart with empty texts have these marked as unknown', () => {
    const empty = {
      streetName: '',
      streetNumber: '',
      postalCode: ' ',
      city: 'Utrecht',
      state: ' ',
      region: '',
    };
    const address = { country: 'NL', firstName: '', lastName: ' ', ...empty };
    const sent = {
      street: 'N/A',
      houseNumberOrName: 'N/A',
      postalCode: 'N/A',
      city: 'Utrecht',
      country: 'NL',
    };
    const request = build({}, { billingAddress: address, shippingAddress: address });
    expect(request.billingAddress).toEqual(sent);
    expect(request.deliveryAddress).toEqual(sent);
    const nothing = { ...address, city: '' };
    expect(build({}, { billingAddress: nothing })).not.toHaveProperty('billingAddress');
  });

  it('of a cart that is delivered to several are one of them', () => {
    const several = ['Keulen', 'Bonn'].map((city) => ({ country: 'DE', city, phone: '+49221123456' }));
    const { shippingAddress: _, billingAddress: __, country: ___, ...rest } = cart();
    const byItem = build({}, {}, { cart: { ...rest, itemShippingAddresses: several } });
    expect(byItem).toMatchObject({
      deliveryAddress: { city: 'Keulen', country: 'DE' },
      countryCode: 'DE',
      telephoneNumber: '+49221123456',
    });
    const shipping = several.map((shippingAddress) => ({
      shippingKey: shippingAddress.city,
      shippingInfo: shippingInfo({ gross: 100 }),
      shippingAddress,
    }));
    expect(build({}, {}, { cart: { ...rest, shipping } }).deliveryAddress?.city).toBe('Keulen');
  });

  it('are what the shopper typed beside the card first, in the country of the cart', () => {
    const typed = { billingAddress: { postalCode: '94105-1234', country: 'N/A' } };
    const sent = { street: 'N/A', houseNumberOrName: 'N/A', city: 'N/A' };
    const us = { country: 'US', city: 'Reno', state: 'NV' };
    const addressOf = (ofCart: Partial<Cart>) =>
      build(typed, {}, { cart: { ...guest(), ...ofCart } }).billingAddress;
    const inUs = { ...sent, postalCode: '94105', stateOrProvince: 'N/A', country: 'US' };
    expect(addressOf({ billingAddress: us, country: 'CA' })).toEqual(inUs);
    expect(addressOf({ country: 'US' })).toEqual(inUs);
    expect(addressOf({ itemShippingAddresses: [us] })).toEqual(inUs);
    expect(addressOf({})).toEqual({ ...sent, postalCode: '94105-1234', country: 'ZZ' });
  });

  it.each<[string, object, object]>([
    ['as it is', { firstName: 'Ana', lastName: 'Sosa' }, { firstName: 'Ana', lastName: 'Sosa' }],
    ['in one piece', { firstName: 'Zoë van den Berg ' }, { firstName: 'Zoë van den', lastName: 'Berg' }],
    ['in one piece', { firstName: 'Zoë Berg', lastName: ' ' }, { firstName: 'Zoë', lastName: 'Berg' }],
    ['in one word', { firstName: 'Madonna' }, { firstName: 'Madonna' }],
    ['as the family alone', { lastName: 'Sosa' }, { lastName: 'Sosa' }],
    ['cut', { firstName: 'Z'.repeat(99), lastName: 'S' }, { firstName: 'Z'.repeat(80), lastName: 'S' }],
    ['not at all', {}, {}],
    ['blank', { firstName: ' ', lastName: '' }, {}],
  ])('name who is named with them, %s, and never the recipient of another one', (_, named, sent) => {
    const place = { street: 'Calle 1', city: 'Lima', country: 'PE' };
    const rest = { houseNumberOrName: 'N/A', postalCode: 'N/A' };
    const request = build({ deliveryAddress: { ...place, ...named } });
    expect(request.deliveryAddress).toEqual({ ...place, ...rest, ...sent });
  });

  it('are the cart’s where what was typed is none', () => {
    const none = { street: 'N/A', city: '', country: 'N/A' };
    expect(build({ billingAddress: none, deliveryAddress: none })).toMatchObject({
      billingAddress: { city: 'Amsterdam', country: 'NL' },
      deliveryAddress: { city: 'Utrecht', country: 'NL', firstName: 'Piet' },
    });
  });

  it('are left away when only the country is known', () =>
    expect(build({}, { billingAddress: { country: 'NL' } })).not.toHaveProperty('billingAddress'));
});

describe('storing and stored methods', () => {
  const stores = { storePaymentMethod: true };

  it('stores for a customer', () =>
    expect(build(stores)).toMatchObject({
      storePaymentMethod: true,
      recurringProcessingModel: 'CardOnFile',
    }));

  it('stores for the orders that follow where the cart has recurring items', () => {
    const recurrenceInfo = { recurrencePolicy: {}, priceSelectionMode: 'Fixed' } as never;
    const recurring = { lineItems: cart().lineItems.map((item) => ({ ...item, recurrenceInfo })) };
    expect(build(stores, recurring).recurringProcessingModel).toBe('Subscription');
    expect(build({}, recurring)).not.toHaveProperty('recurringProcessingModel');
    const { recurringProcessingModel } = build({}, recurring, { storedPaymentMethodToken: 'TOKEN' });
    expect(recurringProcessingModel).toBe('CardOnFile');
  });

  it.each<[string, Partial<PaymentRequestInput>]>([
    ['a guest', { cart: guest() }],
    [
      'a shop that has it off',
      { config: { ...config, storedPaymentMethods: { ...config.storedPaymentMethods, isEnabled: false } } },
    ],
  ])('ignores the wish of %s', (_, input) => {
    const request = build(stores, {}, input);
    expect(request).not.toHaveProperty('storePaymentMethod');
    expect(request).not.toHaveProperty('recurringProcessingModel');
  });

  it('pays with the token that the caller found, never with the body’s', () => {
    const paymentMethod = { type: 'scheme', storedPaymentMethodId: 'from-the-browser' };
    expect(build({ paymentMethod }).paymentMethod).toEqual({ type: 'scheme' });
    expect(build({ paymentMethod }, {}, { storedPaymentMethodToken: 'TOKEN' })).toMatchObject({
      paymentMethod: { type: 'scheme', storedPaymentMethodId: 'TOKEN' },
      recurringProcessingModel: 'CardOnFile',
    });
  });
});

describe('the payment method', () => {
  it.each(['scheme', 'bcmc', 'giftcard'])('has of a %s only what Adyen knows of a card', (type) => {
    const known = {
      type,
      encryptedCardNumber: 'a',
      encryptedSecurityCode: 'b',
      brand: 'visa',
      holderName: 'J',
    };
    const paymentMethod = {
      ...known,
      bankAccountNumber: '12',
      telephoneNumber: '+31612345678',
      nickname: 'x',
      fundingSource: {},
    };
    expect(build({ paymentMethod }).paymentMethod).toEqual(known);
  });

  it('has of other methods what their forms send', () => {
    const paymentMethod = { type: 'blik', blikCode: '777123', somethingNew: 'x' };
    expect(build({ paymentMethod }).paymentMethod).toEqual(paymentMethod);
  });
});

describe('what only some methods carry', () => {
  it.each(['klarna_account', 'scheme', 'ideal', 'unheard_of'])('gives %s the cart’s line items', (type) => {
    const { lineItems } = build({ paymentMethod: { type } });
    expect(
      lineItems?.reduce(
        (sum, { quantity = 0, amountIncludingTax = 0 }) => sum + quantity * amountIncludingTax,
        0,
      ),
    ).toBe(2500);
  });

  it('gives line items for a part of an order only to the methods that require them', () => {
    const order = { orderData: 'order-data', pspReference: pspReference('QFQTPCQ8HXSKGK82') };
    const part = (type: string) =>
      build({ paymentMethod: { type } }, {}, { order, amount: { centAmount: 700, currencyCode: 'EUR' } });
    expect(part('scheme')).not.toHaveProperty('lineItems');
    expect(part('klarna').lineItems).toHaveLength(2);
  });

  it('takes instalments only as the merchant offers them', () => {
    const card = {
      installmentOptions: { card: { values: [1, 3] }, visa: { values: [6], plans: ['revolving'] } },
    };
    const withOffer = { config: { ...config, paymentComponentsConfig: { card } } };
    const chosen = (installments: object, brand = 'mc') =>
      build({ installments, paymentMethod: { type: 'scheme', brand } }, {}, withOffer).installments;
    expect(chosen({ value: 3 })).toEqual({ value: 3 });
    expect(chosen({ value: 12 })).toBeUndefined();
    expect(chosen({ value: 6, plan: 'revolving' }, 'visa')).toEqual({ value: 6, plan: 'revolving' });
    expect(chosen({ value: 3, plan: 'revolving' })).toBeUndefined();
    expect(build({ installments: { value: 3 } })).not.toHaveProperty('installments');
  });

  it.each(['card', 'scheme', 'storedCard'])(
    'finds the instalments of %s wherever they are configured',
    (name) => {
      const offer = { [name]: { installmentOptions: { card: { values: [3] }, visa: { values: [6] } } } };
      const places = [offer, { embedded: offer }, { embedded: { paymentMethodsConfiguration: offer } }];
      for (const paymentComponentsConfig of places) {
        const chosen = (value: number, brand: string) =>
          build(
            { installments: { value }, paymentMethod: { type: 'scheme' } },
            {},
            { config: { ...config, paymentComponentsConfig }, storedPaymentMethodBrand: brand },
          ).installments;
        expect(chosen(3, 'mc')).toEqual({ value: 3 });
        expect(chosen(6, 'visa')).toEqual({ value: 6 });
        expect(chosen(6, 'mc')).toBeUndefined();
      }
      const elsewhere = { config: { ...config, paymentComponentsConfig: { paypal: offer } } };
      expect(build({ installments: { value: 3 } }, {}, elsewhere).installments).toBeUndefined();
    },
  );
});
