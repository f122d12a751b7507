import { describe, expect, it } from 'vitest';
import type { SubmitState } from '../adyen/element.ts';
import { adyenBrand, brandName } from './card/brands.ts';
import { observeCard } from './card/observe-card.ts';
import type { ComponentState } from '../types.ts';
import { hasSubmit, isRedirecting } from './facts.ts';
import { loadFamily, loadMethod } from './loaders.ts';
import type { ElementClass, MethodContext } from './method.ts';
import { adyenTypeOf, checkoutTypeOf, componentTypes } from './names.ts';
import { requestBody } from './request-body.ts';

/** Adyen's types that a class of adyen-web serves. */
const typesOf = (element: ElementClass): string[] => {
  const { type, txVariants } = element as unknown as { type: string; txVariants: string[] };
  return [type, ...txVariants];
};

describe('the names of the methods', () => {
  it('are those of the contract', () => {
    expect(componentTypes).toHaveLength(28);
    expect(componentTypes.map(adyenTypeOf)).toContain('scheme');
  });

  it.each(componentTypes)('%s lead to Adyen’s type and back', (type) => {
    expect(checkoutTypeOf(adyenTypeOf(type))).toBe(type);
  });

  it('are Adyen’s where Checkout has none', () => {
    expect(checkoutTypeOf('multibanco')).toBe('multibanco');
    expect(checkoutTypeOf('paywithgoogle')).toBe('googlepay');
  });

  it('say which pay with their own button', () => {
    expect(componentTypes.filter((type) => !hasSubmit(type))).toEqual(['applepay', 'googlepay', 'paypal']);
  });
});

describe('the card form', () => {
  const optionsOf = async (type: string) =>
    (await loadMethod(type)).options?.({ state: {}, type } as unknown as MethodContext);

  it('asks for the holder’s name', async () => {
    const asked = { hasHolderName: true, holderNameRequired: true };
    expect(await optionsOf('scheme')).toMatchObject(asked);
    expect(await optionsOf('bcmc')).not.toMatchObject(asked);
  });
});

describe('loading a method', () => {
  it.each(componentTypes)('gives %s a form of adyen-web that serves its type', async (type) => {
    const plain = ['afterpay', 'alipay', 'clearpay', 'ideal', 'mobilepay', 'zip'];
    const adyenType = adyenTypeOf(type);
    const served = typesOf((await loadMethod(adyenType)).Element);
    expect(served).toContain(plain.includes(type) ? 'redirect' : adyenType);
    expect(await loadFamily(adyenType)).toBeUndefined();
  });

  it.each([
    'bankTransfer_IBAN',
    'oxxo',
    'ach',
    'riverty',
    'pix',
    'upi_qr',
    'mealVoucher_FR',
    'onlineBanking_CZ',
    'cashapp',
  ])('finds the family of %s for the drop-in', async (adyenType) => {
    const family = await loadFamily(adyenType);
    expect(family?.flatMap(typesOf)).toContain(adyenType);
  });

  it('knows that the others are redirects', async () => {
    expect(await loadFamily('a_method_to_come')).toBeUndefined();
    expect(typesOf((await loadMethod('a_method_to_come')).Element)).toEqual(['redirect']);
  });
});

describe('a method', () => {
  it.each(['ideal', 'eps', 'klarna', 'twint', 'a_method_to_come'])('%s leads to another page', (type) => {
    expect(isRedirecting(type)).toBe(true);
  });

  it.each([
    'scheme',
    'bcmc',
    'blik',
    'swish',
    'googlepay',
    'giftcard',
    'econtext_stores',
    'bankTransfer_IBAN',
    'ancv',
    'eft_directdebit_CA',
    'payto',
    'primeiropay_boleto',
    'wechatpay',
  ])('%s stays', (type) => {
    expect(isRedirecting(type)).toBe(false);
  });
});

describe('what is sent', () => {
  const data = (
    paymentMethod: SubmitState['data']['paymentMethod'],
    rest: object = {},
  ): SubmitState['data'] => ({
    ...rest,
    paymentMethod,
  });

  it('is adyen-web’s data as it is', () => {
    const card = data({ type: 'scheme', encryptedCardNumber: 'x' });
    expect(requestBody(card)).toBe(card);
  });

  it('has no subtype where the API has none', () => {
    expect(
      requestBody(data({ type: 'googlepay', subtype: 'express', googlePayToken: 't' })).paymentMethod,
    ).toEqual({
      type: 'googlepay',
      googlePayToken: 't',
    });
    expect(requestBody(data({ type: 'paypal', subtype: 'express' })).paymentMethod.subtype).toBe('express');
  });

  it('has the shopper of a convenience store where the API wants them', () => {
    const shopper = { shopperEmail: 'a@example.com', telephoneNumber: '0312345678' };
    const typed = data(
      { type: 'econtext_stores' },
      { ...shopper, shopperName: { firstName: 'A', lastName: 'B' } },
    );
    expect(requestBody(typed).paymentMethod).toEqual({
      type: 'econtext_stores',
      firstName: 'A',
      lastName: 'B',
      ...shopper,
    });
  });
});

describe('a card', () => {
  it.each([
    ['visa', 'Visa'],
    ['visapremiumdebit', 'Visa'],
    ['mc', 'Mastercard'],
    ['mcstandardcredit', 'Mastercard'],
    ['cartebancaire', 'CartesBancaires'],
    ['cup', 'UnionPay'],
    ['maestrouk', 'Maestro'],
    ['electron', 'Visa'],
    ['hipercard', 'Unknown'],
    ['mcx', 'Mastercard'],
  ])('of brand %s is commercetools’ %s', (adyen, name) => {
    expect(brandName(adyen)).toBe(name);
  });

  it('is observed while it is typed, and forgotten when it is changed', () => {
    const state: ComponentState = {};
    const { onBrand, onFieldValid } = observeCard(state);
    onBrand({ brand: 'visa' });
    onFieldValid({ fieldType: 'encryptedExpiryDate', valid: true });
    onFieldValid({ fieldType: 'encryptedCardNumber', valid: true, endDigits: '1111' });
    expect(state.card).toEqual({ brand: 'Visa', endDigits: '1111' });
    onFieldValid({ fieldType: 'encryptedCardNumber', valid: false });
    onBrand({ brand: 'card' });
    expect(state.card).toEqual({});
  });

  it('of Bancontact is one of Bancontact until its number tells another brand', async () => {
    const { state: usual, options } = await loadMethod('bcmc');
    const state = structuredClone(usual) ?? {};
    expect(state).toEqual({ card: { brand: 'Bancontact' } });
    const context = { state } as unknown as MethodContext;
    const { onBrand } = options?.(context) as unknown as ReturnType<typeof observeCard>;
    onBrand({ brand: 'visa' });
    expect(state.card).toEqual({ brand: 'Visa' });
    onBrand({ brand: 'card' });
    expect(state.card).toEqual({ brand: 'Bancontact' });
  });

  it.each([
    ['Visa', 'visa'],
    ['Mastercard', 'mc'],
    ['amex', 'amex'],
    ['Unknown', undefined],
  ])('of commercetools’ brand %s is Adyen’s %s', (name, adyen) => {
    expect(adyenBrand(name)).toBe(adyen);
  });
});
