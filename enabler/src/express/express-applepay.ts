import { ownCertificate } from '../methods/applepay/own-certificate.ts';
import { toDecimal } from '../attempt/money.ts';
import { fromApple, type AppleContact } from './addresses.ts';
import type { SheetContent } from './sheet.ts';
import type { AuthorisedActions, WalletOptions } from './wallet.ts';

type Answer = (update: object) => void;

interface Authorised {
  authorizedEvent: { payment: { shippingContact?: AppleContact; billingContact?: AppleContact } };
}

const shippingFields = ['postalAddress', 'name', 'phone', 'email'];

/** Apple Pay's sheet with address and shipping. */
export const walletOptions: WalletOptions = ({ host, options, sheet }) => {
  const label =
    host.methods.paymentMethods?.find(({ type }) => type === 'applepay')?.configuration?.merchantName ?? '';

  const update = ({ price, shippingMethods }: SheetContent) => ({
    newTotal: { label, amount: toDecimal(price.totalPrice), type: 'final' },
    newLineItems: price.lineItems.map(({ name, amount }) => ({
      label: name,
      amount: toDecimal(amount),
      type: 'final',
    })),
    newShippingMethods: shippingMethods.map(({ id, name, description = '', amount }) => ({
      identifier: id,
      label: name,
      detail: description,
      amount: toDecimal(amount),
    })),
  });
  const failed = (reject: Answer) => () => {
    const total = { label, amount: toDecimal(options.initialAmount), type: 'final' };
    reject({ newTotal: total, errors: [unserviceable()] });
  };

  return {
    isExpress: true,
    ...(options.allowedCountries ? { supportedCountries: options.allowedCountries } : {}),
    requiredShippingContactFields: shippingFields,
    requiredBillingContactFields: ['postalAddress', 'name'],
    ...ownCertificate(host.config, () => sheet.client),
    onClick: (resolve: () => void, reject: () => void) => {
      sheet.press().then(resolve, reject);
    },
    onShippingContactSelected: (
      resolve: Answer,
      reject: Answer,
      event: { shippingContact: AppleContact },
    ) => {
      sheet
        .chooseAddress(fromApple(event.shippingContact))
        .then((content) => resolve(update(content)), failed(reject));
    },
    onShippingMethodSelected: (
      resolve: Answer,
      reject: Answer,
      event: { shippingMethod: { identifier: string } },
    ) => {
      sheet
        .chooseShippingMethod(event.shippingMethod.identifier)
        .then((content) => resolve(update(content)), failed(reject));
    },
    onAuthorized: ({ authorizedEvent }: Authorised, { resolve, reject }: AuthorisedActions) => {
      const { shippingContact, billingContact } = authorizedEvent.payment;
      const contact = {
        phoneNumber: shippingContact?.phoneNumber,
        emailAddress: shippingContact?.emailAddress,
      };
      sheet
        .confirm({
          customerEmail: shippingContact?.emailAddress ?? '',
          shippingAddress: fromApple(shippingContact),
          billingAddress: fromApple({ ...withoutUndefined(contact), ...billingContact }),
        })
        .then(resolve, () => reject(unserviceable()));
    },
  };
};

/** Apple's error class is there with its script only. */
function unserviceable(): unknown {
  const { ApplePayError } = window as { ApplePayError?: new (code: string) => unknown };
  return ApplePayError ? new ApplePayError('addressUnserviceable') : undefined;
}

function withoutUndefined(fields: {
  phoneNumber: string | undefined;
  emailAddress: string | undefined;
}): AppleContact {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
