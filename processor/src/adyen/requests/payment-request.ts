import { invalidOperation } from '../../errors.ts';
import { catalogue, type Catalogue } from '../../payment-methods/catalogue.ts';
import type { BrowserHeaders } from './browser-info.ts';
import { withKnownCardFields } from './card-fields.ts';
import { paymentRequest, type PaymentInput, type PaymentRequest } from './payment-fields.ts';
import { isRecurring } from './recurring-cart.ts';
import { customerReferenceOf } from '../../shopper-reference.ts';
import type { AttemptBody } from './shopper-input.ts';

export interface PaymentRequestInput extends PaymentInput {
  attempt: AttemptBody;
  /** Base URL of this processor as the shopper's browser reaches it. */
  processorUrl: string;
  sessionId: string;
  shopperIP?: string | undefined;
  browser?: BrowserHeaders | undefined;
  /** Adyen's token of the stored method that the shopper chose; the caller has checked whose it is. */
  storedPaymentMethodToken?: string | undefined;
  /** Adyen's name of its brand, which the browser does not have to say. */
  storedPaymentMethodBrand?: string | undefined;
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
  const { attempt, storedPaymentMethodBrand: brand, shopperIP, browser } = input;
  const known =
    brand === undefined ? attempt : { ...attempt, paymentMethod: { ...attempt.paymentMethod, brand } };
  const order = input.order ?? known.order;
  return paymentRequest(
    input,
    { known, returnUrl: returnUrl(input), shopperIP, browser, order, method: paymentMethodOf(input) },
    methods,
  );
};

/** The method with its token, and what storing it or using a stored one means to Adyen. */
const paymentMethodOf = (input: PaymentRequestInput) => {
  const { attempt, storedPaymentMethodToken: token } = input;
  const stores = storesPaymentMethod(input);
  const paymentMethod = withKnownCardFields(attempt.paymentMethod);
  // What is stored with a cart of recurring items pays the orders that follow.
  const model = stores && isRecurring(input.cart) ? ('Subscription' as const) : ('CardOnFile' as const);
  return {
    paymentMethod: token === undefined ? paymentMethod : { ...paymentMethod, storedPaymentMethodId: token },
    shopperInteraction: 'Ecommerce' as const,
    storePaymentMethod: stores ? (true as const) : undefined,
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
  customerReferenceOf(cart) !== undefined;

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
