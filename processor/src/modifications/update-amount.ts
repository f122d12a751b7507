import { contentKey } from '../adyen/idempotency-key.ts';
import type { Payment } from '@commercetools/platform-sdk';
import { applicationInfo } from '../adyen/application-info.ts';
import { AdyenRefusedRequest, namingPayment } from '../adyen/errors.ts';
import { lineItemsFor } from '../adyen/requests/line-items.ts';
import { splitsFor } from '../adyen/requests/splits.ts';
import type { ModificationAnswer } from '../adyen/responses.ts';
import { compact } from '../adyen/wire.ts';
import { accountOfPayment } from '../config/payment-accounts.ts';
import { digestOf, sha256 } from '../digest.ts';
import { idempotencyKeyReused, invalidInput, invalidOperation } from '../errors.ts';
import {
  paymentIdOf,
  type AdyenIdempotencyKey,
  type IdempotencyKey,
  type PspReference,
} from '../identifiers.ts';
import { updateAskedWith } from '../ledger/asked-updates.ts';
import { adjustDataFor } from '../ledger/adjust-data.ts';
import { authorisationOf, captureOf } from '../ledger/attempt-state.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import { balanceOf } from '../ledger/balance.ts';
import { formatMoney, toAdyenAmount, type Money } from '../ledger/money.ts';
import { viewsOf } from '../ledger/transaction-view.ts';
import { assertRepresentable } from '../adyen/assert-representable.ts';
import type { PaymentDependencies } from '../use-case.ts';
import { cartToModify } from './cart-to-modify.ts';

/** A new amount for an authorisation. */
export interface AmountUpdate {
  /** In minor units by ISO 4217; the present amount extends the authorisation's validity. */
  readonly amount: Money;
  /** Why, as card schemes want to know it. */
  readonly industryUsage: 'delayedCharge' | 'noShow' | 'installment' | undefined;
  readonly idempotencyKey: IdempotencyKey | undefined;
}

/**
 * Asks Adyen to change what is authorised, or to extend it. The outcome comes as AUTHORISATION_ADJUSTMENT, which changes the
 * planned amount; until then nothing is changed.
 *
 * Without a key of the caller the same request for the Payment as it is now is the same update.
 * @throws Fault 400 when nothing is authorised, it is being cancelled, less than what is captured is asked for, Adyen captures
 *   it automatically, it was authorised finally, or the currency is another; 409 where the key belongs to another update; 502 to 504
 */
export const updateAmount = async (
  deps: PaymentDependencies,
  payment: Payment,
  { amount, industryUsage, idempotencyKey }: AmountUpdate,
): Promise<'received' | 'rejected'> => {
  const authorisation = assertAdjustable(payment, amount);
  if (idempotencyKey !== undefined) await claimKey(deps, payment, { amount, industryUsage, idempotencyKey });
  const { paymentMethodInfo, version } = payment;
  const id = paymentIdOf(payment);
  const { method } = paymentMethodInfo;
  const cart = await cartToModify(deps, payment);
  const key = contentKey(id, { amount, industryUsage, idempotencyKey: idempotencyKey ?? version });
  const adjustAuthorisationData = adjustDataFor(authorisationOf(payment)?.fields ?? {}, key);
  const request = compact({
    merchantAccount: accountOfPayment(deps.config, payment),
    reference: id,
    amount: toAdyenAmount(amount),
    industryUsage,
    lineItems: lineItemsFor(method, { cart, amount, locale: cart?.locale }),
    splits: cart && splitsFor(deps.config, cart, { amount, reference: id }),
    adjustAuthorisationData,
    applicationInfo,
  });
  try {
    const answer = await deps.adyen.amountUpdates(authorisation, request, { idempotencyKey: key });
    await recordUpdate(deps, payment, answer, { authorisation, amount, key, sent: adjustAuthorisationData });
    return answer.status === 'refused' ? 'rejected' : 'received';
  } catch (error) {
    if (!(error instanceof AdyenRefusedRequest)) throw namingPayment(id, error);
    deps.logger.warn('Adyen refused an amount update.', { paymentId: id, errorCode: error.errorCode });
    return 'rejected';
  }
};

interface SentUpdate {
  readonly authorisation: PspReference;
  readonly amount: Money;
  /** Adyen's idempotency key, and the data that were brought along. */
  readonly key: AdyenIdempotencyKey;
  readonly sent: string | undefined;
}

/** A synchronous update's outcome is its answer, which also has the data for the next one. */
const recordUpdate = async (
  { payments, now }: PaymentDependencies,
  payment: Payment,
  { status, pspReference, adjustAuthorisationData: data }: ModificationAnswer,
  { authorisation, amount, key, sent }: SentUpdate,
): Promise<void> => {
  const entries: LedgerEntry[] = [
    ...(status === 'authorised'
      ? [{ type: 'Adjustment', authorisation, pspReference, amount, at: now().toISOString() } as const]
      : []),
    ...(data === undefined ? [] : [{ type: 'AdjustData', data, update: { key, sent } } as const]),
  ];
  if (entries.length > 0) await payments.settle(payment, entries);
};

/** @throws Fault 409 where the key belongs to another update of the payment, and when it cannot be written */
const claimKey = async (
  { payments }: PaymentDependencies,
  payment: Payment,
  { idempotencyKey, ...content }: AmountUpdate & { readonly idempotencyKey: IdempotencyKey },
): Promise<void> => {
  const keyDigest = sha256(idempotencyKey);
  const contentDigest = digestOf(compact(content));
  const written = await payments.settle(payment, [{ type: 'UpdateAsked', keyDigest, contentDigest }]);
  if (updateAskedWith(written.payment, keyDigest) !== contentDigest) throw idempotencyKeyReused();
};

/** @returns Adyen's reference of the authorisation */
const assertAdjustable = (payment: Payment, amount: Money): PspReference => {
  const { authorised, captured, capturePending, cancelling, currencyCode } = balanceOf(payment);
  if (amount.currencyCode !== currencyCode) {
    throw invalidInput(`The payment is in ${currencyCode}, not in ${amount.currencyCode}.`, {
      field: 'amount.currencyCode',
    });
  }
  assertRepresentable(amount);
  const reference = viewsOf(payment).find(
    ({ type, state }) => type === 'Authorization' && state === 'Success',
  )?.interactionId;
  if (reference === undefined || authorised <= 0)
    throw invalidOperation('There is no authorisation to change.');
  if (cancelling) throw invalidOperation('The authorisation is cancelled already, or is being cancelled.');
  // Source: https://docs.adyen.com/online-payments/adjust-authorisation (needs manual capture)
  if (typeof captureOf(payment) === 'number') {
    throw invalidOperation('Adyen captures this payment automatically: its authorisation cannot be changed.');
  }
  if (authorisationOf(payment)?.fields.authorisationType === 'FinalAuth') {
    throw invalidOperation('The payment is a final authorisation: only a pre-authorisation can be changed.');
  }
  const taken = captured + capturePending;
  if (amount.centAmount < taken || (taken > 0 && taken >= authorised)) {
    throw invalidOperation(`${formatMoney({ centAmount: taken, currencyCode })} is captured already.`, {
      capturedCentAmount: taken,
      currencyCode,
    });
  }
  return reference;
};
