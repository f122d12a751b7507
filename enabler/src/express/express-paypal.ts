import { toAdyenAmount } from '../attempt/money.ts';
import { fromPaypal, type PaypalContact } from './addresses.ts';
import type { SheetContent } from './sheet.ts';
import type { AuthorisedActions, WalletOptions } from './wallet.ts';

interface PaypalElement {
  readonly paymentData: string | null;
  updatePaymentData(paymentData: string): void;
}

interface ClickActions {
  resolve?: () => unknown;
  reject?: () => unknown;
}

interface AddressChange {
  shippingAddress?: { city?: string; countryCode?: string; postalCode?: string; state?: string };
}

interface Authorised {
  authorizedEvent: {
    payer?: PaypalContact;
    purchase_units?: { shipping?: PaypalContact }[];
  };
}

type Refuse = { reject: (reason?: string) => Promise<void> };

/** PayPal's window with address and shipping. */
export const walletOptions: WalletOptions = ({ host, options, sheet, started }) => {
  let startedWith = toAdyenAmount(options.initialAmount);

  /** Has PayPal's order say what the cart costs now; PayPal checks that goods and delivery add up to it. */
  const patchOrder = async ({ shippingMethods }: SheetContent, element: PaypalElement): Promise<void> => {
    const { paymentData } = await sheet.client.updatePaypalOrder({
      pspReference: started().pspReference,
      paymentData: element.paymentData,
      originalAmount: startedWith,
      deliveryMethods: shippingMethods.map(({ id, name, amount }, index) => ({
        reference: id,
        description: name,
        type: 'Shipping',
        amount: toAdyenAmount(amount),
        selected: index === 0,
      })),
    });
    element.updatePaymentData(paymentData);
  };

  return {
    isExpress: true,
    ...(host.cspNonce === undefined ? {} : { cspNonce: host.cspNonce }),
    blockPayPalCreditButton: true,
    blockPayPalPayLaterButton: true,
    blockPayPalVenmoButton: true,
    onClick: async (_data: unknown, actions?: ClickActions) => {
      try {
        await sheet.press(async (client) => {
          startedWith = toAdyenAmount((await client.expressPaymentData()).totalPrice);
        });
        actions?.resolve?.();
      } catch {
        actions?.reject?.();
      }
    },
    onShippingAddressChange: async (change: AddressChange, { reject }: Refuse, element: PaypalElement) => {
      const { city, countryCode, postalCode, state } = change.shippingAddress ?? {};
      const place = {
        ...(countryCode === undefined ? {} : { country_code: countryCode }),
        ...(city === undefined ? {} : { admin_area_2: city }),
        ...(postalCode === undefined ? {} : { postal_code: postalCode }),
        ...(state === undefined ? {} : { admin_area_1: state }),
      };
      const isAllowed = options.allowedCountries?.includes(countryCode ?? '') ?? true;
      if (!isAllowed) return reject('COUNTRY_ERROR');
      try {
        await patchOrder(await sheet.chooseAddress(fromPaypal({ address: place })), element);
      } catch {
        return reject('ADDRESS_ERROR');
      }
    },
    onShippingOptionsChange: async (
      change: { selectedShippingOption?: { id?: string } },
      { reject }: Refuse,
      element: PaypalElement,
    ) => {
      try {
        await patchOrder(await sheet.chooseShippingMethod(change.selectedShippingOption?.id ?? ''), element);
      } catch {
        return reject('METHOD_UNAVAILABLE');
      }
    },
    onAuthorized: ({ authorizedEvent }: Authorised, { resolve, reject }: AuthorisedActions) => {
      const { payer, purchase_units: [unit] = [] } = authorizedEvent;
      const email = payer?.email_address;
      const shippingAddress = fromPaypal(unit?.shipping, email);
      const billingAddress = payer?.address ? fromPaypal(payer, email) : shippingAddress;
      sheet.confirm({ customerEmail: email ?? '', shippingAddress, billingAddress }).then(resolve, reject);
    },
  };
};
