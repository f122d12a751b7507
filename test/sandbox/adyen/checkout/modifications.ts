import type { z } from 'zod';
import {
  adjust,
  cancel,
  capture,
  refund,
  reverse,
  type Decision,
  type Modification,
  type ModificationKind,
  type Payment,
} from '../books.ts';
import { methodOf } from '../catalogue.ts';
import { unprocessable } from '../errors.ts';
import type { Amount } from '../money.ts';
import { newReference } from '../references.ts';
import { check, checkAmount } from '../validation/check.ts';
import {
  amountUpdateRequest,
  cancelRequest,
  captureRequest,
  refundRequest,
  reversalRequest,
} from '../validation/requests.ts';
import { modified } from '../webhooks/events.ts';
import type { World } from '../world.ts';
import { paymentIn } from './accept.ts';
import { checkLineItems, type LineItem } from './line-items.ts';

interface ModificationRequest {
  merchantAccount: string;
  reference?: string | undefined;
  amount?: Amount;
  lineItems?: LineItem[] | undefined;
  capturePspReference?: string | undefined;
  adjustAuthorisationData?: string | undefined;
}

interface Operation {
  kind: ModificationKind;
  schema: z.ZodType<ModificationRequest>;
  decide: (payment: Payment, amount: Amount, world: World) => Decision & { action?: string };
}

const operations: Record<string, Operation> = {
  captures: {
    kind: 'capture',
    schema: captureRequest,
    decide: (payment, amount, world) => capture(payment, amount, world.settings.multiplePartialCaptures),
  },
  refunds: { kind: 'refund', schema: refundRequest, decide: refund },
  cancels: { kind: 'cancel', schema: cancelRequest, decide: cancel },
  reversals: { kind: 'reversal', schema: reversalRequest, decide: reverse },
  amountUpdates: { kind: 'adjustment', schema: amountUpdateRequest, decide: adjust },
};

/** PayPal refunds a capture, not a payment; whoever names a capture must name one of this payment's. */
const refusalOfCapture = (
  payment: Payment,
  kind: ModificationKind,
  named: string | undefined,
): string | undefined => {
  if (kind !== 'refund') return undefined;
  const captures = payment.modifications.filter((done) => done.kind === 'capture' && done.success);
  const known = captures.some(({ pspReference }) => pspReference === named);
  if (named !== undefined && !known) return 'Capture not found';
  const needed = payment.paidWith.type === 'paypal' && captures.length > 0;
  return needed && named === undefined
    ? 'Refund of a PayPal payment needs its capturePspReference'
    : undefined;
};

/** The answer of a synchronous adjustment, for a client that brings the data of the one before. */
const synchronously = (
  { settings }: World,
  { adjustAuthorisationData: data }: ModificationRequest,
  { success }: Decision,
): Record<string, string> =>
  settings.synchronousAdjustment && data !== undefined
    ? { status: success ? 'authorised' : 'refused', adjustAuthorisationData: `adjust-${newReference()}` }
    : {};

/** `POST /payments/{pspReference}/{captures|refunds|cancels|reversals|amountUpdates}`: accepted now, decided by webhook. */
export const modify = (
  world: World,
  path: string,
  pspReference: string,
  body: unknown,
): Record<string, unknown> => {
  const operation = operations[path];
  if (!operation) throw unprocessable('167', 'Unknown modification');
  const request = check(operation.schema, body);
  if (request.amount) checkAmount(request.amount);
  const payment = paymentIn(world, pspReference, request.merchantAccount);
  const { kind } = operation;
  const withLines = methodOf(payment.paidWith.type)?.lineItems && (kind === 'capture' || kind === 'refund');
  if (withLines && request.amount) checkLineItems(payment.paidWith.type, request.amount, request.lineItems);

  const amount = request.amount ?? payment.amount;
  const forced = world.forced.take(kind, payment.merchantReference);
  const refusal = refusalOfCapture(payment, kind, request.capturePspReference);
  const decision: Decision & { action?: string } =
    forced?.success === false || refusal !== undefined
      ? { success: false, reason: forced?.reason ?? refusal ?? 'Refused' }
      : operation.decide(payment, amount, world);
  const modification: Modification = {
    pspReference: newReference(),
    kind,
    amount,
    ...(request.reference && { reference: request.reference }),
    ...decision,
    undone: false,
    at: new Date().toISOString(),
  };
  payment.modifications.push(modification);
  const { action } = decision;
  world.webhooks.notify(modified(payment, modification, action ? { 'modification.action': action } : {}));
  return {
    merchantAccount: request.merchantAccount,
    paymentPspReference: pspReference,
    pspReference: modification.pspReference,
    status: 'received',
    ...(kind === 'adjustment' && synchronously(world, request, decision)),
    reference: request.reference ?? payment.merchantReference,
    ...(request.amount && { amount: request.amount }),
    ...(request.lineItems && { lineItems: request.lineItems }),
    ...(request.capturePspReference && { capturePspReference: request.capturePspReference }),
  };
};
