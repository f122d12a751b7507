import { describe, expect, it } from 'vitest';
import { listStored, newCustomer, newCustomersCart, storeCard, storing } from './stored-support.ts';
import { card, linesOf, method, newShopper, useStack } from './support.ts';

const stack = useStack({
  environment: {
    ...storing,
    ADYEN_STORE_PAYMENT_METHOD_DETAILS_ENABLED: 'true',
    ADYEN_STORED_PAYMENT_METHODS_PAYMENT_INTERFACE: 'adyen-shop',
    ADYEN_STORED_PAYMENT_METHODS_INTERFACE_ACCOUNT: 'Shop1',
  },
});

const storedIn = (customerId: string) => stack().commercetools.control.paymentMethods(customerId);
const typeKey = (custom: { type: { id: string } } | undefined): unknown =>
  stack().commercetools.control.get('type', custom?.type.id ?? '').key;

describe('details that may be shown, where the merchant wants them kept', () => {
  it('stand on the Payment and on the stored card, in commercetools’ type', async () => {
    const customerId = await newCustomer(stack());
    const stored = await storeCard(stack(), customerId, '5555444433331111');
    const fields = { brand: 'Mastercard', lastFour: '1111', expiryMonth: 3, expiryYear: 2030 };
    expect(stored.custom?.fields).toEqual(fields);
    expect(typeKey(stored.custom)).toBe('commercetools-checkout-card-details');
    const payments = stack().commercetools.control.payments();
    const payment = payments.find(({ customer }) => customer?.id === customerId);
    expect(payment?.paymentMethodInfo.custom?.fields).toEqual(fields);
  });

  it('are there as soon as the shopper has the answer, and for guests too', async () => {
    stack().adyen.control.holdWebhooks();
    const { pay } = await newShopper(stack());
    const { body } = await pay(card());
    const { paymentMethodInfo } = await stack().payment(body.paymentReference);
    stack().adyen.control.releaseWebhooks();
    expect(paymentMethodInfo.custom?.fields).toMatchObject({ brand: 'Visa', lastFour: '1111' });
  });

  it('of a direct debit are the IBAN’s last digits and no more', async () => {
    const customerId = await newCustomer(stack());
    const { pay } = await newCustomersCart(stack(), customerId);
    const debit = { type: 'sepadirectdebit', ownerName: 'A. Klaassen', iban: 'NL13TEST0123456789' };
    await pay({ ...method('sepadirectdebit'), paymentMethod: debit, storePaymentMethod: true });
    await expect.poll(() => storedIn(customerId)).toHaveLength(1);
    const [stored] = storedIn(customerId);
    expect(stored?.custom?.fields).toEqual({ lastFour: '6789' });
    expect(typeKey(stored?.custom)).toBe('commercetools-checkout-sepa-details');
  });

  it('are listed from commercetools when Adyen does not answer', async () => {
    const customerId = await newCustomer(stack());
    await storeCard(stack(), customerId);
    const shopper = await newCustomersCart(stack(), customerId);
    stack().adyen.control.fault({ path: '/storedPaymentMethods', respond: { status: 500 }, times: 10 });
    expect(await listStored(stack(), shopper)).toMatchObject([
      { displayOptions: { endDigits: '1111', brand: { key: 'Visa' }, expiryMonth: 3, expiryYear: 2030 } },
    ]);
  });

  it('follow the card when its network renews it', async () => {
    const customerId = await newCustomer(stack());
    const stored = await storeCard(stack(), customerId);
    const expiry = { expiryMonth: '11', expiryYear: '2034' };
    expect(stack().adyen.control.updateToken(stored.token?.value ?? '', expiry)).toBe(true);
    await stack().adyen.control.whenIdle();
    expect(storedIn(customerId)).toMatchObject([
      { id: stored.id, custom: { fields: { lastFour: '1111', expiryMonth: 11, expiryYear: 2034 } } },
    ]);
  });

  it('are no reason for a payment to fail when their type is missing and may not be created', async () => {
    const customerId = await newCustomer(stack());
    const { control } = stack().commercetools;
    const type = control.all('type').find(({ key }) => key === 'commercetools-checkout-card-details');
    if (type) control.put('type', { ...type, key: 'renamed-by-somebody' });
    const forbidden = control.fault({ method: 'POST', path: '/types$', status: 403, times: 'always' });
    const { pay } = await newCustomersCart(stack(), customerId, { cart: { total: 800 } });
    const { status, body } = await pay({ ...card(), storePaymentMethod: true });
    await stack().adyen.control.whenIdle();
    forbidden.remove();
    if (type) control.put('type', type);
    expect([status, body.resultCode]).toEqual([200, 'Authorised']);
    expect(await linesOf(stack(), body.paymentReference)).toEqual(['Authorization Success 800']);
    expect(storedIn(customerId)).toHaveLength(1);
  });
});

describe('the type of details that is missing', () => {
  it('is created when it is needed', async () => {
    const customerId = await newCustomer(stack());
    const { control } = stack().commercetools;
    const type = control.all('type').find(({ key }) => key === 'commercetools-checkout-card-details');
    if (type) control.put('type', { ...type, key: 'renamed-by-somebody-else' });
    const stored = await storeCard(stack(), customerId);
    expect(typeKey(stored.custom)).toBe('commercetools-checkout-card-details');
    expect(stored.custom?.type.id).not.toBe(type?.id);
  });
});

describe('the interface and its account, where the merchant names them', () => {
  it('are what stored methods are written with, and what others are left out for', async () => {
    const customerId = await newCustomer(stack());
    const stored = await storeCard(stack(), customerId);
    expect(stored).toMatchObject({ paymentInterface: 'adyen-shop', interfaceAccount: 'Shop1' });
    const draft = { customer: { typeId: 'customer', id: customerId }, token: { value: 'TOKEN00000000001' } };
    for (const owner of [
      { paymentInterface: 'adyen-shop' },
      { paymentInterface: 'adyen-shop', interfaceAccount: 'Shop2' },
      { paymentInterface: 'adyen', interfaceAccount: 'Shop1' },
    ]) {
      const body = { ...draft, method: 'scheme', ...owner };
      await stack().commercetools.control.request('POST', '/payment-methods', body);
    }
    stack().adyen.control.putToken({ id: 'TOKEN00000000001', shopperReference: customerId });
    const shopper = await newCustomersCart(stack(), customerId);
    expect((await listStored(stack(), shopper)).map(({ id }) => id)).toEqual([stored.id]);
  });
});
