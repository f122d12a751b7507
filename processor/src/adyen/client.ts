import type { ApplePaySessionRequest } from '@adyen/api-library/lib/src/typings/checkout/applePaySessionRequest';
import type { CancelOrderRequest } from '@adyen/api-library/lib/src/typings/checkout/cancelOrderRequest';
import type { CreateOrderRequest } from '@adyen/api-library/lib/src/typings/checkout/createOrderRequest';
import type { PaymentAmountUpdateRequest } from '@adyen/api-library/lib/src/typings/checkout/paymentAmountUpdateRequest';
import type { PaypalUpdateOrderRequest } from '@adyen/api-library/lib/src/typings/checkout/paypalUpdateOrderRequest';
import type * as z from 'zod';
import type { Config } from '../config/config.ts';
import type { MerchantAccount, PspReference } from '../identifiers.ts';
import type { Logger } from '../logging/logger.ts';
import type { Transport } from '../upstream/transport.ts';
import { AdyenRefusedRequest } from './errors.ts';
import type { AdyenOperation, operations } from './operations.ts';
import type { BalanceRequest } from './requests/balance-request.ts';
import type { PaymentDetailsRequest } from './requests/details-request.ts';
import type { CancelRequest, CaptureRequest, RefundRequest } from './requests/modification-requests.ts';
import type { PaymentMethodsRequest } from './requests/payment-methods-request.ts';
import type { PaymentRequest } from './requests/payment-fields.ts';
import { type AdyenCall, call, type CallOptions } from './transport/call.ts';
import type { Wire } from './wire.ts';

type Answer<Operation extends AdyenOperation> = z.output<(typeof operations)[Operation]['answer']>;
type Send<Request, Operation extends AdyenOperation> = (
  request: Request,
  options?: CallOptions,
) => Promise<Answer<Operation>>;
type Modify<Request, Operation extends AdyenOperation> = (
  pspReference: PspReference,
  request: Request,
  options?: CallOptions,
) => Promise<Answer<Operation>>;

/** Adyen's error code for a modification without a usable reference. */
const REFERENCE_REQUIRED = '167';

interface TokenOwner {
  merchantAccount: MerchantAccount;
  shopperReference: string;
}

/**
 * Adyen's Checkout API. Every method keeps one deadline for all its tries, repeats only what is safe to repeat, and
 * throws an `AdyenError` (`toAdyenFault` makes an error of the API of it). Requests are never changed.
 */
export interface AdyenClient {
  payments: Send<PaymentRequest, 'payments'>;
  paymentDetails: Send<PaymentDetailsRequest, 'paymentDetails'>;
  paymentMethods: Send<PaymentMethodsRequest, 'paymentMethods'>;
  captures: Modify<CaptureRequest, 'captures'>;
  refunds: Modify<RefundRequest, 'refunds'>;
  cancels: Modify<CancelRequest, 'cancels'>;
  amountUpdates: Modify<Wire<PaymentAmountUpdateRequest>, 'amountUpdates'>;
  paymentMethodsBalance: Send<BalanceRequest, 'paymentMethodsBalance'>;
  orders: Send<Wire<CreateOrderRequest>, 'orders'>;
  ordersCancel: Send<Wire<CancelOrderRequest>, 'ordersCancel'>;
  applePaySessions: Send<Wire<ApplePaySessionRequest>, 'applePaySessions'>;
  paypalUpdateOrder: Send<Wire<PaypalUpdateOrderRequest>, 'paypalUpdateOrder'>;
  storedPaymentMethods: Send<TokenOwner, 'storedPaymentMethods'>;
  /** Settles also when Adyen no longer knows the token. */
  disableStoredPaymentMethod: (
    request: TokenOwner & { storedPaymentMethodId: string },
    options?: CallOptions,
  ) => Promise<void>;
}

/** Source of paths and methods: https://docs.adyen.com/api-explorer/Checkout/72/overview */
export const createAdyenClient = (options: {
  config: Pick<Config['adyen'], 'checkoutUrl' | 'apiKey' | 'deadlineMs'>;
  /** Sends every try. */
  send: Transport;
  logger?: Pick<Logger, 'warn' | 'error'>;
  /** Called once per call, whatever came of it. */
  onCall?: (call: AdyenCall) => void;
}): AdyenClient => {
  const { config, send: transport, logger, onCall } = options;
  const { checkoutUrl, apiKey, deadlineMs } = config;
  const baseUrl = checkoutUrl.replace(/\/+$/, '');
  const context = { send: transport, baseUrl, apiKey, deadlineMs, logger, onCall };

  const run = async <Operation extends AdyenOperation>(
    operation: Operation,
    path: string,
    request: unknown,
    callOptions: CallOptions | undefined,
  ): Promise<Answer<Operation>> => {
    const body = request === undefined ? undefined : JSON.stringify(request, wellFormed);
    return (await call(context, { ...callOptions, operation, path, body })) as Answer<Operation>;
  };

  const send =
    <Operation extends AdyenOperation>(operation: Operation, path: string) =>
    (request: unknown, callOptions?: CallOptions) =>
      run(operation, path, request, callOptions);

  const modify =
    <Operation extends AdyenOperation>(operation: Operation) =>
    async (pspReference: PspReference, request: unknown, callOptions?: CallOptions) =>
      run(operation, `/payments/${pathSegment(operation, pspReference)}/${operation}`, request, callOptions);

  return {
    payments: send('payments', '/payments'),
    paymentDetails: send('paymentDetails', '/payments/details'),
    paymentMethods: send('paymentMethods', '/paymentMethods'),
    captures: modify('captures'),
    refunds: modify('refunds'),
    cancels: modify('cancels'),
    amountUpdates: modify('amountUpdates'),
    paymentMethodsBalance: send('paymentMethodsBalance', '/paymentMethods/balance'),
    orders: send('orders', '/orders'),
    ordersCancel: send('ordersCancel', '/orders/cancel'),
    applePaySessions: send('applePaySessions', '/applePay/sessions'),
    paypalUpdateOrder: send('paypalUpdateOrder', '/paypal/updateOrder'),
    storedPaymentMethods: (owner, callOptions) =>
      run('storedPaymentMethods', `/storedPaymentMethods?${ownerQuery(owner)}`, undefined, callOptions),
    disableStoredPaymentMethod: async (request, callOptions) => {
      const operation = 'disableStoredPaymentMethod';
      const token = pathSegment(operation, request.storedPaymentMethodId);
      return run(operation, `/storedPaymentMethods/${token}?${ownerQuery(request)}`, undefined, callOptions);
    },
  };
};

/** Half of a surrogate pair is no text: Adyen refuses the whole body for it. */
const wellFormed = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed() : value;

/**
 * A reference or token as one segment of a path, whatever it is made of. Dots alone would lead elsewhere even when they are
 * encoded: Adyen has no such reference, and is not asked.
 */
const pathSegment = (operation: AdyenOperation, reference: string): string => {
  if (/^\.{0,2}$/.test(reference)) {
    throw new AdyenRefusedRequest(operation, {
      statusCode: 422,
      errorCode: REFERENCE_REQUIRED,
      errorType: undefined,
      privateMessage: 'The reference is none of Adyen; it was not sent.',
      pspReference: undefined,
    });
  }
  return encodeURIComponent(reference);
};

const ownerQuery = ({ merchantAccount, shopperReference }: TokenOwner): string =>
  new URLSearchParams({ merchantAccount, shopperReference }).toString();
