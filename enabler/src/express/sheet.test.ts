import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Host } from '../host.ts';
import english from '../messages/languages/en.ts';
import type { ExpressOptions, ExpressType } from '../types.ts';
import { walletOptions as applepay } from './express-applepay.ts';
import { walletOptions as googlepay } from './express-googlepay.ts';
import { walletOptions as paypal } from './express-paypal.ts';
import { ExpressSheet } from './sheet.ts';
import type { AuthorisedActions, WalletOptions } from './wallet.ts';

const wallets: Record<ExpressType, WalletOptions> = { applepay, googlepay, paypal };
const onPaymentSubmit = vi.fn<ExpressOptions['onPaymentSubmit']>(() => Promise.resolve());

beforeEach(() => {
  vi.clearAllMocks();
});

/** What adyen-web is configured with for a wallet. */
const optionsOf = (type: ExpressType): Record<string, unknown> => {
  const host = { texts: english, countryCode: 'DE', methods: {}, config: {} } as unknown as Host;
  const initialAmount = { centAmount: 4200, currencyCode: 'EUR', fractionDigits: 2 };
  const options = { initialAmount, onPaymentSubmit } as unknown as ExpressOptions;
  const sheet = new ExpressSheet({ options, host, open: (agree) => agree(), report: vi.fn() });
  return wallets[type]({ host, options, sheet, started: () => ({}) });
};

/** The shopper confirms in the wallet's sheet. */
const authorise = (type: ExpressType, authorizedEvent: object): Promise<void> => {
  const { onAuthorized } = optionsOf(type) as {
    onAuthorized: (data: { authorizedEvent: object }, actions: AuthorisedActions) => void;
  };
  return new Promise((resolve, reject) => {
    onAuthorized({ authorizedEvent }, { resolve, reject });
  });
};

const apple = {
  countryCode: 'DE',
  givenName: 'Jane',
  familyName: 'Doe',
  addressLines: ['Main St 1'],
  locality: 'Berlin',
  postalCode: '10115',
};
const google = {
  countryCode: 'DE',
  name: 'Jane Doe',
  address1: 'Main St 1',
  locality: 'Berlin',
  postalCode: '10115',
};
const place = {
  country_code: 'DE',
  address_line_1: 'Main St 1',
  admin_area_2: 'Berlin',
  postal_code: '10115',
};
const email = 'jane@example.com';
const address = {
  country: 'DE',
  firstName: 'Jane',
  lastName: 'Doe',
  streetName: 'Main St 1',
  city: 'Berlin',
  postalCode: '10115',
  email,
};

describe('the page learns e-mail address and both addresses before the payment is made', () => {
  it.each<[ExpressType, object]>([
    ['applepay', { payment: { shippingContact: { ...apple, emailAddress: email }, billingContact: apple } }],
    [
      'googlepay',
      { email, shippingAddress: google, paymentMethodData: { info: { billingAddress: google } } },
    ],
    [
      'paypal',
      {
        payer: { email_address: email, name: { given_name: 'Jane', surname: 'Doe' }, address: place },
        purchase_units: [{ shipping: { name: { full_name: 'Jane Doe' }, address: place } }],
      },
    ],
  ])('with %s', async (type, authorizedEvent) => {
    await authorise(type, authorizedEvent);
    expect(onPaymentSubmit).toHaveBeenCalledExactlyOnceWith({
      customerEmail: email,
      shippingAddress: address,
      billingAddress: address,
    });
  });

  it('with PayPal the e-mail address is the payer’s, also where the parcel goes to somebody else', async () => {
    await authorise('paypal', {
      payer: { email_address: email },
      purchase_units: [{ shipping: { address: place, email_address: 'neighbour@example.com' } }],
    });
    expect(onPaymentSubmit).toHaveBeenCalledWith(expect.objectContaining({ customerEmail: email }));
  });
});

describe('a wallet’s sheet', () => {
  it('of Google Pay asks for the e-mail address', () => {
    expect(optionsOf('googlepay')).toMatchObject({ emailRequired: true });
  });

  it('of Apple Pay asks for the e-mail address', () => {
    expect(optionsOf('applepay')['requiredShippingContactFields']).toContain('email');
  });
});
