import type { Payment } from '@commercetools/platform-sdk';
import { AdyenRefusedRequest, namingPayment } from '../adyen/errors.ts';
import { resourceKey } from '../adyen/idempotency-key.ts';
import {
  buildCancelRequest,
  buildCaptureRequest,
  buildRefundRequest,
} from '../adyen/requests/modification-requests.ts';
import { enhancedSchemeDataOf } from '../adyen/requests/level-two-three.ts';
import { splitsFor } from '../adyen/requests/splits.ts';
import type { ModificationAnswer } from '../adyen/responses.ts';
import { accountOfPayment } from '../config/payment-accounts.ts';
import { invalidOperation } from '../errors.ts';
import {
  paymentIdOf,
  pspReferenceOf,
  toTransactionId,
  type PspReference,
  type TransactionId,
} from '../identifiers.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import type { RequestIdentity } from '../ledger/request-identity.ts';
import { viewsOf, type TransactionView } from '../ledger/transaction-view.ts';
import type { CallersWaiting, PaymentDependencies } from '../use-case.ts';
import { cartToModify } from './cart-to-modify.ts';
import { captureToRefund } from './charge-to-refund.ts';
import { modificationRules, type ModificationRequest } from './rules.ts';

/** The response to the back office: `received` is Adyen's acceptance, the outcome comes by notification. */
export type ModificationOutcome = 'received' | 'approved' | 'rejected';

/** A request that is sent for an intent; without an identity where the intent does not say whose it was. */
interface SentRequest extends ModificationRequest {
  readonly identity: RequestIdentity | undefined;
}

/**
 * Sends an intent to Adyen under its transaction's id as the key, and stores what Adyen answers.
 * @throws Fault 502, 503, or 504 when the outcome is unknown
 */
export const sendIntent = async (
  deps: PaymentDependencies,
  payment: Payment,
  request: SentRequest,
  intent: TransactionView,
): Promise<ModificationOutcome> => {
  const { type } = modificationRules[request.kind];
  const entry = { type, transactionId: intent.id, amount: intent.amount, at: deps.now().toISOString() };
  const notes = () => answeredNotes(deps.callers, request.identity, intent.id);
  let answer: ModificationAnswer;
  try {
    answer = await callAdyen(deps, payment, request, intent);
  } catch (error) {
    if (!(error instanceof AdyenRefusedRequest)) throw namingPayment(paymentIdOf(payment), error);
    const { errorCode } = error;
    deps.logger.warn(`Adyen refused a ${request.kind}.`, { paymentId: payment.id, errorCode });
    await deps.payments.settle(payment, [
      { ...entry, fact: 'failed', reason: `AdyenError-${errorCode}` },
      ...notes(),
    ]);
    return 'rejected';
  }
  await deps.payments.settle(payment, [
    { ...entry, fact: 'accepted', pspReference: answer.pspReference },
    ...notes(),
  ]);
  return 'received';
};

/**
 * What is noted of an intent whose outcome is about to be sent to its caller. A caller that left without a key gets no
 * answer: what it asks for next is the same request.
 */
export const answeredNotes = (
  callers: Pick<CallersWaiting, 'stateOf'>,
  identity: RequestIdentity | undefined,
  transactionId: TransactionId | undefined,
): LedgerEntry[] =>
  identity?.kind === 'unkeyed' && callers.stateOf(identity) !== 'waiting'
    ? []
    : [{ type: 'Note', transactionId, note: 'answered' }];

const callAdyen = async (
  deps: PaymentDependencies,
  payment: Payment,
  request: ModificationRequest,
  intent: TransactionView,
): Promise<ModificationAnswer> => {
  const { adyen, config } = deps;
  const authorisation = authorisedReference(payment);
  const { method } = payment.paymentMethodInfo;
  const merchantAccount = accountOfPayment(config, payment);
  const { id: transactionId = toTransactionId(''), amount } = intent;
  const reference = intent.fields.reference ?? request.merchantReference ?? transactionId;
  const options = { idempotencyKey: resourceKey(transactionId) };
  if (request.kind === 'cancel') {
    return adyen.cancels(authorisation, buildCancelRequest({ merchantAccount, reference }), options);
  }
  const cart = await cartToModify(deps, payment);
  const body = { merchantAccount, reference, amount, method, cart, locale: cart?.locale };
  if (request.kind === 'capture') {
    const splits = cart && splitsFor(config, cart, { amount, reference: transactionId });
    const enhancedSchemeData =
      cart && method !== undefined ? enhancedSchemeDataOf(config, { method, cart, amount }) : undefined;
    return adyen.captures(
      authorisation,
      buildCaptureRequest({ ...body, splits, enhancedSchemeData }),
      options,
    );
  }
  const capturePspReference = captureToRefund(payment, intent, request.transactionId);
  return adyen.refunds(authorisation, buildRefundRequest({ ...body, capturePspReference }), options);
};

/** Adyen's reference of the authorisation to modify. A redirect's first answer may have had another one. */
const authorisedReference = (payment: Payment): PspReference => {
  const authorised = viewsOf(payment).find(
    ({ type, state }) => type === 'Authorization' && state === 'Success',
  );
  const reference = authorised?.interactionId ?? pspReferenceOf(payment);
  if (reference === undefined) throw invalidOperation('The payment has no authorisation at Adyen.');
  return reference;
};
