import type { PaymentRequest as LibraryPaymentRequest } from '@adyen/api-library/lib/src/typings/checkout/paymentRequest';
import type { Cart } from '@commercetools/platform-sdk';
import type { Config } from '../../config/config.ts';
import { invalidOperation } from '../../errors.ts';
import { type Money, toAdyenAmount } from '../../ledger/money.ts';
import { accountOfCart, entryOfCart } from '../../config/merchant-accounts.ts';
import { catalogue, type Catalogue } from '../../payment-methods/catalogue.ts';
import { applicationInfo } from '../application-info.ts';
import { compact, type Wire } from '../wire.ts';
import { billingAddressOf, deliveryAddressOf, shippingAddressOf } from './addresses.ts';
import type { AttemptBody, PaymentMethodData } from './shopper-input.ts';
import { installmentsOf } from './installments.ts';
import { levelTwoThreeOf } from './level-two-three.ts';
import { lineItemsFor } from './line-items.ts';
import { shopperLocale } from './locale.ts';
import { isRecurring } from './recurring-cart.ts';
import { companyOf, personalData, shopperReferenceOf } from './shopper.ts';

/** The body of `/payments`. */
export type PaymentRequest = Omit<Wire<LibraryPaymentRequest>, 'paymentMethod' | 'browserInfo'> & {
  paymentMethod: PaymentMethodData;
  browserInfo?: AttemptBody['browserInfo'];
};

/** Names under which Adyen's metadata holds our references; they come back as `metadata.<name>` on AUTHORISATION. */
const metadataKeys = {
  payment: 'paymentReference',
  project: 'ctProjectKey',
  cart: 'cartId',
  orderNumber: 'futureOrderNumber',
} as const;

export interface PaymentRequestInput {
  config: Pick<Config, 'commercetools' | 'adyen' | 'storedPaymentMethods' | 'paymentComponentsConfig'>;
  cart: Cart;
  /** The ct Payment's id: Adyen's `reference`. */
  paymentId: string;
  /** In minor units by ISO 4217. */
  amount: Money;
  attempt: AttemptBody;
  /** Base URL of this processor as the shopper's browser reaches it. */
  processorUrl: string;
  sessionId: string;
  /** The session's; else the cart's. */
  locale?: string | undefined;
  shopperIP?: string | undefined;
  /** Adyen's token of the stored method that the shopper chose; the caller has checked whose it is. */
  storedPaymentMethodToken?: string | undefined;
  /** The number that the order will have, where it is known already: Adyen's `merchantOrderReference`. */
  futureOrderNumber?: string | undefined;
  /** The order that the payment is a part of, where the browser did not name it. */
  order?: AttemptBody['order'];
}

/**
 * The request that starts an attempt. Everything is decided here but what `AttemptBody` lets the browser decide.
 * @throws UnrepresentableAmount where Adyen cannot express the amount
 * @throws Fault 400 where the session's processor URL makes no return URL
 */
export const buildPaymentRequest = (
  input: PaymentRequestInput,
  methods: Catalogue = catalogue,
): PaymentRequest => {
  const { config, cart, attempt, paymentId } = input;
  const locale = input.locale ?? cart.locale;
  return compact({
    merchantAccount: accountOfCart(config, cart),
    reference: paymentId,
    merchantOrderReference: (input.futureOrderNumber ?? cart.id).slice(0, 1000),
    amount: toAdyenAmount(input.amount),
    channel: 'Web' as const,
    returnUrl: returnUrl(input),
    origin: attempt.origin,
    countryCode: countryOf(cart),
    shopperLocale: shopperLocale(locale),
    shopperReference: shopperReferenceOf(cart),
    shopperStatement: config.adyen.shopperStatement,
    shopperIP: input.shopperIP,
    ...personalData(cart, attempt, methods),
    company: companyOf(cart, attempt, methods),
    billingAddress: billingAddressOf(attempt.billingAddress, cart.billingAddress),
    deliveryAddress: deliveryAddressOf(attempt.deliveryAddress, shippingAddressOf(cart)),
    lineItems: lineItemsFor(attempt.paymentMethod.type, { cart, amount: input.amount, locale }, methods),
    ...paymentMethodOf(input),
    browserInfo: attempt.browserInfo && compact(attempt.browserInfo),
    authenticationData: authenticationData(attempt, methods),
    riskData: riskData(attempt),
    order: input.order ?? attempt.order,
    splits: splitsOf(input),
    enhancedSchemeData: enhancedSchemeData(input, methods),
    installments: installmentsOf(attempt, config.paymentComponentsConfig),
    metadata: {
      [metadataKeys.payment]: paymentId,
      [metadataKeys.project]: config.commercetools.projectKey.slice(0, 80),
      [metadataKeys.cart]: cart.id,
      ...(input.futureOrderNumber !== undefined && {
        [metadataKeys.orderNumber]: input.futureOrderNumber.slice(0, 80),
      }),
    },
    applicationInfo,
  });
};

/** The method with its token, and what storing it or using a stored one means to Adyen. */
const paymentMethodOf = (input: PaymentRequestInput) => {
  const { attempt, storedPaymentMethodToken: token } = input;
  const stores = storesPaymentMethod(input);
  // What is stored with a cart of recurring items pays the orders that follow.
  const model = stores && isRecurring(input.cart) ? ('Subscription' as const) : ('CardOnFile' as const);
  return {
    paymentMethod:
      token === undefined
        ? attempt.paymentMethod
        : { ...attempt.paymentMethod, storedPaymentMethodId: token },
    shopperInteraction: 'Ecommerce' as const,
    storePaymentMethod: stores ? true : undefined,
    recurringProcessingModel: stores || token !== undefined ? model : undefined,
  };
};

/** A guest's wish to store a method is ignored, and so is everybody's where the merchant has it off. */
const storesPaymentMethod = ({
  attempt,
  cart,
  config,
}: Pick<PaymentRequestInput, 'attempt' | 'cart' | 'config'>): boolean =>
  attempt.storePaymentMethod &&
  config.storedPaymentMethods.isEnabled &&
  shopperReferenceOf(cart) !== undefined;

const enhancedSchemeData = ({ config, cart, amount, attempt }: PaymentRequestInput, methods: Catalogue) => {
  if (!config.adyen.sendsLevelTwoThreeData) return undefined;
  const levelTwoThree = levelTwoThreeOf(attempt.paymentMethod.type, cart, amount, methods);
  return levelTwoThree && { levelTwoThree };
};

/** With Adyen for Platforms: all of the amount goes to the balance account of the cart's store. */
const splitsOf = ({ config, cart, amount, paymentId }: PaymentRequestInput) => {
  const { balanceAccount } = entryOfCart(config, cart);
  if (balanceAccount === undefined) return undefined;
  const { value } = toAdyenAmount(amount);
  return [
    { type: 'BalanceAccount' as const, account: balanceAccount, amount: { value }, reference: paymentId },
  ];
};

const countryOf = (cart: Cart): string | undefined =>
  cart.country ?? cart.billingAddress?.country ?? shippingAddressOf(cart)?.country;

/** 3-D Secure in the page rather than by a redirect; native 3-D Secure 2 needs the page's origin. */
const authenticationData = ({ paymentMethod, origin }: AttemptBody, methods: Catalogue) =>
  methods.of(paymentMethod.type).has3DSecure && origin !== undefined
    ? { threeDSRequestData: { nativeThreeDS: 'preferred' as const } }
    : undefined;

/** Device data longer than Adyen takes is left away: it helps to judge a risk, no payment should fail for it. */
const riskData = ({ riskData: data }: AttemptBody) =>
  data?.clientData && data.clientData.length <= 5000 ? { clientData: data.clientData } : undefined;

/** Where a redirect sends the shopper back to; Adyen adds `redirectResult`. At most 1,024 characters. */
const returnUrl = ({ processorUrl, paymentId, sessionId }: PaymentRequestInput): string => {
  const url = URL.canParse(processorUrl) ? new URL(processorUrl) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw invalidOperation('The processor URL of the session is not a web address.');
  }
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/payments/details`;
  url.searchParams.set('paymentReference', paymentId);
  url.searchParams.set('ctsid', sessionId);
  url.hash = '';
  if (url.href.length > 1024) throw invalidOperation('The processor URL of the session is too long.');
  return url.href;
};
