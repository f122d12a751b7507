import { toDecimal } from '../attempt/money.ts';
import type { CentAmount } from '../types.ts';
import { fromGoogle, type GoogleAddress } from './addresses.ts';
import type { SheetContent } from './sheet.ts';
import type { AuthorisedActions, WalletOptions } from './wallet.ts';

interface Change {
  callbackTrigger: 'INITIALIZE' | 'SHIPPING_ADDRESS' | 'SHIPPING_OPTION';
  shippingAddress?: GoogleAddress;
  shippingOptionData?: { id: string };
}

interface Authorised {
  authorizedEvent: {
    email?: string;
    shippingAddress?: GoogleAddress;
    paymentMethodData?: { info?: { billingAddress?: GoogleAddress } };
  };
}

/** Google Pay's sheet with address and shipping. */
export const walletOptions: WalletOptions = ({ host, options, sheet }) => {
  const transaction = ({ currencyCode, ...price }: CentAmount) => ({
    countryCode: host.countryCode,
    currencyCode,
    totalPrice: toDecimal(price),
    totalPriceStatus: 'FINAL',
  });
  const update = ({ price, shippingMethods }: SheetContent) => ({
    newTransactionInfo: {
      ...transaction(price.totalPrice),
      totalPriceLabel: 'Total',
      displayItems: price.lineItems.map(({ name, amount }) => ({
        label: name,
        type: 'LINE_ITEM',
        price: toDecimal(amount),
        status: 'FINAL',
      })),
    },
    newShippingOptionParameters: {
      ...(shippingMethods[0] ? { defaultSelectedOptionId: shippingMethods[0].id } : {}),
      shippingOptions: shippingMethods.map(({ id, name, description = '' }) => ({
        id,
        label: name,
        description,
      })),
    },
  });
  const content = async ({ callbackTrigger, shippingAddress, shippingOptionData }: Change) =>
    callbackTrigger === 'SHIPPING_OPTION' && shippingOptionData
      ? sheet.chooseShippingMethod(shippingOptionData.id)
      : sheet.chooseAddress(fromGoogle(shippingAddress));

  return {
    isExpress: true,
    ...(host.cspNonce === undefined ? {} : { nonce: host.cspNonce }),
    emailRequired: true,
    billingAddressRequired: true,
    billingAddressParameters: { format: 'FULL', phoneNumberRequired: true },
    shippingAddressRequired: true,
    shippingAddressParameters: {
      phoneNumberRequired: true,
      ...(options.allowedCountries ? { allowedCountryCodes: options.allowedCountries } : {}),
    },
    shippingOptionRequired: true,
    callbackIntents: ['SHIPPING_ADDRESS', 'SHIPPING_OPTION'],
    transactionInfo: transaction(options.initialAmount),
    onClick: (resolve: () => void, reject: () => void) => {
      sheet.press().then(resolve, reject);
    },
    paymentDataCallbacks: {
      onPaymentDataChanged: (change: Change) =>
        content(change).then(update, () => ({
          error: {
            reason:
              change.callbackTrigger === 'SHIPPING_OPTION'
                ? 'SHIPPING_OPTION_INVALID'
                : 'SHIPPING_ADDRESS_UNSERVICEABLE',
            message: host.texts.failed,
            intent: change.callbackTrigger === 'SHIPPING_OPTION' ? 'SHIPPING_OPTION' : 'SHIPPING_ADDRESS',
          },
        })),
    },
    onAuthorized: ({ authorizedEvent }: Authorised, { resolve, reject }: AuthorisedActions) => {
      const { email, shippingAddress, paymentMethodData } = authorizedEvent;
      const billing = paymentMethodData?.info?.billingAddress ?? shippingAddress;
      sheet
        .confirm({
          customerEmail: email ?? '',
          shippingAddress: fromGoogle(shippingAddress, email),
          billingAddress: fromGoogle(billing, email),
        })
        .then(resolve, () => reject(host.texts.failed));
    },
  };
};
