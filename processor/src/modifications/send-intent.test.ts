import type { Cart, Payment, Transaction } from '@commercetools/platform-sdk';
import { describe, expect, it, vi } from 'vitest';
import { applicationInfo } from '../adyen/application-info.ts';
import { AdyenOutcomeUnknown, AdyenRefusedRequest } from '../adyen/errors.ts';
import type { RequestIdentity } from '../ledger/request-identity.ts';
import { viewsOf } from '../ledger/transaction-view.ts';
import { merchantAccount, pspReference, transactionId } from '../test-support/identifiers.ts';
import type { CallerState, PaymentDependencies } from '../use-case.ts';
import type { ModificationRequest } from './rules.ts';
import { answeredNotes, sendIntent } from './send-intent.ts';
import { eur, intent, key, payment } from './test-intents.ts';

const note = [{ type: 'Note', transactionId: 't', note: 'answered' }];
const unkeyed: RequestIdentity = { kind: 'unkeyed', processId: 'p', requestId: 'r' };

it.each<[string, RequestIdentity | undefined, CallerState, object[]]>([
  ['with a key, also where the caller has left', key, 'gone', note],
  ['of an unknown request, which a review repeats', undefined, 'gone', note],
  ['without a key, while the caller waits', unkeyed, 'waiting', note],
  ['without a key, after the caller has left', unkeyed, 'gone', []],
  ['without a key, of another process', unkeyed, 'elsewhere', []],
  ['without a key, of a request that failed', unkeyed, 'failed', []],
])('an outcome counts as sent to the caller: %s', (_name, identity, state, expected) => {
  expect(answeredNotes({ stateOf: () => state }, identity, transactionId('t'))).toEqual(expected);
});

const refused = new AdyenRefusedRequest('refunds', {
  statusCode: 422,
  errorCode: '167',
  errorType: 'validation',
  privateMessage: 'Original pspReference required for this operation',
  pspReference: undefined,
});
const cart = {
  id: 'cart',
  locale: 'de-DE',
  lineItems: [],
  customLineItems: [],
  totalPrice: eur(1000),
} as unknown as Cart;

/** Sends the intent that stands last in a Payment: what Adyen is asked, and what is stored of its answer. */
async function send(
  paid: Payment,
  request: Partial<ModificationRequest> & Pick<ModificationRequest, 'kind'>,
  answer: () => Promise<object> = () => Promise.resolve({ pspReference: pspReference('M1') }),
) {
  const calls: unknown[][] = [];
  const entries: unknown[] = [];
  const warn = vi.fn();
  const findByPayment = vi.fn(() => Promise.resolve({ cart, payments: [] }));
  const call =
    (operation: string) =>
    (...args: unknown[]) => {
      calls.push([operation, ...args]);
      return answer();
    };
  const deps = {
    now: () => new Date('2026-01-01T00:00:00Z'),
    logger: { warn },
    config: {
      adyen: { merchantAccount: merchantAccount('Shop'), merchantAccounts: [] },
      storedPaymentMethods: { interfaceAccount: undefined },
    },
    callers: { stateOf: () => 'gone' },
    adyen: { captures: call('captures'), refunds: call('refunds'), cancels: call('cancels') },
    carts: { findByPayment },
    payments: {
      settle: (_payment: Payment, all: unknown[]) => {
        entries.push(...all);
        return Promise.resolve(paid);
      },
    },
  } as unknown as PaymentDependencies;
  const last = viewsOf(paid).at(-1);
  if (!last) throw new Error('There is no intent.');
  const outcome = await sendIntent(deps, paid, { amount: eur(200), identity: key, ...request }, last);
  return { calls, entries, outcome, warn, findByPayment };
}

const withMethod = (method: string, ...transactions: Partial<Transaction>[]): Payment => {
  const paid = payment(...transactions);
  return { ...paid, paymentMethodInfo: { ...paid.paymentMethodInfo, method } };
};
const sent = {
  merchantAccount: 'Shop',
  reference: 'transaction-1',
  applicationInfo,
};
const amount = { currency: 'EUR', value: 200 };
const underItsKey = { idempotencyKey: 'transaction-1' };

describe('an intent', () => {
  it('of a capture is sent with its amount, under its transaction’s id', async () => {
    const { calls, findByPayment } = await send(payment(intent(key)), { kind: 'capture' });
    expect(calls).toEqual([['captures', 'A1', { ...sent, amount }, underItsKey]]);
    expect(findByPayment).not.toHaveBeenCalled();
  });

  it('of a cancellation is sent without an amount', async () => {
    const cancellation = intent(key, {}, { type: 'CancelAuthorization' });
    const { calls, findByPayment } = await send(withMethod('klarna', cancellation), { kind: 'cancel' });
    expect(calls).toEqual([['cancels', 'A1', sent, underItsKey]]);
    expect(findByPayment).not.toHaveBeenCalled();
  });

  it('of a refund is sent with its amount', async () => {
    const { calls } = await send(payment(intent(key, {}, { type: 'Refund' })), { kind: 'refund' });
    expect(calls).toEqual([['refunds', 'A1', { ...sent, amount }, underItsKey]]);
  });

  it('of a refund names the capture, where the method wants it', async () => {
    const captured = (interactionId: string) =>
      intent(undefined, { facts: ['captured'] }, { state: 'Success', interactionId });
    const refund = intent(key, {}, { type: 'Refund' });
    const paid = withMethod('paypal', captured('C1'), captured('C2'), refund);
    const { calls } = await send(paid, { kind: 'refund' });
    expect(calls[0]?.[2]).toMatchObject({ capturePspReference: 'C2' });
    const named = { kind: 'refund', transactionId: transactionId('transaction-1') } as const;
    const { calls: ofNamed } = await send(paid, named);
    expect(ofNamed[0]?.[2]).toMatchObject({ capturePspReference: 'C1' });
  });

  it('has the cart’s line items, where the method wants them', async () => {
    const { calls, findByPayment } = await send(withMethod('klarna', intent(key)), { kind: 'capture' });
    expect(findByPayment).toHaveBeenCalledOnce();
    expect(calls[0]?.[2]).toMatchObject({ lineItems: [{ amountIncludingTax: 200, quantity: 1 }] });
  });

  it.each([
    ['its transaction’s id', {}, undefined, 'transaction-1'],
    ['the caller’s name', {}, 'parcel 1', 'parcel 1'],
    ['the name that it remembers', { reference: 'parcel 0' }, 'parcel 1', 'parcel 0'],
  ])('goes by %s', async (_name, fields, merchantReference, reference) => {
    const { calls } = await send(payment(intent(key, fields)), { kind: 'capture', merchantReference });
    expect(calls[0]?.[2]).toMatchObject({ reference });
    expect(calls[0]?.[3]).toEqual(underItsKey);
  });
});

describe('the authorisation that is modified', () => {
  const base = payment(intent(key));
  const ofAuthorisations = (interfaceId: string | undefined, ...all: Partial<Transaction>[]): Payment => {
    const [first, second] = base.transactions;
    return {
      ...base,
      ...(interfaceId !== undefined && { interfaceId }),
      transactions: [...all.map((one) => ({ ...first, ...one })), second] as Transaction[],
    };
  };

  it.each([
    ['the one that succeeded', [{ state: 'Failure', interactionId: 'A0' }, { interactionId: 'A1' }], 'A1'],
    ['the Payment’s, while none has succeeded', [{ state: 'Pending', interactionId: 'A0' }], 'P1'],
    ['no charge', [{ type: 'Charge', interactionId: 'C1' }], 'P1'],
  ] as const)('is %s', async (_name, authorisations, expected) => {
    const { calls } = await send(ofAuthorisations('P1', ...authorisations), { kind: 'capture' });
    expect(calls[0]?.[1]).toBe(expected);
  });

  it('has to be there', async () => {
    await expect(send(ofAuthorisations(undefined), { kind: 'capture' })).rejects.toMatchObject({
      statusCode: 400,
      message: 'The payment has no authorisation at Adyen.',
    });
  });
});

describe('Adyen’s answer', () => {
  const answered = { type: 'Note', transactionId: 'transaction-1', note: 'answered' };
  const entry = {
    type: 'Charge',
    transactionId: 'transaction-1',
    amount: eur(200),
    at: '2026-01-01T00:00:00.000Z',
  };

  it('is stored', async () => {
    const { outcome, entries, warn } = await send(payment(intent(key)), { kind: 'capture' });
    expect(outcome).toBe('received');
    expect(entries).toEqual([{ ...entry, fact: 'accepted', pspReference: 'M1' }, answered]);
    expect(warn).not.toHaveBeenCalled();
  });

  it('that refuses is stored, and logged with the payment', async () => {
    const answer = () => Promise.reject(refused);
    const { outcome, entries, warn } = await send(payment(intent(key)), { kind: 'capture' }, answer);
    expect(outcome).toBe('rejected');
    expect(entries).toEqual([{ ...entry, fact: 'failed', reason: 'AdyenError-167' }, answered]);
    expect(warn).toHaveBeenCalledExactlyOnceWith('Adyen refused a capture.', {
      paymentId: payment().id,
      errorCode: '167',
    });
  });

  it('that is lost leaves the intent as it is, and the error names the payment', async () => {
    const paid = payment(intent(key));
    const lost = () =>
      Promise.reject(new AdyenOutcomeUnknown('captures', { reason: 'timeout', mayHaveHadEffect: true }));
    await expect(send(paid, { kind: 'capture' }, lost)).rejects.toMatchObject({
      statusCode: 504,
      fields: { paymentReference: paid.id },
    });
  });
});
