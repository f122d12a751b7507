import { describe, expect, it } from 'vitest';
import { catalogue } from '../payment-methods/catalogue.ts';
import { toAdyenType, toCheckoutName } from '../payment-methods/payment-method-names.ts';
import {
  customFieldsOf,
  detailsOfAdditionalData,
  detailsOfAdyen,
  saysTheSame,
  storedTypeOf,
} from './method-details.ts';

describe('what Adyen says of a payment method', () => {
  it.each([
    ['visa', 'Visa'],
    ['visapremiumdebit', 'Visa'],
    ['visa_applepay', 'Visa'],
    ['electron', 'Visa'],
    ['mc', 'Mastercard'],
    ['mcstandardcredit', 'Mastercard'],
    ['maestro', 'Maestro'],
    ['amex_googlepay', 'Amex'],
    ['cup', 'UnionPay'],
    ['cartebancaire', 'CartesBancaires'],
    ['bcmc', 'Bancontact'],
    ['jcb', 'Jcb'],
    ['ideal', undefined],
    ['newscheme', undefined],
  ])('%s is of commercetools’ brand %s', (brand, expected) => {
    expect(detailsOfAdditionalData({}, brand).brand).toBe(expected);
  });

  it('is read from additional data, as far as it has the documented form', () => {
    const data = {
      cardSummary: '1111',
      expiryDate: '3/2030',
      cardBin: '411111',
      cardHolderName: 'A. Klaassen',
    };
    expect(detailsOfAdditionalData(data, 'visa')).toEqual({
      brand: 'Visa',
      lastFour: '1111',
      bin: '411111',
      expiryMonth: 3,
      expiryYear: 2030,
    });
    const odd = { cardSummary: '4111111111111111', expiryDate: 'soon', cardBin: '4111111111111111' };
    expect(Object.values(detailsOfAdditionalData(odd, undefined)).filter(Boolean)).toEqual([]);
  });

  it('is read from its list of tokens: years of two digits, IBANs by their end', () => {
    expect(
      detailsOfAdyen({ brand: 'mc', lastFour: '4444', expiryMonth: '03', expiryYear: '30' }),
    ).toMatchObject({
      brand: 'Mastercard',
      lastFour: '4444',
      expiryMonth: 3,
      expiryYear: 2030,
    });
    expect(detailsOfAdyen({ iban: 'NL13 TEST 0123 4567 89' }).lastFour).toBe('6789');
  });
});

describe('commercetools’ custom fields', () => {
  const card = { brand: 'Visa', lastFour: '1111', expiryMonth: 3, expiryYear: 2030 };

  it('are those of cards, of direct debits, or none', () => {
    expect(customFieldsOf('scheme', card)).toMatchObject({
      type: { key: 'commercetools-checkout-card-details' },
      fields: card,
    });
    expect(customFieldsOf('googlepay', { lastFour: '1111' })?.fields).toEqual({
      brand: 'Unknown',
      lastFour: '1111',
    });
    expect(customFieldsOf('sepadirectdebit', { lastFour: '6789', brand: undefined })).toMatchObject({
      type: { key: 'commercetools-checkout-sepa-details' },
      fields: { lastFour: '6789' },
    });
    expect(customFieldsOf('dankort', { lastFour: '1111' })?.fields).toEqual({
      brand: 'Unknown',
      lastFour: '1111',
    });
    expect(customFieldsOf('paypal', { lastFour: '1111' })).toBeUndefined();
    expect(customFieldsOf('scheme', { brand: undefined })).toBeUndefined();
  });

  it('are written only when they say something new', () => {
    const draft = { type: { typeId: 'type' as const, key: 'k' }, fields: { lastFour: '1111' } };
    const type = { typeId: 'type' as const, id: 't' };
    expect(saysTheSame({ type, fields: { lastFour: '1111', bin: '411111' } }, draft)).toBe(true);
    expect(saysTheSame({ type, fields: { lastFour: '2222' } }, draft)).toBe(false);
    expect(saysTheSame(undefined, draft)).toBe(false);
  });
});

it.each([
  ['visapremiumdebit', 'scheme'],
  ['applepay', 'scheme'],
  ['samsungpay', 'scheme'],
  ['dankort', 'scheme'],
  ['elo_googlepay', 'scheme'],
  ['eftpos_australia', 'scheme'],
  ['ideal', 'sepadirectdebit'],
  ['bcmc', 'bcmc'],
  ['paypal', 'paypal'],
])('a token of %s is a stored %s', (method, type) => {
  expect(storedTypeOf(method)).toBe(type);
});

it('a token’s type is found again by the name that it is stored under', () => {
  const recurring = catalogue.methods.filter(({ isRecurring }) => isRecurring);
  const types = recurring
    .flatMap(({ type, aliases }) => [type, ...aliases])
    .map((type) => storedTypeOf(type));
  for (const type of new Set(types)) expect(toAdyenType(toCheckoutName(type))).toBe(type);
});
