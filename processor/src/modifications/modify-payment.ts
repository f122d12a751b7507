import type { Payment } from '@commercetools/platform-sdk';
import { AdyenRefusedRequest, namingPayment } from '../adyen/errors.ts';
import { needsLineItems } from '../adyen/requests/line-items.ts';
import {
  buildCancelRequest,
  buildCaptureRequest,
  buildRefundRequest,
} from '../adyen/requests/modification-requests.ts';
import type { ModificationAnswer } from '../adyen/responses.ts';
import { invalidInput, invalidOperation, notFound } from '../errors.ts';
import { formatMoney } from '../ledger/money.ts';
import { viewsOf, type TransactionView } from '../ledger/transaction-view.ts';
import { assertRepresentable } from '../adyen/assert-representable.ts';
import { captureToRefund } from './charge-to-refund.ts';
import { accountOfPayment } from '../config/merchant-accounts.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { modificationRules, type ModificationRequest } from './modifications.ts';
import {
  answeredNotes,
  markTold,
  requestDigestOf,
  withIdentity,
  type IntentRequest,
} from './modification-intent.ts';
import { writeIntent } from './write-intent.ts';

/** Who asks for a modification. */
export interface Caller {
  readonly idempotencyKey: string | undefined;
  /** Resolves when the caller is gone without its answer; never for the connector's own modifications. */
  readonly left: Promise<void>;
}

/** What the back office is told: `received` is Adyen's acceptance, the outcome comes by notification. */
export type ModificationOutcome = 'received' | 'approved' | 'rejected';

/**
 * Captures, refunds or cancels. The intent is written first; its id is Adyen's idempotency key, so that a repeat of a
 * request whose answer was lost never moves money a second time.
 * @throws Fault 400 of a guard (names the remaining amount), 404, 409, 502, 503, 504 when the outcome is unknown
 */
export const modifyPayment = (
  deps: PaymentDependencies,
  payment: Payment,
  request: ModificationRequest,
  caller: Caller,
): Promise<ModificationOutcome> => {
  assertAmount(payment, request);
  return withIdentity(request, caller.idempotencyKey, caller.left, async (identified) => {
    const { payment: current, intent } = await writeIntent(deps, payment, identified);
    const known = knownOutcome(intent);
    if (known !== undefined) await deps.payments.settle(current, answeredNotes(identified, intent.id));
    const outcome = known ?? (await send(deps, current, identified, intent));
    markTold(intent);
    return outcome;
  });
};

/**
 * Sends an intent again whose outcome never became known: under the same key, so that Adyen carries it out once. Only within
 * the days that Adyen remembers a key.
 * @throws Fault 502, 503, or 504 when the outcome is still unknown
 */
export const resumeModification = (
  deps: PaymentDependencies,
  payment: Payment,
  kind: ModificationRequest['kind'],
  intent: TransactionView,
): Promise<ModificationOutcome> =>
  send(deps, payment, { kind, amount: intent.amount, digest: requestDigestOf(intent) ?? '' }, intent);

/** The Payment of an intent. @throws Fault 404 */
export const paymentToModify = async (deps: PaymentDependencies, paymentId: string): Promise<Payment> => {
  const payment = await deps.payments.get(paymentId);
  if (!payment) throw notFound(`The payment ${paymentId}`);
  return payment;
};

const send = async (
  deps: PaymentDependencies,
  payment: Payment,
  request: IntentRequest,
  intent: TransactionView,
): Promise<ModificationOutcome> => {
  const authorisation = authorisedReference(payment);
  const { type } = modificationRules[request.kind];
  const entry = { type, transactionId: intent.id, amount: intent.amount, at: deps.now().toISOString() };
  let answer: ModificationAnswer;
  try {
    answer = await callAdyen(deps, payment, request, intent, authorisation);
  } catch (error) {
    if (!(error instanceof AdyenRefusedRequest)) throw namingPayment(payment.id, error);
    deps.logger.warn(`Adyen refused a ${request.kind}.`, {
      paymentId: payment.id,
      errorCode: error.errorCode,
    });
    await deps.payments.settle(payment, [
      { ...entry, fact: 'failed', reason: `AdyenError-${error.errorCode}` },
      ...answeredNotes(request, intent.id),
    ]);
    return 'rejected';
  }
  await deps.payments.settle(payment, [
    { ...entry, fact: 'accepted', pspReference: answer.pspReference },
    ...answeredNotes(request, intent.id),
  ]);
  return 'received';
};

const callAdyen = async (
  deps: PaymentDependencies,
  payment: Payment,
  request: IntentRequest,
  intent: TransactionView,
  authorisation: string,
): Promise<ModificationAnswer> => {
  const { adyen, config } = deps;
  const { method } = payment.paymentMethodInfo;
  const merchantAccount = accountOfPayment(config, payment);
  const { id: transactionId = '', amount } = intent;
  const reference = intent.fields.reference ?? request.merchantReference ?? transactionId;
  const options = { idempotencyKey: transactionId };
  if (request.kind === 'cancel') {
    return adyen.cancels(authorisation, buildCancelRequest({ merchantAccount, reference }), options);
  }
  const found = needsLineItems(method) ? await deps.carts.findByPayment(payment.id) : undefined;
  const body = { merchantAccount, reference, amount, method, cart: found?.cart, locale: found?.cart.locale };
  if (request.kind === 'capture') return adyen.captures(authorisation, buildCaptureRequest(body), options);
  const capturePspReference = captureToRefund(payment, intent, request.transactionId);
  return adyen.refunds(authorisation, buildRefundRequest({ ...body, capturePspReference }), options);
};

/** What a repeat is told when the answer is known: never a second call. */
const knownOutcome = ({ state, interactionId }: TransactionView): ModificationOutcome | undefined => {
  if (state === 'Initial') return interactionId === undefined ? undefined : 'received';
  return state === 'Failure' ? 'rejected' : 'received';
};

/** Adyen's reference of the authorisation to modify. A redirect's first answer may have had another one. */
const authorisedReference = (payment: Payment): string => {
  const authorised = viewsOf(payment).find(
    ({ type, state }) => type === 'Authorization' && state === 'Success',
  );
  const reference = authorised?.interactionId ?? payment.interfaceId;
  if (reference === undefined) throw invalidOperation('The payment has no authorisation at Adyen.');
  return reference;
};

const assertAmount = (payment: Payment, { amount }: ModificationRequest): void => {
  const { currencyCode } = payment.amountPlanned;
  if (amount.currencyCode !== currencyCode) {
    throw invalidInput(`The payment is in ${currencyCode}, not in ${amount.currencyCode}.`, {
      field: 'amount.currencyCode',
    });
  }
  if (!Number.isSafeInteger(amount.centAmount) || amount.centAmount <= 0) {
    throw invalidInput(`The amount must be a positive integer, not ${formatMoney(amount)}.`, {
      field: 'amount.centAmount',
    });
  }
  assertRepresentable(amount);
};
