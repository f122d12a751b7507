import type { FieldDefinition, FieldType, Type } from '@commercetools/platform-sdk';
import { z } from 'zod';
import { invalidField, invalidOperation, requiredField } from '../http/errors.ts';
import type { Database } from '../store/database.ts';
import { money, moneyDraft } from './money.ts';

export const resourceIdentifier = z.object({
  typeId: z.string().optional(),
  id: z.string().optional(),
  key: z.string().optional(),
});

export const customFieldsDraft = z.object({
  type: resourceIdentifier,
  fields: z.record(z.string(), z.unknown()).optional(),
});

export type CustomFieldsDraft = z.infer<typeof customFieldsDraft>;

export interface CustomFields {
  readonly type: { readonly typeId: 'type'; readonly id: string };
  readonly fields: Readonly<Record<string, unknown>>;
}

const LOCALIZED = z.record(z.string(), z.string());
const REFERENCE = z.object({ typeId: z.string(), id: z.string() });

const isText = (value: unknown): boolean => typeof value === 'string';
const isDated =
  (form: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && form.test(value);

/** Whether a value is of a field's type; money and sets are handled where they are stored. */
const IS_OF: Readonly<Record<string, (value: unknown, type: FieldType) => boolean>> = {
  Boolean: (value) => typeof value === 'boolean',
  String: isText,
  Number: (value) => typeof value === 'number',
  LocalizedString: (value) => LOCALIZED.safeParse(value).success,
  Reference: (value) => REFERENCE.safeParse(value).success,
  Money: (value) => moneyDraft.safeParse(value).success,
  Date: isDated(/^\d{4}-\d{2}-\d{2}$/),
  Time: isDated(/^\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/),
  DateTime: isDated(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/),
  Enum: (value, type) => 'values' in type && type.values.some(({ key }) => key === value),
  LocalizedEnum: (value, type) => 'values' in type && type.values.some(({ key }) => key === value),
  Set: (value, type) =>
    Array.isArray(value) && type.name === 'Set' && value.every((item) => isOf(item, type.elementType)),
};

const isOf = (value: unknown, type: FieldType): boolean => IS_OF[type.name]?.(value, type) ?? false;

const stored = (value: unknown, type: FieldType): unknown => {
  if (type.name === 'Money') return money(moneyDraft.parse(value));
  if (type.name !== 'Set' || !Array.isArray(value)) return value;
  const items = value.map((item) => stored(item, type.elementType));
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
};

function checkedValue(definitions: readonly FieldDefinition[], name: string, value: unknown): unknown {
  const definition = definitions.find((candidate) => candidate.name === name);
  if (!definition) throw invalidField(name, value, `The field '${name}' is not defined for the type.`);
  if (!isOf(value, definition.type))
    throw invalidField(
      name,
      value,
      `The value is not of the type ${definition.type.name} of the field '${name}'.`,
    );
  return stored(value, definition.type);
}

function checkedFields(type: Type, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, checkedValue(type.fieldDefinitions, name, value)] as const);
  const missing = type.fieldDefinitions.find(({ name, required }) => required && fields[name] === undefined);
  if (missing) throw requiredField(missing.name);
  return Object.fromEntries(values);
}

/** Custom fields by the types that the project has (https://docs.commercetools.com/api/projects/custom-fields). */
export class CustomFieldsReader {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * @param resourceTypeId what the type must be made for, e.g. `transaction`
   * @throws CtError 400 for an unknown type, a type for something else, an unknown field, a value of another type and
   *   a required field that is missing
   */
  create(draft: CustomFieldsDraft, resourceTypeId: string): CustomFields {
    const type = this.#db.referenced('type', draft.type) as unknown as Type;
    if (!type.resourceTypeIds.includes(resourceTypeId))
      throw invalidOperation(`The type '${type.key}' cannot be used for '${resourceTypeId}'.`);
    return { type: { typeId: 'type', id: type.id }, fields: checkedFields(type, draft.fields ?? {}) };
  }

  createOptional(draft: CustomFieldsDraft | undefined, resourceTypeId: string): CustomFields | undefined {
    return draft && this.create(draft, resourceTypeId);
  }

  /**
   * The fields with one of them set, or removed when the value is absent.
   *
   * @throws CtError 400 where there is no type, no such field, or nothing to remove
   */
  set(custom: CustomFields | undefined, name: string, value: unknown): CustomFields {
    if (!custom) throw invalidOperation('The resource has no custom type.');
    const type = this.#db.referenced('type', custom.type) as unknown as Type;
    if (value !== undefined)
      return {
        ...custom,
        fields: { ...custom.fields, [name]: checkedValue(type.fieldDefinitions, name, value) },
      };
    const { [name]: removed, ...fields } = custom.fields;
    if (removed === undefined) throw invalidOperation(`The custom field '${name}' does not exist.`);
    return { ...custom, fields };
  }
}
