import type {
  Cart,
  CentPrecisionMoney,
  CustomLineItem,
  LineItem,
  ShippingInfo,
} from '@commercetools/platform-sdk';
import type { Config } from '../../config/config.ts';
import { merchantAccount } from '../../test-support/identifiers.ts';

/** Carts and configuration for the tests of this folder: only what the request factories read. */

export const cents = (centAmount: number, currencyCode = 'EUR', fractionDigits = 2): CentPrecisionMoney => ({
  type: 'centPrecision',
  centAmount,
  currencyCode,
  fractionDigits,
});

/** Gross and net of a line; without net it is untaxed. */
interface Price {
  gross: number;
  net?: number;
  rate?: number;
}

const taxes = ({ gross, net, rate }: Price) =>
  net === undefined
    ? {}
    : {
        taxedPrice: { totalNet: cents(net), totalGross: cents(gross), taxPortions: [] },
        ...(rate !== undefined && {
          taxRate: { name: 'VAT', amount: rate, includedInPrice: true, country: 'NL', subRates: [] },
        }),
      };

export const lineItem = (
  price: Price & { quantity?: number },
  overrides: Partial<LineItem> = {},
): LineItem => ({
  id: 'f2a2ae9d-0000-4000-8000-000000000001',
  productId: 'product',
  name: { en: 'Shirt', 'de-DE': 'Hemd' },
  productType: { typeId: 'product-type', id: 'type' },
  variant: {
    id: 1,
    sku: 'SHIRT-1',
    images: [{ url: 'https://cdn.example/shirt.png', dimensions: { w: 1, h: 1 } }],
  },
  price: { id: 'price', value: cents(price.gross) },
  quantity: price.quantity ?? 1,
  totalPrice: cents(price.gross),
  discountedPricePerQuantity: [],
  taxedPricePortions: [],
  state: [],
  perMethodTaxRate: [],
  priceMode: 'Platform',
  lineItemMode: 'Standard',
  ...taxes(price),
  ...overrides,
});

export const customLineItem = (price: Price & { quantity?: number }): CustomLineItem => ({
  id: 'f2a2ae9d-0000-4000-8000-000000000002',
  name: { en: 'Gift wrap' },
  slug: 'gift-wrap',
  money: cents(price.gross),
  quantity: price.quantity ?? 1,
  totalPrice: cents(price.gross),
  discountedPricePerQuantity: [],
  taxedPricePortions: [],
  state: [],
  perMethodTaxRate: [],
  priceMode: 'Standard',
  ...taxes(price),
});

export const shippingInfo = (price: Price): ShippingInfo => ({
  shippingMethodName: 'Parcel',
  price: cents(price.gross),
  shippingRate: { price: cents(price.gross), tiers: [] },
  shippingMethodState: 'MatchesCart',
  ...taxes(price),
});

export const cart = (overrides: Partial<Cart> = {}): Cart => ({
  id: '0a6c1b5e-1111-4222-8333-444455556666',
  version: 3,
  createdAt: '2026-01-01T00:00:00.000Z',
  lastModifiedAt: '2026-01-01T00:00:00.000Z',
  customerId: '7f3c9a10-aaaa-4bbb-8ccc-ddddeeeeffff',
  customerEmail: 'jan@shop.example',
  lineItems: [lineItem({ gross: 2000, net: 1653, rate: 0.21, quantity: 2 })],
  customLineItems: [],
  totalPrice: cents(2500),
  shippingInfo: shippingInfo({ gross: 500, net: 413, rate: 0.21 }),
  taxMode: 'Platform',
  priceRoundingMode: 'HalfEven',
  taxRoundingMode: 'HalfEven',
  taxCalculationMode: 'LineItemLevel',
  inventoryMode: 'None',
  cartState: 'Active',
  shippingMode: 'Single',
  shipping: [],
  itemShippingAddresses: [],
  discountCodes: [],
  directDiscounts: [],
  refusedGifts: [],
  origin: 'Customer',
  country: 'NL',
  locale: 'nl-NL',
  billingAddress: {
    country: 'NL',
    firstName: 'Jan',
    lastName: 'Jansen',
    streetName: 'Damrak',
    streetNumber: '1',
    postalCode: '1012 LG',
    city: 'Amsterdam',
    phone: '+31 20 123 4567',
  },
  shippingAddress: {
    country: 'NL',
    firstName: 'Piet',
    lastName: 'Pietersen',
    city: 'Utrecht',
    postalCode: '3511',
  },
  ...overrides,
});

export const config: Pick<
  Config,
  'commercetools' | 'adyen' | 'storedPaymentMethods' | 'paymentComponentsConfig' | 'allowedOrigins'
> = {
  allowedOrigins: undefined,
  commercetools: {
    projectKey: 'sandbox',
    clientId: 'id',
    clientSecret: 'secret',
    authUrl: 'http://localhost',
    apiUrl: 'http://localhost',
    sessionUrl: 'http://localhost',
    checkoutUrl: 'http://localhost',
    jwksUrl: 'http://localhost',
    jwtIssuer: 'http://localhost',
  },
  adyen: {
    environment: 'TEST',
    merchantAccount: merchantAccount('SandboxMerchant'),
    clientKey: 'test_key',
    apiKey: 'api-key',
    checkoutUrl: 'http://localhost/v72',
    managementUrl: 'http://localhost/v3',
    webUrl: undefined,
    managementApiKey: undefined,
    merchantAccounts: [],
    hmacKeys: [],
    tokenizationHmacKeys: [],
    paymentRequestDefaults: {},
    shopperStatement: 'Sandbox shop',
    sendsLevelTwoThreeData: false,
    capture: 'account',
    isCaptureSet: true,
    hasMultiplePartialCaptures: true,
    deadlineMs: 25_000,
  },
  storedPaymentMethods: { isEnabled: true, paymentInterface: 'adyen', interfaceAccount: undefined },
  paymentComponentsConfig: undefined,
};
