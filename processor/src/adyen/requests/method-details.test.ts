import type { Cart } from '@commercetools/platform-sdk';
import { expect, it } from 'vitest';
import { personalData } from './shopper.ts';
import type { ShopperKnown } from './shopper-input.ts';
import { withDetails } from './method-details.ts';

const address = { country: 'JP', firstName: 'Hanako', lastName: 'Suzuki', phone: '03-9876-5432' };
const details = (known: ShopperKnown, cart: Partial<Cart> = {}) =>
  withDetails(known, { cart, person: personalData(cart, known) });

const typed = {
  shopperName: { firstName: '太郎', lastName: '山田' },
  shopperEmail: 'taro@shopper.example',
  telephoneNumber: '0312345678',
};
const inside = { ...typed.shopperName, shopperEmail: typed.shopperEmail, telephoneNumber: '0312345678' };

it.each(['econtext_stores', 'econtext_atm', 'econtext_online', 'econtext_seven_eleven', 'econtext'])(
  'the details of %s are those inside the method, else those beside it, else the cart’s',
  (type) => {
    const cart = { billingAddress: address, customerEmail: 'hanako@shop.example' };
    const method = { type, ...inside };
    expect(details({ paymentMethod: method, shopperEmail: 'other@shop.example' }, cart)).toEqual(method);
    expect(details({ paymentMethod: { type, shopperEmail: ' ' }, ...typed }, cart)).toEqual(method);
    expect(details({ paymentMethod: { type }, telephoneNumber: '0312345678' }, cart)).toEqual({
      type,
      firstName: 'Hanako',
      lastName: 'Suzuki',
      shopperEmail: 'hanako@shop.example',
      telephoneNumber: '0312345678',
    });
    expect(details({ paymentMethod: { type } }, cart)).toMatchObject({ telephoneNumber: '+81398765432' });
    expect(details({ paymentMethod: { type } })).toEqual({ type });
  },
);

it.each(['doku_alfamart', 'doku_wallet', 'doku_bca_va'])('%s has a name and an address for mail', (type) => {
  const { telephoneNumber: _, ...method } = { type, ...inside };
  expect(details({ paymentMethod: { type }, ...typed })).toEqual(method);
});

it('MB WAY has an address for mail, and a number with the code of its country', () => {
  const cart = { country: 'PT', customerEmail: 'ana@shop.example', billingAddress: { country: 'PT' } };
  const number = (telephoneNumber?: string, ofCart: Partial<Cart> = cart) =>
    details({ paymentMethod: { type: 'mbway', ...(telephoneNumber && { telephoneNumber }) } }, ofCart);
  const sent = { type: 'mbway', shopperEmail: 'ana@shop.example', telephoneNumber: '+351912345678' };
  expect(number('+351912345678')).toEqual(sent);
  expect(number('+351 912 345 678')).toEqual(sent);
  expect(number('912 345 678')).toEqual(sent);
  expect(number(undefined, { ...cart, shippingAddress: { country: 'PT', phone: '912345678' } })).toEqual(
    sent,
  );
  expect(number('unreadable')).toEqual({ ...sent, telephoneNumber: 'unreadable' });
});

it('Vipps has the number of the cart', () => {
  const billingAddress = { country: 'NO', phone: '48 05 95 28' };
  expect(details({ paymentMethod: { type: 'vipps' } }, { billingAddress })).toEqual({
    type: 'vipps',
    telephoneNumber: '+4748059528',
  });
});

it('other methods have nothing of the shopper', () => {
  const paymentMethod = { type: 'ideal', issuer: '1121' };
  expect(details({ paymentMethod, ...typed }, { billingAddress: address })).toEqual(paymentMethod);
});
