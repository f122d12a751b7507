import { z } from 'zod';
import { invalidOperation } from '../http/errors.ts';
import type { Route } from '../http/router.ts';
import type { Database } from '../store/database.ts';
import { newResource, nextVersion, type Resource } from '../store/resource.ts';
import { businessUnitReference, type BusinessUnitReference } from './business-units.ts';
import { deleteRoutes, readRoutes, writeRoutes } from './crud.ts';
import {
  customFieldsDraft,
  resourceIdentifier,
  type CustomFields,
  type CustomFieldsReader,
} from './custom-fields.ts';
import { checkKey, parse } from './parse.ts';
import { action, update, type UpdateAction } from './update.ts';

const status = z.enum(['Active', 'Inactive']);
const localizedString = z.record(z.string(), z.string());

const draftSchema = z.object({
  key: z.string().optional(),
  name: localizedString.optional(),
  customer: resourceIdentifier.optional(),
  businessUnit: resourceIdentifier.optional(),
  method: z.string().optional(),
  paymentInterface: z.string().optional(),
  interfaceAccount: z.string().optional(),
  token: z.object({ value: z.string() }).optional(),
  paymentMethodStatus: status.optional(),
  default: z.boolean().optional(),
  custom: customFieldsDraft.optional(),
});

interface StoredPaymentMethod extends Resource {
  readonly name?: Readonly<Record<string, string>> | undefined;
  readonly customer?: { readonly typeId: 'customer'; readonly id: string } | undefined;
  readonly businessUnit?: BusinessUnitReference | undefined;
  readonly method?: string | undefined;
  readonly paymentInterface?: string | undefined;
  readonly interfaceAccount?: string | undefined;
  readonly token?: { readonly value: string } | undefined;
  readonly paymentMethodStatus: z.infer<typeof status>;
  readonly default: boolean;
  readonly custom?: CustomFields | undefined;
}

const checkDefault = (method: StoredPaymentMethod): StoredPaymentMethod => {
  if (method.default && method.paymentMethodStatus === 'Inactive')
    throw invalidOperation('A default Payment Method cannot be inactive.');
  return method;
};

const text = z.string().optional();

const actionsOf = (
  fields: CustomFieldsReader,
): Readonly<Record<string, UpdateAction<StoredPaymentMethod>>> => ({
  setKey: action(z.object({ key: text }), (method, { key }) => ({
    ...method,
    key: checkKey(key),
  })),
  setName: action(z.object({ name: localizedString.optional() }), (method, { name }) => ({
    ...method,
    name,
  })),
  setMethod: action(z.object({ method: text }), (before, { method }) => ({
    ...before,
    method,
  })),
  setPaymentInterface: action(z.object({ paymentInterface: text }), (method, { paymentInterface }) => ({
    ...method,
    paymentInterface,
  })),
  setInterfaceAccount: action(z.object({ interfaceAccount: text }), (method, { interfaceAccount }) => ({
    ...method,
    interfaceAccount,
  })),
  setDefault: action(z.object({ default: z.boolean() }), (method, { default: isDefault }) =>
    checkDefault({ ...method, default: isDefault }),
  ),
  setPaymentMethodStatus: action(
    z.object({ paymentMethodStatus: status }),
    (method, { paymentMethodStatus }) => checkDefault({ ...method, paymentMethodStatus }),
  ),
  setCustomType: action(
    z.object({ type: resourceIdentifier.optional(), fields: customFieldsDraft.shape.fields }),
    (method, { type, fields: values }) => ({
      ...method,
      custom: type ? fields.create({ type, fields: values }, 'payment-method') : undefined,
    }),
  ),
  setCustomField: action(
    z.object({ name: z.string(), value: z.unknown().optional() }),
    (method, { name, value }) => ({
      ...method,
      custom: fields.set(method.custom, name, value),
    }),
  ),
});

/** There is one default per customer, business unit, or both: the one before it steps back. */
function keepOneDefault(db: Database, method: StoredPaymentMethod, clientId: string): StoredPaymentMethod {
  const { customer, businessUnit } = method;
  if (!method.default || (!customer && !businessUnit)) return method;
  const where = [
    `default=true and id<>"${method.id}"`,
    customer ? `customer(id="${customer.id}")` : 'customer is not defined',
    businessUnit ? `businessUnit(key="${businessUnit.key}")` : 'businessUnit is not defined',
  ];
  for (const other of db.query('payment-method', { where, limit: 500 }).results)
    db.table('payment-method').put(nextVersion({ ...other, default: false } as Resource, clientId));
  return method;
}

/** The Payment Methods API: what a customer has stored to pay with again. */
export function paymentMethodRoutes(db: Database, fields: CustomFieldsReader): Route[] {
  const actions = actionsOf(fields);
  return [
    ...readRoutes(db, 'payment-methods', 'payment-method'),
    ...writeRoutes<StoredPaymentMethod>(db, 'payment-methods', 'payment-method', {
      create: (body, clientId) => {
        const { custom, ...draft } = parse(draftSchema, body);
        const customer = draft.customer && db.referenced('customer', draft.customer);
        const method: StoredPaymentMethod = {
          ...newResource(clientId),
          ...draft,
          key: checkKey(draft.key),
          customer: customer && { typeId: 'customer', id: customer.id },
          businessUnit: draft.businessUnit && businessUnitReference(db, draft.businessUnit, customer?.id),
          paymentMethodStatus: draft.paymentMethodStatus ?? 'Active',
          default: draft.default ?? false,
          custom: fields.createOptional(custom, 'payment-method'),
        };
        return keepOneDefault(db, checkDefault(method), clientId);
      },
      update: (method, body, clientId) =>
        keepOneDefault(db, update(method, body, actions, clientId), clientId),
    }),
    ...deleteRoutes(db, 'payment-methods', 'payment-method'),
  ];
}
