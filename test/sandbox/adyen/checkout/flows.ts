import { refusedByBank, type CardVerdict } from '../cards.ts';
import type { Flow } from '../methods.ts';
import { printed } from '../money.ts';
import type { World } from '../world.ts';
import type { Accepted } from './accept.ts';
import { accountNumber, settle } from './settle.ts';
import type { Action } from './answers.ts';
import { bankPage } from './bank-page.ts';
import { string } from './account.ts';
import { fingerprintAction, redirectToAuthenticate } from './three-ds.ts';
import { canAuthenticateNatively, verdictOn } from './verdict.ts';

/** How a payment goes on: with a decision, or with something for the shopper to do. */
export type Step = { verdict: CardVerdict } | { resultCode: string; action: Action };

type Begin = (world: World, accepted: Accepted) => Step;

const approveLater = (world: World, { payment }: Accepted, verdict: CardVerdict): void => {
  const delay = world.settings.approvalDelayMs;
  const decided = verdict.kind === 'refused' ? verdict : { kind: 'authorised' as const };
  if (delay > 0) world.later(delay, () => settle(world, payment, decided));
};

/** The three cards that ask for more than a yes or no, and all that do not. */
const card: Begin = (world, accepted) => {
  const verdict = verdictOn(accepted.request, accepted.account);
  if (
    verdict.kind === 'threeDSRedirect' ||
    (verdict.kind === 'threeDS2' && !canAuthenticateNatively(accepted.request))
  ) {
    return { resultCode: 'RedirectShopper', action: redirectToAuthenticate(world, accepted.payment) };
  }
  if (verdict.kind === 'threeDS2') {
    return {
      resultCode: 'IdentifyShopper',
      action: fingerprintAction(world, accepted.payment, verdict.frictionless),
    };
  }
  return { verdict };
};

const wallet: Begin = (_world, { account }) => ({
  verdict: account.secret.includes('DECLINED') ? refusedByBank : { kind: 'authorised' },
});

const redirect: Begin = (world, accepted) => {
  const { payment, method, details } = accepted;
  // Details that are stored need no shopper at the bank.
  if (payment.storedPaymentMethodId) return { verdict: { kind: 'authorised' } };
  if (['sdk', 'express'].includes(string(details, 'subtype') ?? '')) return sdk(world, accepted);
  return {
    resultCode: 'RedirectShopper',
    action: {
      type: 'redirect',
      method: 'GET',
      paymentMethodType: method.type,
      url: bankPage(world, payment.pspReference),
    },
  };
};

const BLIK_REFUSED = '000000';
const BLIK_IGNORED = '111111';

const awaitApproval: Begin = (world, accepted) => {
  const { payment, method, details } = accepted;
  const code = string(details, 'blikCode');
  if (code !== BLIK_IGNORED) {
    approveLater(world, accepted, code === BLIK_REFUSED ? refusedByBank : { kind: 'authorised' });
  }
  return {
    resultCode: 'Pending',
    action: {
      type: 'await',
      paymentMethodType: method.type,
      paymentData: world.continuations.issue('Ab02b4c0', { pspReference: payment.pspReference }),
    },
  };
};

const qrCode: Begin = (world, accepted) => {
  approveLater(world, accepted, { kind: 'authorised' });
  const { payment, method } = accepted;
  return {
    resultCode: 'Pending',
    action: {
      type: 'qrCode',
      paymentMethodType: method.type,
      paymentData: world.continuations.issue('Ab02b4c0', { pspReference: payment.pspReference }),
      qrCodeData: bankPage(world, payment.pspReference),
    },
  };
};

const voucher: Begin = (world, { payment, method, request }) => ({
  resultCode: 'PresentToShopper',
  action: {
    type: 'voucher',
    paymentMethodType: method.type,
    entity: '12101',
    reference: '501 422 944',
    merchantReference: payment.merchantReference,
    merchantName: world.identity.merchantAccount,
    initialAmount: request.amount,
    totalAmount: request.amount,
    expiresAt: new Date(Date.now() + 7 * 24 * 3_600_000).toISOString().slice(0, 19),
    ...(method.type === 'econtext_stores' && {
      issuer: 'sandbox_store',
      collectionInstitutionNumber: '58091',
      maskedTelephoneNumber: '•••••••4567',
    }),
  },
});

const bankTransfer: Begin = (world, { payment, method, request }) => ({
  resultCode: 'Received',
  action: {
    type: 'bankTransfer',
    paymentMethodType: method.type,
    beneficiary: world.identity.merchantAccount,
    iban: 'NL13TEST0123456789',
    bic: 'TESTNL2A',
    reference: payment.pspReference,
    totalAmount: request.amount,
  },
});

const received: Begin = (world, accepted) => {
  const verdict = verdictOn(accepted.request, accepted.account);
  if (verdict.kind === 'refused') return { verdict };
  world.later(1, () => settle(world, accepted.payment, { kind: 'authorised' }));
  return { verdict: { kind: 'inProgress', resultCode: 'Received' } };
};

const sdkData = (type: string, orderId: string): Record<string, string> =>
  type === 'paypal'
    ? { token: orderId, facilitatorAccessToken: 'sandbox-facilitator' }
    : { client_token: orderId, payment_method_category: 'pay_later' };

const sdk: Begin = (world, { payment, method }) => {
  if (payment.storedPaymentMethodId) return { verdict: { kind: 'authorised' } };
  const orderId = `EC-${payment.pspReference}`;
  const continuation = { pspReference: payment.pspReference, verdict: { kind: 'authorised' as const } };
  world.continuations.bind(orderId, continuation);
  return {
    resultCode: 'Pending',
    action: {
      type: 'sdk',
      paymentMethodType: method.type,
      paymentData: world.continuations.issue('Ab02b4c0', continuation),
      sdkData: sdkData(method.type, orderId),
    },
  };
};

const giftcard: Begin = (world, { payment, account }) => {
  const number = accountNumber(payment);
  const held = world.giftCards.balance(number, payment.amount.currency);
  const wrongPin = account.securityCode === '0000';
  if (wrongPin || held.value <= 0)
    return { verdict: { ...refusedByBank, code: '12', reason: 'Not enough balance' } };
  if (held.value >= payment.amount.value) return { verdict: { kind: 'authorised' } };
  if (payment.orderPspReference === undefined) {
    const reason = `Not enough balance: ${printed(held)}`;
    return { verdict: { ...refusedByBank, code: '12', reason } };
  }
  // A part of an order takes what there is.
  payment.amount = held;
  return { verdict: { kind: 'authorised' } };
};

/** The beginning of a payment, by the way its method takes. */
export const begin: Record<Flow, Begin> = {
  card,
  wallet,
  redirect,
  await: awaitApproval,
  qrCode,
  voucher,
  bankTransfer,
  received,
  sdk,
  giftcard,
};
