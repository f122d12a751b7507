import type { PaymentRequest as LibraryPaymentRequest } from '@adyen/api-library/lib/src/typings/checkout/paymentRequest';
import type { Cart } from '@commercetools/platform-sdk';
import { countryOf } from '../../cart-addresses.ts';
import type { CaptureStatement, Config } from '../../config/config.ts';
import { accountOfCart } from '../../config/merchant-accounts.ts';
import { cutText } from '../../cut-text.ts';
import type { PaymentId } from '../../identifiers.ts';
import { type Money, toAdyenAmount } from '../../ledger/money.ts';
import type { Catalogue } from '../../payment-methods/catalogue.ts';
import { applicationInfo } from '../application-info.ts';
import { compact, type Wire } from '../wire.ts';
import { billingAddressOf, deliveryAddressOf } from './addresses.ts';
import { browserInfoOf, type BrowserHeaders } from './browser-info.ts';
import { installmentsOf } from './installments.ts';
import { enhancedSchemeDataOf } from './level-two-three.ts';
import { paymentLineItems } from './line-items.ts';
import { shopperLocale } from './locale.ts';
import { withDetails } from './method-details.ts';
import { withRequestDefaults } from './request-defaults.ts';
import { companyOf, personalData, shopperReferenceOf } from './shopper.ts';
import type { PaymentMethodData, ShopperInput, ShopperKnown } from './shopper-input.ts';
import { splitsFor } from './splits.ts';

/** The body of `/payments`. */
export type PaymentRequest = Omit<Wire<LibraryPaymentRequest>, 'paymentMethod' | 'browserInfo'> & {
  paymentMethod: PaymentMethodData;
  browserInfo?: ShopperInput['browserInfo'];
};

/** Names under which Adyen's metadata holds our references; they come back as `metadata.<name>` on AUTHORISATION. */
const metadataKeys = {
  payment: 'paymentReference',
  project: 'ctProjectKey',
  cart: 'cartId',
  orderNumber: 'futureOrderNumber',
} as const;

/** What every payment is made of, whoever starts it. */
export interface PaymentInput {
  config: Pick<
    Config,
    'commercetools' | 'adyen' | 'storedPaymentMethods' | 'paymentComponentsConfig' | 'allowedOrigins'
  >;
  cart: Cart;
  /** The ct Payment's id: Adyen's `reference`. */
  paymentId: PaymentId;
  /** In minor units by ISO 4217. */
  amount: Money;
  /** How it is to be captured; `undefined` where the method and the account decide. */
  capture?: CaptureStatement | undefined;
  /** The session's; else the cart's. */
  locale?: string | undefined;
  /** The number that the order will have, where it is known already: Adyen's `merchantOrderReference`. */
  futureOrderNumber?: string | undefined;
}

interface Particulars {
  /** What the shopper typed and what is known of the browser; of a charge without the shopper the method alone. */
  known: ShopperKnown;
  returnUrl: string;
  shopperIP?: string | undefined;
  /** What the shopper's browser said of itself in its request. */
  browser?: BrowserHeaders | undefined;
  order?: ShopperInput['order'];
  /** The method with its token, and what storing it or using a stored one means to Adyen. */
  method: {
    paymentMethod: PaymentMethodData;
    shopperInteraction: 'Ecommerce' | 'ContAuth';
    storePaymentMethod?: true | undefined;
    recurringProcessingModel: 'CardOnFile' | 'Subscription' | undefined;
  };
}

/**
 * The body of `/payments`. The same payment always has the same text, since a repeat under its key must not be another request.
 * @throws UnrepresentableAmount where Adyen cannot express the amount
 */
export const paymentRequest = (
  input: PaymentInput,
  { known, returnUrl, shopperIP, browser, order, method }: Particulars,
  methods: Catalogue,
): PaymentRequest => {
  const { config, cart, paymentId } = input;
  const locale = input.locale ?? cart.locale;
  const page = pageOf(known, config);
  const person = personalData(cart, known, methods);
  const request = compact({
    merchantAccount: accountOfCart(config, cart),
    reference: paymentId,
    merchantOrderReference: cutText(input.futureOrderNumber ?? cart.id, 1000),
    amount: toAdyenAmount(input.amount),
    channel: 'Web' as const,
    returnUrl,
    origin: page,
    countryCode: countryOf(cart),
    shopperLocale: shopperLocale(locale),
    shopperReference: shopperReferenceOf(cart, paymentId),
    shopperStatement: config.adyen.shopperStatement,
    shopperIP,
    ...person,
    company: companyOf(cart, known, methods),
    billingAddress: billingAddressOf(known.billingAddress, cart),
    deliveryAddress: deliveryAddressOf(known.deliveryAddress, cart),
    lineItems: paymentLineItems(
      known.paymentMethod.type,
      { cart, amount: input.amount, locale, isPart: order !== undefined },
      methods,
    ),
    ...method,
    paymentMethod: withDetails({ ...known, paymentMethod: method.paymentMethod }, { cart, person }, methods),
    browserInfo: browserInfoOf(known.browserInfo, browser),
    authenticationData: authenticationData(known.paymentMethod, page, methods),
    riskData: riskData(known),
    order,
    ...captureFields(input),
    splits: splitsFor(config, cart, { amount: input.amount, reference: paymentId }),
    enhancedSchemeData: enhancedSchemeDataOf(
      config,
      { method: known.paymentMethod.type, cart, amount: input.amount },
      methods,
    ),
    installments: installmentsOf(known, config.paymentComponentsConfig),
    metadata: {
      [metadataKeys.payment]: paymentId,
      [metadataKeys.project]: cutText(config.commercetools.projectKey, 80),
      [metadataKeys.cart]: cart.id,
      ...(input.futureOrderNumber !== undefined && {
        [metadataKeys.orderNumber]: cutText(input.futureOrderNumber, 80),
      }),
    },
    applicationInfo,
  });
  return withRequestDefaults(config.adyen.paymentRequestDefaults, known.paymentMethod.type, request);
};

/** Source: https://docs.adyen.com/online-payments/capture, and the Checkout API's `captureDelayHours` (0 to 672) */
const captureFields = ({ capture, amount }: PaymentInput) => {
  // An authorisation of nothing has nothing to capture.
  if (capture === undefined || amount.centAmount <= 0) return {};
  if (capture === 'manual') return { additionalData: { manualCapture: 'true' } };
  return { captureDelayHours: capture === 'immediate' ? 0 : capture };
};

/** The origin of the page that the shopper pays on; not one of which the merchant's settings know nothing. */
const pageOf = ({ origin }: ShopperKnown, { allowedOrigins }: PaymentInput['config']): string | undefined =>
  origin === undefined || allowedOrigins?.includes(origin) === false ? undefined : origin;

/** 3-D Secure in the page rather than by a redirect; native 3-D Secure 2 needs the page's origin. */
const authenticationData = ({ type }: PaymentMethodData, page: string | undefined, methods: Catalogue) =>
  methods.of(type).has3DSecure && page !== undefined
    ? { threeDSRequestData: { nativeThreeDS: 'preferred' as const } }
    : undefined;

/** Device data longer than Adyen takes is omitted: it helps to judge a risk, and no payment should fail for it. */
const riskData = ({ riskData: data }: ShopperKnown) =>
  data?.clientData && data.clientData.length <= 5000 ? { clientData: data.clientData } : undefined;
