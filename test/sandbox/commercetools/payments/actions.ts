import { z } from 'zod';
import { invalidOperation } from '../http/errors.ts';
import { customFieldsDraft, resourceIdentifier, type CustomFields } from '../resources/custom-fields.ts';
import { money, moneyDraft } from '../resources/money.ts';
import { checkKey } from '../resources/parse.ts';
import { action, type UpdateAction } from '../resources/update.ts';
import {
  checkOneShopper,
  customerReference,
  localizedString,
  methodInfoDraft,
  newTransaction,
  timestamp,
  tokenDraft,
  transactionDraft,
  transactionInterfaceId,
  transactionState,
  type PaymentMethodInfo,
  type PaymentWorld,
  type StoredPayment,
  type StoredTransaction,
} from './payment.ts';

const text = z.string().optional();
const optionalType = z.object({
  type: resourceIdentifier.optional(),
  fields: customFieldsDraft.shape.fields,
});
const namedValue = z.object({ name: z.string(), value: z.unknown().optional() });
const ofTransaction = z.object({ transactionId: z.string() });

const changeTransaction = (
  payment: StoredPayment,
  id: string,
  change: (transaction: StoredTransaction) => Partial<StoredTransaction>,
): StoredPayment => {
  const found = payment.transactions.find((transaction) => transaction.id === id);
  if (!found) throw invalidOperation(`A Transaction with ID '${id}' does not exist.`);
  return {
    ...payment,
    transactions: payment.transactions.map((each) => (each === found ? { ...each, ...change(each) } : each)),
  };
};

const changeMethodInfo = (payment: StoredPayment, change: Partial<PaymentMethodInfo>): StoredPayment => ({
  ...payment,
  paymentMethodInfo: { ...payment.paymentMethodInfo, ...change },
});

/** Refuses to change what is documented as "cannot be modified after it is set". */
const setOnce = (field: string, before: string | undefined, value: string): string => {
  if (before !== undefined && before !== value)
    throw invalidOperation(`The field '${field}' is already set and cannot be changed.`);
  return value;
};

/**
 * Every update action of a Payment but `transitionState`
 * (https://docs.commercetools.com/api/projects/payments#update-actions).
 */
export const paymentActions = (
  world: PaymentWorld,
): Readonly<Record<string, UpdateAction<StoredPayment>>> => {
  const { customFields } = world;
  const custom = (draft: z.infer<typeof optionalType>, resourceTypeId: string): CustomFields | undefined =>
    draft.type ? customFields.create({ type: draft.type, fields: draft.fields }, resourceTypeId) : undefined;

  return {
    addTransaction: action(z.object({ transaction: transactionDraft }), (payment, { transaction }) => ({
      ...payment,
      transactions: [...payment.transactions, newTransaction(transaction, world)],
    })),
    changeTransactionState: action(
      ofTransaction.extend({ state: transactionState }),
      (payment, { transactionId, state }) => changeTransaction(payment, transactionId, () => ({ state })),
    ),
    changeTransactionInteractionId: action(
      ofTransaction.extend({ interactionId: z.string() }),
      (payment, { transactionId, interactionId }) =>
        changeTransaction(payment, transactionId, () => ({ interactionId })),
    ),
    changeTransactionTimestamp: action(
      ofTransaction.extend({ timestamp }),
      (payment, { transactionId, timestamp: at }) =>
        changeTransaction(payment, transactionId, () => ({ timestamp: at })),
    ),
    setTransactionInterfaceId: action(
      ofTransaction.extend({ interfaceId: text }),
      (payment, { transactionId, interfaceId }) =>
        changeTransaction(payment, transactionId, () => ({
          interfaceId: transactionInterfaceId(interfaceId),
        })),
    ),
    setTransactionCustomType: action(optionalType.extend(ofTransaction.shape), (payment, draft) =>
      changeTransaction(payment, draft.transactionId, () => ({ custom: custom(draft, 'transaction') })),
    ),
    setTransactionCustomField: action(
      namedValue.extend(ofTransaction.shape),
      (payment, { transactionId, name, value }) =>
        changeTransaction(payment, transactionId, (transaction) => ({
          custom: customFields.set(transaction.custom, name, value),
        })),
    ),
    changeAmountPlanned: action(z.object({ amount: moneyDraft }), (payment, { amount }) => ({
      ...payment,
      amountPlanned: money(amount),
    })),
    setInterfaceId: action(z.object({ interfaceId: z.string() }), (payment, { interfaceId }) => ({
      ...payment,
      interfaceId: setOnce('interfaceId', payment.interfaceId, interfaceId),
    })),
    setKey: action(z.object({ key: text }), (payment, { key }) => ({
      ...payment,
      key: checkKey(key),
    })),
    setCustomer: action(z.object({ customer: resourceIdentifier.optional() }), (payment, { customer }) => {
      if (customer) checkOneShopper(customer, payment.anonymousId);
      return { ...payment, customer: customer && customerReference(customer, world) };
    }),
    setAnonymousId: action(z.object({ anonymousId: text }), (payment, { anonymousId }) => {
      checkOneShopper(payment.customer, anonymousId);
      return { ...payment, anonymousId };
    }),
    setMethodInfo: action(methodInfoDraft, (payment, { custom: draft, paymentInterface, ...info }) =>
      changeMethodInfo(payment, {
        ...info,
        paymentInterface:
          paymentInterface === undefined
            ? payment.paymentMethodInfo.paymentInterface
            : setOnce('paymentInterface', payment.paymentMethodInfo.paymentInterface, paymentInterface),
        custom: customFields.createOptional(draft, 'payment-method-info') ?? payment.paymentMethodInfo.custom,
      }),
    ),
    setMethodInfoInterface: action(z.object({ interface: z.string() }), (payment, { interface: name }) =>
      changeMethodInfo(payment, {
        paymentInterface: setOnce('paymentInterface', payment.paymentMethodInfo.paymentInterface, name),
      }),
    ),
    setMethodInfoMethod: action(z.object({ method: text }), (payment, { method }) =>
      changeMethodInfo(payment, { method }),
    ),
    setMethodInfoName: action(z.object({ name: localizedString.optional() }), (payment, { name }) =>
      changeMethodInfo(payment, { name }),
    ),
    setMethodInfoInterfaceAccount: action(
      z.object({ interfaceAccount: text }),
      (payment, { interfaceAccount }) => changeMethodInfo(payment, { interfaceAccount }),
    ),
    setMethodInfoToken: action(z.object({ token: tokenDraft.optional() }), (payment, { token }) =>
      changeMethodInfo(payment, { token }),
    ),
    setMethodInfoCustomType: action(optionalType, (payment, draft) =>
      changeMethodInfo(payment, { custom: custom(draft, 'payment-method-info') }),
    ),
    setMethodInfoCustomField: action(namedValue, (payment, { name, value }) =>
      changeMethodInfo(payment, { custom: customFields.set(payment.paymentMethodInfo.custom, name, value) }),
    ),
    setStatusInterfaceCode: action(z.object({ interfaceCode: text }), (payment, { interfaceCode }) => ({
      ...payment,
      paymentStatus: { ...payment.paymentStatus, interfaceCode },
    })),
    setStatusInterfaceText: action(z.object({ interfaceText: text }), (payment, { interfaceText }) => ({
      ...payment,
      paymentStatus: { ...payment.paymentStatus, interfaceText },
    })),
    addInterfaceInteraction: action(customFieldsDraft, (payment, interaction) => ({
      ...payment,
      interfaceInteractions: [
        ...payment.interfaceInteractions,
        customFields.create(interaction, 'payment-interface-interaction'),
      ],
    })),
    setCustomType: action(optionalType, (payment, draft) => ({
      ...payment,
      custom: custom(draft, 'payment'),
    })),
    setCustomField: action(namedValue, (payment, { name, value }) => ({
      ...payment,
      custom: customFields.set(payment.custom, name, value),
    })),
  };
};
