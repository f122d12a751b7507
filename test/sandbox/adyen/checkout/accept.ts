import type { PaidWith, Payment } from '../books.ts';
import { methodOf } from '../catalogue.ts';
import { invalidMerchantAccount, noAcquirer, unknownPayment, unprocessable } from '../errors.ts';
import type { Method } from '../methods.ts';
import type { Order } from '../orders.ts';
import { newReference } from '../references.ts';
import { check, checkAmount } from '../validation/check.ts';
import { paymentMethodStructure } from '../validation/payment-methods.ts';
import { paymentRequest, type PaymentRequest } from '../validation/payment-request.ts';
import type { World } from '../world.ts';
import { accountOf, string, type Account, type Details } from './account.ts';
import { checkLineItems } from './line-items.ts';
import { openOrder } from './order-of.ts';
import { rememberAccount } from './settle.ts';

/** A request that Adyen takes on, with the payment that it opened. */
export interface Accepted {
  request: PaymentRequest;
  details: Details;
  method: Method;
  account: Account;
  payment: Payment;
}

export const checkMerchantAccount = (world: World, merchantAccount: string): void => {
  const { identity } = world;
  if (![identity.merchantAccount, ...identity.furtherMerchantAccounts].includes(merchantAccount)) {
    throw invalidMerchantAccount();
  }
};

/** @throws AdyenError 901 for an account that the API key may not use, 167 for a payment of another account. */
export const paymentIn = (world: World, pspReference: string, merchantAccount: string): Payment => {
  checkMerchantAccount(world, merchantAccount);
  const payment = world.books.get(pspReference);
  if (payment?.merchantAccount !== merchantAccount) throw unknownPayment();
  return payment;
};

const checkStoring = (request: PaymentRequest, storedId: string | undefined): void => {
  if (!request.storePaymentMethod && storedId === undefined) return;
  if (request.shopperReference === undefined) {
    throw unprocessable('000', 'Recurring payments require a shopperReference');
  }
  if (request.recurringProcessingModel === undefined) {
    throw unprocessable('14_0301', "Required field 'recurringProcessingModel' is not provided.");
  }
};

const checkReturnUrl = (returnUrl: string): void => {
  if (!URL.canParse(returnUrl)) throw unprocessable('14_031', 'Return URL is not valid.');
};

const methodFor = (type: string, request: PaymentRequest): Method => {
  const method = methodOf(type);
  const { currency } = request.amount;
  if (!method || (method.currencies && !method.currencies.includes(currency)))
    throw noAcquirer(type, currency);
  if (method.lineItems) checkLineItems(type, request.amount, request.lineItems);
  if (request.amount.value === 0 && !method.storable) throw unprocessable('137', 'Invalid amount specified');
  return method;
};

/**
 * Hours until Adyen captures automatically; `undefined`: never. What the payment states counts, else how the account is set.
 * Source: https://docs.adyen.com/online-payments/capture
 */
const captureOf = (world: World, request: PaymentRequest, { type, brand }: PaidWith): number | undefined => {
  if (request.captureDelayHours !== undefined) return request.captureDelayHours;
  const manual = request.additionalData?.['manualCapture'];
  if (manual !== undefined) return manual === 'true' ? undefined : 0;
  const { captureDelay, immediateCapture: immediate } = world.settings;
  if (captureDelay !== 'manual') return captureDelay === 'immediate' ? 0 : Number(captureDelay) * 24;
  return immediate.includes(type) || (brand !== undefined && immediate.includes(brand)) ? 0 : undefined;
};

const openPayment = (
  world: World,
  request: PaymentRequest,
  { account, method, order }: { account: Account; method: Method; order: Order | undefined },
): Payment => {
  const { paidWith } = account;
  const payment: Payment = {
    pspReference: newReference(),
    merchantReference: request.reference,
    merchantAccount: request.merchantAccount,
    amount: { ...request.amount },
    paidWith,
    state: 'started',
    resultCode: '',
    authorised: 0,
    captured: 0,
    refunded: 0,
    cancelled: 0,
    chargedBack: 0,
    capturedAutomatically: (method.captured ?? false) || captureOf(world, request, paidWith) === 0,
    captureDelayHours: method.captured ? undefined : captureOf(world, request, paidWith),
    modifications: [],
    metadata: request.metadata ?? {},
    returnUrl: request.returnUrl,
    request,
    at: new Date().toISOString(),
    ...(request.shopperReference && { shopperReference: request.shopperReference }),
    ...(account.token && { storedPaymentMethodId: account.token.id }),
    ...(order && { orderPspReference: order.pspReference }),
  };
  rememberAccount(payment, account.secret);
  return world.books.add(payment);
};

/**
 * Checks a `/payments` body as Adyen does and opens the payment.
 * @throws AdyenError for whatever Adyen would refuse before it talks to a bank.
 */
export const accept = (world: World, body: unknown): Accepted => {
  const request = check(paymentRequest, body);
  checkMerchantAccount(world, request.merchantAccount);
  checkAmount(request.amount, 0);
  checkReturnUrl(request.returnUrl);
  const storedId = string(request.paymentMethod, 'storedPaymentMethodId');
  const token = storedId === undefined ? undefined : world.tokens.find(storedId, request);
  const encrypted = string(request.paymentMethod, 'encryptedCardNumber') !== undefined;
  const type = request.paymentMethod.type ?? token?.type ?? (encrypted ? 'scheme' : undefined);
  if (type === undefined)
    throw unprocessable('14_007', "Required field 'paymentMethod.type' is not provided.");
  const details = check(paymentMethodStructure(type), { ...request.paymentMethod, type });
  const method = methodFor(type, request);
  checkStoring(request, storedId);
  const order = request.order && openOrder(world, request.order, request.amount);
  const account = accountOf(world, details, request);
  return {
    request,
    details,
    method,
    account,
    payment: openPayment(world, request, { account, method, order }),
  };
};
