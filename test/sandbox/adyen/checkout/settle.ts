import type { Payment, PaymentState } from '../books.ts';
import type { CardVerdict } from '../cards.ts';
import { methodOf } from '../catalogue.ts';
import { shownDetails, type Kept, type Token } from '../tokens.ts';
import { authorisation, orderClosed, tokenKept } from '../webhooks/events.ts';
import type { World } from '../world.ts';

/** A verdict that is a decision, not a question to the shopper. */
export type Decision = Extract<CardVerdict, { kind: 'authorised' | 'refused' | 'inProgress' }>;

const REFUSED_STATES: Record<'Refused' | 'Error' | 'Cancelled', PaymentState> = {
  Refused: 'refused',
  Error: 'error',
  Cancelled: 'cancelled',
};

/** The secrets of accounts that may yet be stored, by pspReference: a payment's own record shows only what answers may. */
const accounts = new WeakMap<Payment, string>();

export const rememberAccount = (payment: Payment, secret: string): void => {
  accounts.set(payment, secret);
};

export const accountNumber = (payment: Payment): string => accounts.get(payment) ?? '';

export const isSettled = ({ state }: Payment): boolean => state !== 'started' && state !== 'pending';

/** iDEAL and EPS are stored as direct debits, wallets as cards. */
const storedType = (type: string): string => {
  if (type === 'ideal' || type === 'eps') return 'sepadirectdebit';
  return type === 'googlepay' || type === 'applepay' ? 'scheme' : type;
};

const keep = (world: World, payment: Payment): Kept | undefined => {
  const wanted = payment.request['storePaymentMethod'] === true;
  const { shopperReference, paidWith } = payment;
  if (!wanted || shopperReference === undefined || !methodOf(paidWith.type)?.storable) return undefined;
  const details: Omit<Token, 'id' | 'createdAt'> = {
    merchantAccount: payment.merchantAccount,
    shopperReference,
    type: storedType(paidWith.type),
    secret: accountNumber(payment),
    firstPspReference: payment.pspReference,
    ...shownDetails(paidWith),
  };
  return world.tokens.keep(details);
};

const settleOrder = (world: World, payment: Payment): void => {
  const order =
    payment.orderPspReference === undefined ? undefined : world.orders.get(payment.orderPspReference);
  if (order?.state !== 'open') return;
  order.payments.push(payment.pspReference);
  order.remaining -= payment.authorised;
  if (order.remaining > 0) return;
  order.state = 'paid';
  const parts = order.payments.flatMap((reference) => world.books.get(reference) ?? []);
  world.webhooks.notify(orderClosed(order, parts, world.settings));
};

const authorise = (world: World, payment: Payment): void => {
  payment.state = 'authorised';
  payment.resultCode = 'Authorised';
  payment.authorised = payment.amount.value;
  if (payment.capturedAutomatically) payment.captured = payment.amount.value;
  if (payment.paidWith.type === 'giftcard') world.giftCards.take(accountNumber(payment), payment.amount);
  const kept = keep(world, payment);
  if (kept) {
    payment.storedPaymentMethodId = kept.token.id;
    payment.tokenOperation = kept.operation;
  }
  world.webhooks.notify(authorisation(payment));
  if (kept) world.webhooks.announce(tokenKept(kept, payment.merchantAccount, payment.pspReference));
  settleOrder(world, payment);
};

/** Writes a decision into the books and tells the merchant. A payment that is decided stays as it is. */
export const settle = (world: World, payment: Payment, decision: Decision): void => {
  if (isSettled(payment)) return;
  switch (decision.kind) {
    case 'authorised':
      authorise(world, payment);
      return;
    case 'inProgress':
      payment.state = 'pending';
      payment.resultCode = decision.resultCode;
      return;
    case 'refused':
      payment.state = REFUSED_STATES[decision.resultCode];
      payment.resultCode = decision.resultCode;
      payment.refusalReason = decision.reason;
      payment.refusalReasonCode = decision.code;
      world.webhooks.notify(authorisation(payment));
  }
};
