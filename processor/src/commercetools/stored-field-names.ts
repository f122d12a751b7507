import type { TypeDraft } from '@commercetools/platform-sdk';
import { bareNames, fieldNames, storedName, type FieldName } from '../ledger/transaction-fields.ts';
import { TRANSACTION_TYPE_KEY } from '../ledger/update-actions.ts';

// A project to which an earlier version was deployed has our Type with bare field names. They stay in use there: versions that
// run side by side, and one that is rolled back to, read and write the same fields.

/** Under which names a project stores our fields of transactions. */
export type StoredNames = ReadonlyMap<string, string>;

const rename = (isBare: (name: FieldName) => boolean): StoredNames =>
  new Map(fieldNames.map((name) => [name, isBare(name) ? name : storedName(name)]));

/** Those of a project that no earlier version was deployed to. */
export const ownNames: StoredNames = rename(() => false);

const isEarlier = (name: string): boolean => (bareNames as readonly string[]).includes(name);

/** Those of a project whose Type has these fields; `known` itself where they are the same. */
export const namesIn = (
  { fieldDefinitions = [] }: Pick<TypeDraft, 'fieldDefinitions'>,
  known: StoredNames = ownNames,
): StoredNames => {
  const defined = new Set(fieldDefinitions.map(({ name }) => name));
  const names = rename((name) => isEarlier(name) && defined.has(name) && !defined.has(storedName(name)));
  return [...names].every(([name, stored]) => known.get(name) === stored) ? known : names;
};

/** The draft of a Type for a project that has it already: fields that stand under their bare names are not defined again. */
export const draftFor = (draft: TypeDraft, existing: Pick<TypeDraft, 'fieldDefinitions'>): TypeDraft => {
  if (draft.key !== TRANSACTION_TYPE_KEY) return draft;
  const names = new Map([...namesIn(existing)].map(([bare, stored]) => [ownNames.get(bare), stored]));
  const fieldDefinitions = (draft.fieldDefinitions ?? []).map((field) => ({
    ...field,
    name: names.get(field.name) ?? field.name,
  }));
  return { ...draft, fieldDefinitions };
};

/** A draft or a list of update actions with the fields of our transactions under the names that the project stores. */
export const withStoredNames = <Body>(body: Body, names: StoredNames): Body => renamed(body, names) as Body;

const renamed = (value: unknown, names: StoredNames): unknown => {
  if (Array.isArray(value)) return value.map((one) => renamed(one, names));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, renamed(one, names)]);
  const copy = Object.fromEntries(entries) as Record<string, unknown>;
  if (copy['action'] === 'setTransactionCustomField') return { ...copy, name: storedAs(copy['name'], names) };
  return isOfTransaction(copy['type']) && copy['fields']
    ? { ...copy, fields: keyed(copy['fields'], names) }
    : copy;
};

const isOfTransaction = (type: unknown): boolean =>
  typeof type === 'object' && type !== null && 'key' in type && type.key === TRANSACTION_TYPE_KEY;

const storedAs = (name: unknown, names: StoredNames): unknown =>
  typeof name === 'string' ? (names.get(name) ?? name) : name;

const keyed = (fields: object, names: StoredNames): object =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [names.get(name) ?? name, value as unknown]),
  );
