import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { invalidOperation } from '../http/errors.ts';
import {
  customFieldsDraft,
  resourceIdentifier,
  type CustomFields,
  type CustomFieldsReader,
} from '../resources/custom-fields.ts';
import { money, moneyDraft, type CentPrecisionMoney } from '../resources/money.ts';
import { checkKey, parse } from '../resources/parse.ts';
import type { Database } from '../store/database.ts';
import { newResource, type Resource } from '../store/resource.ts';

export interface PaymentMethodInfo {
  readonly paymentInterface?: string | undefined;
  readonly method?: string | undefined;
  readonly name?: Readonly<Record<string, string>> | undefined;
  readonly interfaceAccount?: string | undefined;
  readonly token?: { readonly value: string } | undefined;
  readonly custom?: CustomFields | undefined;
}

export interface StoredTransaction {
  readonly id: string;
  readonly timestamp?: string | undefined;
  readonly type: z.infer<typeof transactionType>;
  readonly amount: CentPrecisionMoney;
  readonly interactionId?: string | undefined;
  readonly interfaceId?: string | undefined;
  readonly state: z.infer<typeof transactionState>;
  readonly custom?: CustomFields | undefined;
}

export interface StoredPayment extends Resource {
  readonly customer?: { readonly typeId: 'customer'; readonly id: string } | undefined;
  readonly anonymousId?: string | undefined;
  readonly interfaceId?: string | undefined;
  readonly amountPlanned: CentPrecisionMoney;
  readonly paymentMethodInfo: PaymentMethodInfo;
  readonly paymentStatus: {
    readonly interfaceCode?: string | undefined;
    readonly interfaceText?: string | undefined;
  };
  readonly transactions: readonly StoredTransaction[];
  readonly interfaceInteractions: readonly CustomFields[];
  readonly checkoutTransactionItemId?: string | undefined;
  readonly custom?: CustomFields | undefined;
}

/** What the rules of payments look up elsewhere. */
export interface PaymentWorld {
  readonly db: Database;
  readonly customFields: CustomFieldsReader;
}

export const localizedString = z.record(z.string(), z.string());
export const tokenDraft = z.object({ value: z.string() });
export const transactionState = z.enum(['Initial', 'Pending', 'Success', 'Failure']);
const transactionType = z.enum(['Authorization', 'CancelAuthorization', 'Charge', 'Refund', 'Chargeback']);
export const timestamp = z.iso.datetime({ offset: true });

export const transactionDraft = z.object({
  timestamp: timestamp.optional(),
  type: transactionType,
  amount: moneyDraft,
  interactionId: z.string().optional(),
  interfaceId: z.string().optional(),
  state: transactionState.optional(),
  custom: customFieldsDraft.optional(),
});

export const methodInfoDraft = z.object({
  paymentInterface: z.string().optional(),
  method: z.string().optional(),
  name: localizedString.optional(),
  interfaceAccount: z.string().optional(),
  token: tokenDraft.optional(),
  custom: customFieldsDraft.optional(),
});

const paymentDraft = z.object({
  key: z.string().optional(),
  customer: resourceIdentifier.optional(),
  anonymousId: z.string().optional(),
  interfaceId: z.string().optional(),
  amountPlanned: moneyDraft,
  paymentMethodInfo: methodInfoDraft.optional(),
  paymentStatus: z
    .object({ interfaceCode: z.string().optional(), interfaceText: z.string().optional() })
    .optional(),
  transactions: z.array(transactionDraft).optional(),
  interfaceInteractions: z.array(customFieldsDraft).optional(),
  checkoutTransactionItemId: z.string().optional(),
  custom: customFieldsDraft.optional(),
});

/** A transaction's identifier at the payment service; an empty one is none. */
export const transactionInterfaceId = (interfaceId: string | undefined): string | undefined =>
  interfaceId === '' ? undefined : interfaceId;

export const newTransaction = (
  draft: z.infer<typeof transactionDraft>,
  { customFields }: PaymentWorld,
): StoredTransaction => ({
  id: randomUUID(),
  timestamp: draft.timestamp,
  type: draft.type,
  amount: money(draft.amount),
  interactionId: draft.interactionId,
  interfaceId: transactionInterfaceId(draft.interfaceId),
  state: draft.state ?? 'Initial',
  custom: customFields.createOptional(draft.custom, 'transaction'),
});

export const customerReference = (
  identifier: z.infer<typeof resourceIdentifier>,
  { db }: PaymentWorld,
): { readonly typeId: 'customer'; readonly id: string } => ({
  typeId: 'customer',
  id: db.referenced('customer', identifier).id,
});

/** @throws CtError 400 `InvalidOperation` for a customer beside an anonymous session */
export function checkOneShopper(customer: object | undefined, anonymousId: string | undefined): void {
  if (customer && anonymousId !== undefined)
    throw invalidOperation('Can set only one of customer OR anonymousId.');
}

/**
 * A new Payment from a draft as a client sends it.
 *
 * @throws CtError 400 as commercetools refuses it; a duplicate shows when the payment is stored
 */
export function newPayment(body: unknown, world: PaymentWorld, clientId: string): StoredPayment {
  const draft = parse(paymentDraft, body);
  checkOneShopper(draft.customer, draft.anonymousId);
  const { customFields } = world;
  const info = draft.paymentMethodInfo ?? {};
  return {
    ...newResource(clientId),
    key: checkKey(draft.key),
    customer: draft.customer && customerReference(draft.customer, world),
    anonymousId: draft.anonymousId,
    interfaceId: draft.interfaceId,
    amountPlanned: money(draft.amountPlanned),
    paymentMethodInfo: { ...info, custom: customFields.createOptional(info.custom, 'payment-method-info') },
    paymentStatus: draft.paymentStatus ?? {},
    transactions: (draft.transactions ?? []).map((transaction) => newTransaction(transaction, world)),
    interfaceInteractions: (draft.interfaceInteractions ?? []).map((interaction) =>
      customFields.create(interaction, 'payment-interface-interaction'),
    ),
    checkoutTransactionItemId: draft.checkoutTransactionItemId,
    custom: customFields.createOptional(draft.custom, 'payment'),
  };
}
